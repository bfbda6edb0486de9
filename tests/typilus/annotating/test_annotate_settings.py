"""Options of annotating as they come out for one project."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from graph_extraction import SymbolKind
from typilus.annotating import AnnotateSettings
from typilus.errors import CheckerError
from typilus.listening import SILENT, Listener
from typilus.options import AnnotateOptions
from typilus.rewriting import ExistingAnnotationPolicy


class Recording(Listener):
    """Keeps the sentences, and who judges."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.judges: list[str | None] = []

    def notice(self, message: str) -> None:
        self.notices.append(message)

    def judge_chosen(self, checker: str | None, reason: str) -> None:
        self.judges.append(checker)


def settings_of(root: Path, options: AnnotateOptions, listener: Listener = SILENT) -> AnnotateSettings:
    return AnnotateSettings.for_project(root, options, listener)


def test_defaults_judge_nothing_away(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, AnnotateOptions(checker="none"))
    assert (settings.root, settings.checker, settings.kinds) == (tmp_path, None, None)
    assert (settings.no_new_errors, settings.complete) == (False, False)
    assert settings.limits.seconds == 60.0
    assert settings.rewrite.policy is ExistingAnnotationPolicy.FILL
    assert not settings.rewrite.type_comments


@pytest.mark.parametrize(
    ("only", "kinds"),
    [
        (None, None),
        (("parameters",), {SymbolKind.PARAMETER}),
        (("returns", "attributes"), {SymbolKind.RETURN, SymbolKind.ATTRIBUTE}),
        (("parameters", "returns", "variables", "attributes"), set(SymbolKind)),
        ((), set()),
    ],
)
def test_kinds_are_asked_for_in_the_plural(
    only: tuple[str, ...] | None, kinds: set[SymbolKind] | None, tmp_path: Path
) -> None:
    assert settings_of(tmp_path, AnnotateOptions(checker="none", only=only)).kinds == kinds


@pytest.mark.parametrize("policy", ["keep", "fill", "overwrite"])
def test_the_policy_goes_by_its_name(policy: str, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, AnnotateOptions(checker="none", policy=policy))
    assert settings.rewrite.policy.value == policy


def test_each_option_reaches_its_setting(tmp_path: Path) -> None:
    options = AnnotateOptions(
        checker="none", check_seconds=5.0, no_new_errors=True, complete=True, type_comments=True, python=(3, 8)
    )
    settings = settings_of(tmp_path, options)
    assert settings.limits.seconds == 5.0
    assert settings.no_new_errors
    assert settings.complete
    assert settings.rewrite.type_comments
    assert settings.rewrite.python == (3, 8)


@pytest.mark.parametrize(
    ("requirement", "asked", "python", "said"),
    [
        (None, None, sys.version_info[:2], []),
        (">=3.9", None, (3, 9), ["written for Python 3.9 and later: requires-python in pyproject.toml"]),
        (">=3.9", (3, 11), (3, 11), []),
        (None, (3, 7), (3, 7), []),
    ],
)
def test_the_oldest_python(
    requirement: str | None,
    asked: tuple[int, int] | None,
    python: tuple[int, int],
    said: list[str],
    tmp_path: Path,
) -> None:
    """What is asked for is not told; what the project says is; without either it is the running one."""
    if requirement:
        (tmp_path / "pyproject.toml").write_text(f'[project]\nname = "a"\nrequires-python = "{requirement}"\n')
    listener = Recording()
    settings = settings_of(tmp_path, AnnotateOptions(checker="none", python=asked), listener)
    assert settings.rewrite.python == python
    assert [notice.split(" (")[0] for notice in listener.notices] == said


def test_a_checker_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(CheckerError, match="gcc"):
        settings_of(tmp_path, AnnotateOptions(checker="gcc"))


def test_an_environment_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(CheckerError, match="nowhere"):
        settings_of(tmp_path, AnnotateOptions(checker="none", environment=tmp_path / "nowhere"))
