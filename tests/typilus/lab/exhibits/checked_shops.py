"""A laboratory whose checkers judge by rules, and whose model knows types by names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from tests.typilus.lab.experiments.checkers.rules import PREDICTED, NamePredictor, RuleChecker, write_shop
from typilus.checking import CHECKERS
from typilus.lab.exhibits import checker_trials
from typilus.lab.exhibits.laboratory import Laboratory
from typilus.lab.experiments.checkers import SampledProject

__all__ = ["checked_laboratory"]


class InstalledChecker(RuleChecker):
    """Rejects that a result is a text and that a width is a float."""

    executable = "rules"

    def __init__(self, limits: Any = None) -> None:
        super().__init__(["result: str"], ["width: float"])


class MissingChecker(InstalledChecker):
    """Is not installed."""

    executable = None  # type: ignore[assignment]


def checked_laboratory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_pytype: bool = True, **settings: Any
) -> Laboratory:
    """Two files to check; pytype is there or not."""
    names = ("shop0.py", "shop1.py")
    for name in names:
        write_shop(tmp_path / "project", name)
    projects = [SampledProject("project", tmp_path / "project", names)]
    monkeypatch.setattr(checker_trials, "_projects", lambda laboratory: projects)
    monkeypatch.setattr(checker_trials, "_predictor", lambda run, laboratory: NamePredictor(PREDICTED))
    monkeypatch.setitem(CHECKERS, "mypy", InstalledChecker)
    monkeypatch.setitem(CHECKERS, "pytype", InstalledChecker if has_pytype else MissingChecker)
    return fake_laboratory(tmp_path, monkeypatch, FakeTrainer(), **settings)
