"""The result for a file: its views of one text, its document, and a record that loses nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph_extraction import Symbol, SymbolKind
from typilus.annotating.annotated_file import AnnotatedFile, AnnotatedSymbol
from typilus.errors import RewriteError
from typilus.prediction import CheckSummary, TypeCandidate, TypePrediction
from typilus.rewriting import AnnotatedSource, TextEdit, apply_edits

BEFORE = "def area(width, deep):\n    return width\n"
AFTER = "from pathlib import Path\n\ndef area(width: Path, deep):\n    return width\n"
CHECK = CheckSummary("mypy", "1.2", "passed", "", 3, 1.25, 2, 1)


def symbol(name: str, written: str | None, reason: str | None = None, topic: str | None = None) -> AnnotatedSymbol:
    candidates = (TypeCandidate("pathlib.Path", "Path", 0.75, "typespace", checked="passed"),) if written else ()
    place = Symbol(-1, SymbolKind.PARAMETER, "area", name, 1, 9)
    prediction = TypePrediction(place, None, reason, candidates, skip_topic=topic)
    fix = (TextEdit(1, 14, 1, 14, ": Path"),) if written else ()
    return AnnotatedSymbol(prediction, written, reason, fix)


def file_of(before: str, after: str, encoding: str = "utf-8", path: str = "a.py") -> AnnotatedFile:
    source = AnnotatedSource(
        path, before.encode(encoding), after.encode(encoding), encoding, imports=("from pathlib import Path",)
    )
    symbols = (symbol("width", "Path"), symbol("deep", None, "no type reached 0.9: the best, int, has 0.5", "unsure"))
    return AnnotatedFile(path, None, symbols, source, CHECK)


FILE = file_of(BEFORE, AFTER)
FAILED = AnnotatedFile("a.py", "a.py:1: is broken", check=CHECK)


def test_what_was_written_and_what_was_not() -> None:
    assert [each.prediction.qualified_name for each in FILE.written] == ["area.width"]
    assert FILE.changed
    assert list(FILE.imports) == ["from pathlib import Path"]
    assert FILE.text == AFTER


def test_a_failed_file_has_no_text_in_any_form() -> None:
    assert (FAILED.text, FAILED.stub(), FAILED.diff()) == (None, None, "")
    assert (FAILED.written, list(FAILED.imports), list(FAILED.edits())) == ((), [], [])
    assert not FAILED.changed
    assert not FAILED.write()


def test_edits_and_diff_tell_the_same_change() -> None:
    assert apply_edits(BEFORE, FILE.edits()) == AFTER
    lines = FILE.diff().splitlines()
    assert [line for line in lines if line.startswith("-")] == ["--- a/a.py", "-def area(width, deep):"]
    assert "+def area(width: Path, deep):" in lines


@pytest.mark.parametrize(
    ("reason", "topic", "counted"),
    [
        (None, None, None),
        ("unsure: int has 0.5", "unsure", "unsure"),
        ("it is the receiver", None, "it is the receiver"),
    ],
)
def test_summaries_count_reasons_without_their_particulars(
    reason: str | None, topic: str | None, counted: str | None
) -> None:
    assert symbol("x", None if reason else "int", reason, topic).topic == counted


def test_the_document_is_whole_and_on_one_line() -> None:
    text = FILE.to_json()
    assert "\n" not in text
    document = json.loads(text)
    assert document == FILE.to_dict()
    assert {name: document[name] for name in ("path", "error", "changed", "imports")} == {
        "path": "a.py",
        "error": None,
        "changed": True,
        "imports": ["from pathlib import Path"],
    }
    assert document["checker"]["hidden"] == 1
    assert [(each["name"], each["written"], each["reason"]) for each in document["symbols"]] == [
        ("width", "Path", None),
        ("deep", None, "no type reached 0.9: the best, int, has 0.5"),
    ]
    assert json.loads(FAILED.to_json())["error"] == "a.py:1: is broken"


FILES = [
    FILE,
    file_of(BEFORE, BEFORE),
    file_of("x = 'ä'\n", "x: str = 'ä'\n", "latin-1"),
    file_of("\ufeffx = 1\r\n", "\ufeffx: int = 1\r\n"),
    file_of("", ""),
    file_of(BEFORE, AFTER, path="lone \udcff.py"),
]


@pytest.mark.parametrize("file", FILES, ids=["changed", "unchanged", "latin-1", "mark and CR", "empty", "odd name"])
@pytest.mark.parametrize("is_written", [False, True])
def test_a_record_gives_the_file_back(file: AnnotatedFile, is_written: bool) -> None:
    """Also by way of JSON, as a journal keeps it, whether the annotations had reached the disk or not."""
    assert file.source is not None
    record = json.loads(json.dumps(file.to_record()))
    again = AnnotatedFile.from_record(record, file.source.after if is_written else file.source.before)
    assert again.to_dict() == file.to_dict()
    assert [each.topic for each in again.symbols] == [each.topic for each in file.symbols]
    assert (again.changed, list(again.edits()), again.diff()) == (file.changed, list(file.edits()), file.diff())
    assert again.source is not None
    assert (again.source.before, again.source.after) == (file.source.before, file.source.after)
    assert again.check == file.check


def test_a_file_that_no_checker_judged_comes_back_unjudged() -> None:
    file = AnnotatedFile("a.py", None, (), FILE.source)
    again = AnnotatedFile.from_record(file.to_record(), BEFORE.encode())
    assert again.check is None
    assert again.to_dict()["checker"] is None


def test_writing_replaces_the_file_once(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text(BEFORE)
    file = file_of(BEFORE, AFTER, path=str(path))
    assert file.write()
    assert path.read_text() == AFTER
    with pytest.raises(RewriteError, match=r"a\.py"):
        file.write()
    assert path.read_text() == AFTER


def test_nothing_to_write_touches_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gone.py"
    assert not file_of(BEFORE, BEFORE, path=str(path)).write()
    assert not path.exists()


def test_a_stub_has_the_signatures_alone() -> None:
    assert FILE.stub() == "from pathlib import Path\n\ndef area(width: Path, deep):\n    ...\n"


def test_a_notebook_has_no_stub() -> None:
    with pytest.raises(RewriteError, match=r"a\.ipynb: a notebook is no module"):
        AnnotatedFile("a.ipynb", None).stub()


def test_a_symbol_by_its_name() -> None:
    assert FILE["area.deep"].reason == "no type reached 0.9: the best, int, has 0.5"
    with pytest.raises(KeyError, match=r"a\.py: no symbol 'area\.wide'"):
        FILE["area.wide"]


def test_in_a_notebook() -> None:
    page = FILE._repr_html_()
    for text in ("+def area(width: Path, deep):", "1 annotation for 2 symbols", "no type reached 0.9", "75%"):
        assert text in page
    assert "is broken" in FAILED._repr_html_()
    assert "area.deep" in FILE["area.deep"]._repr_html_()
    assert repr(FILE) == "<AnnotatedFile a.py: 1 annotation for 2 symbols>"
    assert repr(FAILED) == "<AnnotatedFile a.py: error: a.py:1: is broken>"
