"""Findings for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction.graph import Symbol, SymbolKind
from typilus.auditing.disagreement import Disagreement
from typilus.auditing.file_audit import FileAudit, Finding
from typilus.prediction.file_prediction import TypeCandidate
from typilus.typespace import Neighbor, TypeMarker


def finding(written: str, existing: str, text: str, kind: str, *markers: TypeMarker) -> Finding:
    symbol = Symbol(0, SymbolKind.RETURN, "Box", "area", 3, 8, written)
    evidence = tuple(Neighbor(marker, 0.5) for marker in markers)
    sources, reasons = ("typespace", "static"), ("box:4: 1 is int",)
    candidate = TypeCandidate(kind, text, 0.9712, "typespace", evidence=evidence, sources=sources, reasons=reasons)
    return Finding(symbol, written, existing, Disagreement.DIFFERENT, candidate, 0.01, 7, unchecked="no reason")


def test_a_block_says_where_what_how_sure_and_why() -> None:
    markers = (
        TypeMarker("int", "", str(Path.cwd() / "shop" / "box.py"), 4, "size"),
        TypeMarker("int", "pandas", "pandas/core.py", 5, "width"),
        TypeMarker("int"),
    )
    audit = FileAudit("box.py", None, (finding("float", "float", "int", "int", *markers),))
    assert str(audit).splitlines() == [
        "box.py:3:9: return Box.area(): different",
        "    written    float",
        "    suggested  int  (97.1%, for what is written 1.0%)",
        "    unchecked  no reason",
        "    said by    typespace, static",
        "               box:4: 1 is int",
        "    as have    7 similar symbols, the nearest of them:",
        f"               size at {Path('shop/box.py')}:4",
        "               width at pandas/core.py:5 of pandas, in the type map",
        "               in the embedded type map",
    ]


def test_types_that_are_written_alike_are_shown_in_full() -> None:
    text = str(FileAudit("box.py", None, (finding("Box", "shop.Box", "Box", "store.Box"),)))
    assert "written    shop.Box\n" in text
    assert "suggested  store.Box  " in text


def test_a_file_without_findings_has_no_text() -> None:
    assert str(FileAudit("box.py", None)) == ""


def test_a_finding_by_its_name() -> None:
    audit = FileAudit("box.py", None, (finding("float", "float", "int", "int"),), annotated=3)
    assert audit["Box.area()"].suggestion.text == "int"
    with pytest.raises(KeyError, match=r"box\.py: no symbol 'Box\.size'"):
        audit["Box.size"]
    assert repr(audit) == "<FileAudit box.py: 1 finding among 3 annotated symbols>"


def test_in_a_notebook() -> None:
    marker = TypeMarker("int", "pandas", "pandas/<core>.py", 5, "width")
    audit = FileAudit("box.py", None, (finding("Box", "shop.Box", "Box", "store.Box", marker),), annotated=3)
    page = audit._repr_html_()
    for text in (">shop.Box<", ">store.Box<", "no reason", "97%", "pandas/&lt;core&gt;.py:5", "1 finding among 3"):
        assert text in page
    assert "<table" not in FileAudit("box.py", None)._repr_html_()
    assert "is broken" in FileAudit("box.py", "box.py: is broken")._repr_html_()
    assert "Box.area()" in audit["Box.area()"]._repr_html_()
