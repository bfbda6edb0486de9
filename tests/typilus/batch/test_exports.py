"""Results for other programs say what the database holds."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from tests.typilus.batch.test_results_store import annotated
from typilus.batch import ResultsStore, export
from typilus.errors import TypilusError


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with ResultsStore(tmp_path / "results.sqlite") as results:
        for name in ("shop", "garden"):
            results.add(results.begin(name, f"/opt/{name}", "", "o", "c"), "src/a.py", "hash", annotated())
    return tmp_path / "results.sqlite"


def test_json_lines(store: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    export(store, "jsonl", None)
    lines = capfdbinary.readouterr().out
    documents = [json.loads(line) for line in lines.splitlines()]
    assert documents == [{"project": name, **annotated().to_dict()} for name in ("garden", "shop")]
    export(store, "jsonl", tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == lines


def test_csv(store: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    export(store, "csv", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["project"], row["line"], row["written"], row["type"]) for row in rows] == [
        ("garden", "2", "int", "int"),
        ("shop", "2", "int", "int"),
    ]
    export(store, "csv", None)
    print("more")
    assert capfd.readouterr().out == (tmp_path / "out.csv").read_text() + "more\n", "standard output stays open"


def test_parquet(store: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    export(store, "parquet", tmp_path / "out.parquet")
    rows = duckdb.sql(
        f"SELECT project, line, written, candidates[1].type, len(candidates) FROM '{tmp_path / 'out.parquet'}'"
    ).fetchall()
    assert rows == [("garden", 2, "int", "int", 2), ("shop", 2, "int", "int", 2)]


def test_what_is_missing_is_named(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypilusError, match="no such results store"):
        export(tmp_path / "gone.sqlite", "jsonl", None)
    assert not (tmp_path / "gone.sqlite").exists()
    with pytest.raises(TypilusError, match="cannot be written"):
        export(store, "jsonl", tmp_path / "gone" / "out.jsonl")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(TypilusError, match=r"pip install 'typilus\[parquet\]'"):
        export(store, "parquet", tmp_path / "out.parquet")
