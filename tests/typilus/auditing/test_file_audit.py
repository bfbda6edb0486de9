"""Findings for people."""

from __future__ import annotations

from pathlib import Path

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
