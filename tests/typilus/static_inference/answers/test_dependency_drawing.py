"""Drawings of the type dependency graph."""

from __future__ import annotations

from graph_extraction import extract, parse_source
from typilus.static_inference.inference import StaticInference


def test_a_drawing_has_slots_expressions_and_their_types() -> None:
    source = parse_source('x = "a" + "b"\n')
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    drawn = inference.to_dot("", symbols)
    assert drawn.startswith("digraph {")
    assert '[shape=ellipse, label="x\\nstr"]' in drawn
    assert "label=\"'a' + 'b'\\nstr\"" in drawn
    assert drawn.count("->") == 3
    assert inference.to_dot("absent", symbols) == "digraph {\n  rankdir=LR; node [fontname=monospace];\n}"
