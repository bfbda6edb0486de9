"""Figure 7: accepted predictions by recall."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.checked_shops import checked_laboratory
from typilus.lab.exhibits.figure7 import EXHIBIT


def test_the_figure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(checked_laboratory(tmp_path, monkeypatch))
    mypy = result.lines[0]
    # Of 7 symbols a file, 4 get a prediction that passes, 2 a less probable one that fails, and 1 gets none.
    assert [cell.value for cell in mypy.cells] == [100.0, 100.0, 80.0, pytest.approx(66.7, abs=0.1), None]
    assert [cell.paper for cell in mypy.cells] == [None, None, None, None, 89.0]
    panel = EXHIBIT.draw(result).axes[0]
    assert [line.get_label() for line in panel.lines] == ["mypy", "pytype"]


def test_a_checker_that_is_not_installed_has_no_curve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = EXHIBIT.make(checked_laboratory(tmp_path, monkeypatch, has_pytype=False))
    assert "not installed" in str(result.lines[1].reason)
    assert len(EXHIBIT.draw(result).axes[0].lines) == 1
    result = EXHIBIT.make(checked_laboratory(tmp_path / "none", monkeypatch, minutes=0.0))
    assert [line.reason is None for line in result.lines] == [False, False]
    assert EXHIBIT.draw(result).axes
