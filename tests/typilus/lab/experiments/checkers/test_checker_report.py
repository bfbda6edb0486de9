"""The table, the files, and the picture."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from tests.typilus.lab.experiments.checkers.test_summary import example
from typilus.lab.experiments.checkers.checker_report import (
    checker_markdown,
    checker_table,
    draw_checker_curves,
    write_checker_report,
)
from typilus.lab.experiments.checkers.summary import summarize_checker


def test_the_table_has_the_rows_of_the_paper() -> None:
    lines = checker_markdown([example(), summarize_checker("ty", [])]).splitlines()
    assert lines[0] == "|  | mypy prop. | mypy acc. | ty prop. | ty acc. |"
    assert lines[2:6] == [
        "| none → τ | 60.0 | 33.3 | 0.0 | 0.0 |",
        "| τ → τ′ | 20.0 | 0.0 | 0.0 | 0.0 |",
        "| τ → τ | 20.0 | 100.0 | 0.0 | 0.0 |",
        "| overall | 100.0 | 40.0 | 0.0 | 0.0 |",
    ]
    assert lines[6] == "| at recall 80% | p ≥ 0.10 | 40.0 | p ≥ – | – |"
    console = Console(width=100)
    with console.capture() as captured:
        console.print(checker_table([example()]))
    assert "none → τ" in captured.get()


def test_the_report_is_written(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    written = write_checker_report(tmp_path / "report", [example()])
    assert [path.name for path in written] == ["checkers.json", "checkers.md", "checkers.png"]
    assert json.loads(written[0].read_text())[0]["checker"] == "mypy"
    assert written[2].read_bytes().startswith(b"\x89PNG")


def test_a_line_for_each_checker() -> None:
    pytest.importorskip("matplotlib")
    (panel,) = draw_checker_curves([example()]).axes
    assert np.asarray(panel.lines[0].get_xdata()).tolist() == list(example().curve.recall)
