"""Results as rows."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import typilus
from typilus import result_rows
from typilus.auditing import FileAudit
from typilus.errors import TypilusError
from typilus.prediction import FilePrediction
from typilus.result_rows import ANNOTATED_COLUMNS, AUDITED_COLUMNS, PREDICTED_COLUMNS, CsvRows

TEXT = "def f(self, count: int):\n    self.total = count\n    return count\n"


@pytest.fixture(autouse=True)
def no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without a project, so that none is read."""
    monkeypatch.chdir(tmp_path)


def test_a_row_a_symbol_with_its_best_type(model_folder: Path) -> None:
    predicted = typilus.predict_source(TEXT, path="f.py", model=model_folder)
    rows = typilus.to_rows(predicted)
    assert [row["name"] for row in rows] == [symbol.symbol.name for symbol in predicted]
    assert {tuple(row) for row in rows} == {PREDICTED_COLUMNS}, "every row has the same columns, in one order"
    for row, symbol in zip(rows, predicted, strict=True):
        best = symbol.best
        assert (row["path"], row["existing"]) == ("f.py", symbol.existing)
        assert row["type"] == (None if best is None else best.type)
        assert row["rank"] == (None if best is None else 1)


def test_a_row_a_candidate(model_folder: Path) -> None:
    predicted = typilus.predict_source(TEXT, path="f.py", model=model_folder)
    rows = typilus.to_rows([predicted, FilePrediction("bad.py", "cannot be read", ())], top=2)
    assert len(rows) == sum(min(2, max(1, len(symbol.candidates))) for symbol in predicted)
    assert {row["rank"] for row in rows} >= {1, 2}


def test_what_became_of_each_symbol(model_folder: Path) -> None:
    annotated = typilus.annotate_source(TEXT, path="f.py", model=model_folder, min_confidence=0, checker="none")
    for row, symbol in zip(typilus.to_rows(annotated), annotated.symbols, strict=True):
        assert tuple(row) == ANNOTATED_COLUMNS
        assert (row["written"], row["reason"]) == (symbol.written, symbol.reason)


def test_a_row_a_finding(model_folder: Path) -> None:
    audited = typilus.audit_source(
        "def f() -> str:\n    return 1\n", path="f.py", model=model_folder, checker="none", min_confidence=0
    )
    assert typilus.to_rows(FileAudit("g.py", None)) == []
    assert len(audited) == 1
    for row, finding in zip(typilus.to_rows(audited), audited, strict=True):
        assert tuple(row) == AUDITED_COLUMNS
        assert (row["name"], row["type"], row["kind"]) == ("f", finding.suggestion.type, finding.kind.value)


def test_a_data_frame_has_the_rows(model_folder: Path) -> None:
    predicted = typilus.predict_source(TEXT, path="f.py", model=model_folder)
    annotated = typilus.annotate_source(TEXT, path="f.py", model=model_folder, min_confidence=0, checker="none")
    audited = typilus.audit_source(
        "def f() -> str:\n    return 1\n", path="f.py", model=model_folder, checker="none", min_confidence=0
    )
    for result in (predicted, annotated, audited):
        frame = result.to_dataframe(top=2)
        rows = typilus.to_rows(result, top=2)
        assert list(frame["name"]) == [row["name"] for row in rows]
        assert list(frame.columns) == list(rows[0])
    both = typilus.to_dataframe([predicted, audited])
    assert len(both) == len(predicted) + len(audited)
    assert list(both.groupby("path").size()) == [len(both)]


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result_rows, "find_spec", lambda name: None)
    with pytest.raises(TypilusError, match=r"needs pandas, which is not installed: pip install 'typilus\[notebook\]'"):
        FilePrediction("f.py", None, ()).to_dataframe()


def written(*values: object) -> str:
    out = io.StringIO()
    columns = [f"c{index}" for index in range(len(values))]
    CsvRows(out, columns).write([dict(zip(columns, values, strict=True))])
    return out.getvalue().partition("\n")[2]


def test_csv_is_read_back() -> None:
    values = ('a "quoted", text', "two\nlines", None, -1.5, True, "\u00e9")
    (row,) = csv.reader(io.StringIO(written(*values)))
    assert row == ['a "quoted", text', "two\nlines", "", "-1.5", "True", "\u00e9"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula(start: str) -> None:
    (row,) = csv.reader(io.StringIO(written(f"{start}1+1")))
    assert row[0].startswith("'")


def test_what_a_terminal_obeys_and_what_is_no_text_is_escaped() -> None:
    assert written("a\x1b[2J\udce9.py") == "a\\x1b[2J\\udce9.py\n"
