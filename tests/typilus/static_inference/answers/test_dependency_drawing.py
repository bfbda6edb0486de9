"""Drawings of the type dependency graph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pytest

from typilus.static_inference.answers.dependency_drawing import to_dot, to_svg
from typilus.static_inference.answers.dependency_nodes import Dependency, DependencyEdge

SVG = "{http://www.w3.org/2000/svg}"
BOX = re.compile(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)"')


def node(code: str, kind: str = "expression", *types: str, is_whole: bool = True) -> Dependency:
    return Dependency(kind, code, 1, types, is_whole, "call")


def boxes(nodes: Sequence[Dependency], edges: Sequence[DependencyEdge]) -> list[tuple[float, float, float]]:
    return [(float(x), float(y), float(width)) for x, y, width in BOX.findall(to_svg(nodes, edges))]


DIAMOND = [node("a"), node("b"), node("c"), node("d")]


def test_what_follows_stands_below() -> None:
    edges = [(0, 1, "input"), (0, 2, "input"), (1, 3, "input"), (2, 3, "asked"), (0, 3, "input")]
    tops = [y for _, y, _ in boxes(DIAMOND, edges)]
    assert tops[0] < tops[1] == tops[2] < tops[3]


def test_circles_are_drawn_too() -> None:
    edges = [(0, 1, "input"), (1, 2, "input"), (2, 0, "input"), (3, 3, "input"), (2, 3, "asked")]
    drawn = to_svg(DIAMOND, edges)
    assert drawn.count("marker-end") == len(edges)
    assert len(boxes(DIAMOND, edges)) == 4


@pytest.mark.parametrize("count", [0, 1, 40])
def test_no_box_covers_another(count: int) -> None:
    nodes = [node(f"f({'x' * (number % 17)})", "symbol", "int") for number in range(count)]
    edges = [(number // 3, number, "input") for number in range(1, count)]
    placed = boxes(nodes, edges)
    assert len(placed) == count
    for number, (x, y, width) in enumerate(placed):
        assert x >= 0
        for other_x, other_y, other_width in placed[:number]:
            assert y != other_y or x >= other_x + other_width or other_x >= x + width


def test_texts_are_escaped_short_and_whole_on_hover() -> None:
    long = "shop.Till | " + " | ".join(f"pkg.mod.Class{number}" for number in range(9))
    drawn = ET.fromstring(to_svg([node('f("<b>&")', "symbol", long, is_whole=False), node("g")], []))
    texts = [text.text for text in drawn.iter(f"{SVG}text")]
    assert texts[0] == 'f("<b>&")'
    assert texts[1] is not None
    assert texts[1].startswith("Till | Class0")
    assert texts[1].endswith("… or more")
    assert texts[3] == "?"
    titles = [title.text for title in drawn.iter(f"{SVG}title")]
    assert f'line 1: f("<b>&")\n{long} or more (by call)' in titles


def test_graphviz_text() -> None:
    drawn = to_dot([node("x", "symbol", "str"), node("'a' + 'b'", "expression", "str")], [(1, 0, "input")])
    assert '[shape=ellipse, label="x\\nstr"]' in drawn
    assert "label=\"'a' + 'b'\\nstr\"" in drawn
    assert drawn.count("->") == 1
    assert "style=dashed" in to_dot(DIAMOND, [(0, 1, "asked")])
    assert '\\"' in to_dot([node('"q"')], [])
