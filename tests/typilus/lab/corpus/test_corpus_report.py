"""Counts of a corpus: totals of its projects, the tail of its types, and words for people."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import pytest
from rich.console import Console

from graph_extraction import SymbolKind
from typilus.lab.corpus.corpus_report import COMMON_FROM, CorpusReport, ProjectReport, TypeCounter
from typilus.lab.corpus.splits import Splits, side_by_file


def report_of(
    *projects: ProjectReport, types: Mapping[str, int] | None = None, augmented_by: str | None = None
) -> CorpusReport:
    by_side = {"train": sum(each.labels for each in projects), "validation": 0, "test": 0}
    return CorpusReport(projects, types or {}, by_side, by_side, 1, {"train": 2_500_000}, "3.12", augmented_by)


def shops() -> tuple[ProjectReport, ProjectReport]:
    first = ProjectReport("shop", "1.0", "MIT", "shops", "train", 5, 3, 100, 7, {"parameter": 4, "return": 3})
    second = ProjectReport("till", "2.0", "MIT", "tills", "train", 2, 1, 50, 3, {"parameter": 3})
    first.failures, second.failures = {"empty file": 1, "no graph": 1}, {"no graph": 1}
    second.inferred_labels, second.inferred_by_kind = 2, {"variable": 2}
    second.inference_failures = {"timeout": 1}
    return first, second


def shown(report: CorpusReport) -> str:
    console = Console(file=io.StringIO(), width=200)
    report.print(console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_totals_are_those_of_the_projects() -> None:
    report = report_of(*shops())
    assert (report.files, report.labels, report.inferred_labels) == (4, 10, 2)
    assert list(report.failures.items()) == [("no graph", 2), ("empty file", 1)], "the most frequent first"
    assert report.labels_by_kind == {
        kind.value: {"parameter": 7, "return": 3}.get(kind.value, 0) for kind in SymbolKind
    }
    assert sum(report.inferred_by_kind.values()) == report.inferred_labels


def test_the_tail_is_what_is_seen_less_often_than_common_types() -> None:
    types = {"int": COMMON_FROM, "str": COMMON_FROM - 1, "shop.Till": 1}
    zipf = report_of(types=types).zipf()
    assert (zipf["types"], zipf["types_seen_100_times"], zipf["types_seen_once"]) == (3, 1, 1)
    assert zipf["share_of_rarer_types"] == pytest.approx(COMMON_FROM / (2 * COMMON_FROM))
    assert zipf["share_of_top_10"] == 1.0


def test_the_ten_most_frequent_types_are_the_top() -> None:
    types = {f"t{number:02}": number for number in range(1, 21)}
    report = report_of(types=types)
    assert report.zipf()["share_of_top_10"] == pytest.approx(sum(range(11, 21)) / sum(range(1, 21)))
    assert list(json.loads(report.to_json())["top_types"])[:2] == ["t20", "t19"]


def test_a_corpus_of_nothing_is_reported_without_dividing_by_it() -> None:
    report = report_of()
    assert set(report.zipf().values()) == {0}
    assert json.loads(report.to_json())["labels"] == 0
    assert "left out: nothing" in shown(report)
    assert "inferred" not in shown(report), "no checker was asked"


def test_people_and_programs_are_told_the_same_numbers() -> None:
    report = report_of(*shops(), types={"int": 10}, augmented_by="pytype 2024")
    plain, text = json.loads(report.to_json()), shown(report)
    assert f"{plain['labels']} labeled symbols in {plain['files']} files" in text
    assert "left out: no graph 2, empty file 1" in text
    assert "2 more symbols have a type inferred by pytype 2024" in text
    assert "files without inferred types: timeout 1" in text
    assert [each["name"] for each in plain["projects"]] == ["shop", "till"]
    assert plain["augmented_by"] == "pytype 2024"


def test_labels_are_counted_on_their_side_and_inferred_ones_nowhere_else() -> None:
    counter = TypeCounter(Splits({"shop": "train", "till": "test"}))
    counter.add("shop", "shop/a.py", ["int"] * COMMON_FROM + ["str"] * (COMMON_FROM - 1), ["bytes"] * COMMON_FROM)
    counter.add("till", "till/b.py", ["str"] * COMMON_FROM, [])
    assert counter.common_types == 1, "str is common in the test side alone, bytes was only inferred"
    assert counter.by_project == {"train": 2 * COMMON_FROM - 1, "validation": 0, "test": COMMON_FROM}
    assert counter.by_file[side_by_file("till", "till/b.py")] >= COMMON_FROM
    assert counter.by_file.total() == counter.types.total() == 3 * COMMON_FROM - 1
    assert counter.inferred_types == {"bytes": COMMON_FROM}
