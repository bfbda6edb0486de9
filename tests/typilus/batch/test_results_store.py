"""The database of a batch: what goes in comes out, and what is not ours is left alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from graph_extraction import Symbol, SymbolKind
from typilus.annotating import AnnotatedFile, AnnotatedSymbol
from typilus.batch.results_store import ResultsStore
from typilus.errors import TypilusError
from typilus.prediction import CheckSummary, TypeCandidate, TypePrediction
from typilus.rewriting import AnnotatedSource


def annotated(path: str = "src/a.py", written: str | None = "int") -> AnnotatedFile:
    candidates = (TypeCandidate("int", "int", 0.98765, "value", "passed"), TypeCandidate("str", "str", 0.01, "names"))
    symbol = TypePrediction(Symbol(3, SymbolKind.PARAMETER, "Box.grow", "width", 2, 8), None, None, candidates)
    source = AnnotatedSource(path, b"x", b"x: int", "utf-8", imports=("import box",))
    check = CheckSummary("ty", "1.0", "passed", "", runs=2, seconds=1.5, judged=1)
    symbols = (AnnotatedSymbol(symbol, written, None if written else "unsure"),)
    return AnnotatedFile(path, None, symbols, source, check)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "results.sqlite"


def test_documents_come_out_as_they_went_in(store: Path) -> None:
    with ResultsStore(store) as results:
        project = results.begin("shop", "/opt/shop", "", "options", "contents")
        results.add(project, "src/a.py", "hash", annotated())
        results.add(project, "src/b.py", "hash", AnnotatedFile("src/b.py", "src/b.py:1: no Python"))
        assert results.counts("shop") == (2, 1, 1)
    with ResultsStore(store) as results:
        assert list(results.documents()) == [
            {"project": "shop", **annotated().to_dict()},
            {"project": "shop", **AnnotatedFile("src/b.py", "src/b.py:1: no Python").to_dict()},
        ]


def test_people_ask_a_view(store: Path) -> None:
    with ResultsStore(store) as results:
        results.add(results.begin("shop", "/opt/shop", "", "o", "c"), "src/a.py", "hash", annotated())
    with sqlite3.connect(store) as database:
        row = database.execute("SELECT project, path, qualified_name, text, written FROM suggestions").fetchone()
    assert row == ("shop", "src/a.py", "Box.grow.width", "int", "int")


def test_a_file_is_there_once_and_takes_its_symbols_with_it(store: Path) -> None:
    with ResultsStore(store) as results:
        project = results.begin("shop", "/opt/shop", "", "options", "contents")
        results.add(project, "src/a.py", "old", annotated())
        results.add(project, "src/a.py", "new", annotated(written=None))
        assert results.hashes(project) == {"src/a.py": "new"}
        assert results.counts("shop") == (1, 0, 0)
        results.forget(project, "src/a.py")
    with sqlite3.connect(store) as database:
        assert database.execute(
            "SELECT (SELECT count(*) FROM symbols), (SELECT count(*) FROM candidates)"
        ).fetchone() == (0, 0)


@pytest.mark.parametrize(("settings", "contents", "kept"), [("o", "c", True), ("o", "new", False), ("new", "c", False)])
def test_what_was_done_of_something_else_is_forgotten(store: Path, settings: str, contents: str, kept: bool) -> None:
    with ResultsStore(store) as results:
        project = results.begin("shop", "/opt/shop", "", "o", "c")
        results.add(project, "src/a.py", "hash", annotated())
        results.finish(project, 2.0)
        again = results.begin("shop", "/opt/shop", "", settings, contents)
        assert (again.status, again.settings, again.contents) == ("begun", settings, contents)
        assert results.hashes(again) == ({"src/a.py": "hash"} if kept else {})


def test_a_failure_is_noted_and_what_is_known_stays(store: Path) -> None:
    with ResultsStore(store) as results:
        results.add(results.begin("shop", "/opt/shop", "", "o", "c"), "src/a.py", "hash", annotated())
        results.fail("shop", "/opt/shop", "gone")
        results.fail("other", "/opt/other", "never there")
        project = results.project("shop")
        assert project is not None
        assert (project.status, results.counts("shop")[0]) == ("failed", 1)
        assert results.begin("shop", "/opt/shop", "", "o", "c").status == "begun"


def test_what_is_no_store_of_this_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "text.sqlite").write_text("this is no database, and it is long enough to be looked at as one" * 20)
    with sqlite3.connect(tmp_path / "other.sqlite") as other:
        other.execute("CREATE TABLE mine (x)")
    with ResultsStore(tmp_path / "later.sqlite"):
        pass
    with sqlite3.connect(tmp_path / "later.sqlite") as later:
        later.execute("PRAGMA user_version = 99")
    for name in ("text", "other", "later"):
        path = tmp_path / f"{name}.sqlite"
        before = path.read_bytes()
        with pytest.raises(TypilusError, match=f"{name}.sqlite"):
            ResultsStore(path)
        assert path.read_bytes() == before
    with pytest.raises(TypilusError, match="cannot be used"):
        ResultsStore(tmp_path / "gone" / "results.sqlite")
