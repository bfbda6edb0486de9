"""Fixes: edits that make a file say what a finding suggests, with the imports that it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import SourceDocument, extract, parse_source
from typilus.auditing.disagreement import Disagreement
from typilus.auditing.file_audit import Finding
from typilus.auditing.fixes import FixWriter
from typilus.prediction import TypeCandidate, TypePrediction
from typilus.rewriting import apply_edits

IMPORTED = """\
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def f(a: "Path"):
    return a
"""


def document_of(root: Path, text: str, name: str = "shop.py") -> SourceDocument:
    path = root / name
    path.write_text(text)
    return parse_source(text, str(path))


def finding(document: SourceDocument, name: str, type_text: str) -> Finding:
    """That the symbol of this qualified name should have another type."""
    (symbol,) = (
        symbol for symbol in extract(document).symbols if TypePrediction(symbol, None, None, ()).qualified_name == name
    )
    written = symbol.annotation or ""
    candidate = TypeCandidate(type_text, type_text, 0.9, "typespace")
    return Finding(symbol, written, written, Disagreement.DIFFERENT, candidate, 0.1, 3)


def fixed(root: Path, text: str, name: str, type_text: str) -> str:
    """The text after the fix of one finding."""
    document = document_of(root, text)
    (found,) = FixWriter(root, None).with_fixes(document, [finding(document, name, type_text)])
    return apply_edits(text, found.fix)


@pytest.mark.parametrize(
    ("before", "name", "type_text", "after"),
    [
        ("def f(a: str):\n    return a\n", "f.a", "int", "def f(a: int):\n    return a\n"),
        ("def f(a) -> str:\n    return a\n", "f()", "list[int]", "def f(a) -> list[int]:\n    return a\n"),
        ("x: int = g()\n", "x", "str | None", "x: str | None = g()\n"),
        (
            "class Box:\n    def __init__(self):\n        self.size: int = g()\n",
            "Box.size",
            "float",
            "class Box:\n    def __init__(self):\n        self.size: float = g()\n",
        ),
        (
            "def f(a: str):\n    return a\n",
            "f.a",
            "pathlib.Path",
            IMPORTED,
        ),
        (
            "import pathlib\n\ndef f(a: str):\n    return pathlib.Path(a)\n",
            "f.a",
            "pathlib.Path",
            "import pathlib\n\ndef f(a: pathlib.Path):\n    return pathlib.Path(a)\n",
        ),
        ("def f(a: str, *b: str):\n    return a\n", "f.b", "int", "def f(a: str, *b: int):\n    return a\n"),
    ],
)
def test_a_fix_says_what_is_suggested_and_changes_nothing_else(
    before: str, name: str, type_text: str, after: str, tmp_path: Path
) -> None:
    assert fixed(tmp_path, before, name, type_text) == after


def test_each_finding_has_a_fix_of_its_own(tmp_path: Path) -> None:
    """A reader may take one and leave the other."""
    text = "def f(a: str, b: str):\n    return a, b\n"
    document = document_of(tmp_path, text)
    findings = [finding(document, "f.a", "int"), finding(document, "f.b", "float")]
    first, second = FixWriter(tmp_path, None).with_fixes(document, findings)
    assert apply_edits(text, first.fix).startswith("def f(a: int, b: str):")
    assert apply_edits(text, second.fix).startswith("def f(a: str, b: float):")
    assert [each.suggestion for each in (first, second)] == [each.suggestion for each in findings]


def test_what_cannot_be_written_has_no_fix_and_is_found_all_the_same(tmp_path: Path) -> None:
    document = document_of(tmp_path, "def f(a: str):\n    return a\n")
    found = finding(document, "f.a", "nowhere.Nothing")
    assert FixWriter(tmp_path, None).with_fixes(document, [found]) == [found]


def test_a_file_that_nothing_can_be_written_into_keeps_its_findings(tmp_path: Path) -> None:
    """Source of Python 2 is read, but its text is not the one that is parsed."""
    document = document_of(tmp_path, "def f(a):\n    # type: (str) -> str\n    print 'a'\n    return a\n")
    found = finding(document, "f.a", "int")
    assert FixWriter(tmp_path, None).with_fixes(document, [found]) == [found]


def test_without_findings_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert FixWriter(tmp_path, None).with_fixes(document_of(tmp_path, "x = 1\n"), []) == []
