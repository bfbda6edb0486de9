"""Reports of a measured row."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from tests.typilus.lab.experiments.network.test_experiments import experiment
from typilus.lab.experiments.network.experiments import ROWS
from typilus.lab.experiments.network.network_report import (
    advantage,
    kind_table,
    markdown_table,
    score_table,
    write_report,
)
from typilus.typespace import VotingRule


def test_tables_show_every_method_with_its_numbers() -> None:
    one = experiment()
    results = [one.measure(row, space=VotingRule(k=1), lookup=one.tune_lookup(row)) for row in ROWS[1:]]
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(score_table(results), score_table(results, top=5), kind_table(results))
    text = console.export_text()
    for method in ("typilus", "look-up", "look-up, tuned", "most frequent"):
        assert text.count(method) >= 6
    assert "by project, the file alone (test)" in text
    assert "100.0" in text
    assert "| by project, the file alone | typilus | 20.0 | 20.0 | 20.0 | 0.0 | 20.0 | 5 |" in markdown_table(results)
    assert "| by project, the file alone | ceiling: type known | 20.0 | | | 0.0 | 20.0 | |" in markdown_table(results)


def test_report_files(tmp_path: Path) -> None:
    one = experiment()
    result = one.measure(ROWS[2], space=VotingRule(k=1))
    write_report(tmp_path / "report", [result], [one.symbols.table])
    (plain,) = json.loads((tmp_path / "report" / "results.json").read_text())
    assert plain["scores"]["typilus"]["top1"]["all"] == {"count": 5, "exact": 100, "parametric": 100, "neutral": 100}
    assert plain["settings"]["typilus"].startswith("VotingRule(k=1")
    assert plain["curves"]["typilus"]["recall"][-1] == 1.0
    assert plain["by_frequency"]["look-up"][0]["count"] == 4
    assert plain["confusions"]["all"] == []
    assert plain["advantage"]["most frequent"]["exact"][0] == 80.0
    assert (tmp_path / "report" / "results.md").read_text().count("\n") == 6


def test_advantage_is_the_difference_of_the_rates() -> None:
    one = experiment()
    result = one.measure(ROWS[2], space=VotingRule(k=1))
    scores = {name: result.scores[name].top1.all.exact for name in ("typilus", "most frequent")}
    ahead = advantage(result, one.symbols.table, over="most frequent")["exact"]
    assert ahead.mean == pytest.approx(scores["typilus"] - scores["most frequent"])
    assert ahead.low <= ahead.mean <= ahead.high
