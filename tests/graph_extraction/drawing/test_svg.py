"""The layout that needs no Graphviz."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

import pytest

from graph_extraction import EdgeType, NodeKind, extract, parse_source
from graph_extraction.drawing import svg
from graph_extraction.drawing.view import choose_view

TEXT = "def f(x, y):\n    while x:\n        x -= get_next(y)[1]\n    return x\n"
NAME = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def boxes() -> dict[int, tuple[float, float, float]]:
    """Left side, width and top of each node's box."""
    root = ElementTree.fromstring(svg.draw(choose_view(extract(parse_source(TEXT)))))
    found = {}
    for group in root.findall(f"{NAME}g"):
        title, box = group.find(f"{NAME}title"), group.find(f"{NAME}rect")
        assert title is not None
        assert title.text is not None
        assert box is not None
        left, width, top = (float(box.attrib[key]) for key in ("x", "width", "y"))
        found[int(title.text.split()[1])] = (left, width, top)
    return found


def test_nothing_overlaps(boxes: dict[int, tuple[float, float, float]]) -> None:
    for (left, width, top), (other_left, other_width, other_top) in itertools.combinations(boxes.values(), 2):
        apart = left + width <= other_left + 0.2 or other_left + other_width <= left + 0.2
        assert apart or abs(top - other_top) > 22


def test_rows(boxes: dict[int, tuple[float, float, float]]) -> None:
    graph = extract(parse_source(TEXT))
    row = {kind: [boxes[n][2] for n in range(graph.num_nodes) if graph.node_kind[n] == kind] for kind in NodeKind}
    assert len(set(row[NodeKind.TOKEN])) == 1
    assert max(row[NodeKind.NON_TERMINAL]) < row[NodeKind.TOKEN][0] < min(row[NodeKind.VOCABULARY])
    assert max(row[NodeKind.VOCABULARY]) < min(row[NodeKind.SYMBOL])
    lefts = [boxes[node][0] for node in range(len(row[NodeKind.TOKEN]))]
    assert lefts == sorted(lefts)
    for parent, child in graph.edges[EdgeType.CHILD].T.tolist():
        assert boxes[parent][2] < boxes[child][2]


def test_everything_is_inside_the_picture(boxes: dict[int, tuple[float, float, float]]) -> None:
    root = ElementTree.fromstring(svg.draw(choose_view(extract(parse_source(TEXT)))))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    assert all(left >= 0 and left + wide <= width and 0 <= top <= height - 22 for left, wide, top in boxes.values())
