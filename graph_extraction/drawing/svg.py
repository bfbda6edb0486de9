"""A picture without Graphviz: tokens in a row, the syntax tree above, vocabulary and symbols below."""

from __future__ import annotations

from html import escape

from graph_extraction.drawing.view import NODE_STYLE, View
from graph_extraction.graph import EdgeType, NodeKind
from graph_extraction.passes import edge_spec

__all__ = ["draw"]

_CHARACTER = 7.2
_HEIGHT = 22.0
_GAP = 12.0
_ROW = 62.0
_FAR_BELOW = 1.7


def draw(shown: View) -> str:
    """The `<svg>` element."""
    places = _places(shown)
    right = max((x + _width(shown, node) / 2 for node, (x, _) in places.items()), default=0.0) + _GAP
    bottom = max((y for _, y in places.values()), default=0.0) + _HEIGHT
    edge_types = shown.edge_types()
    legend_width = _GAP + sum(_CHARACTER * len(type_) + 2 * _GAP for type_ in edge_types)
    width, height = max(right, legend_width), bottom + 2 * _HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="Helvetica,Arial,sans-serif" font-size="12" '
        'style="background:white">',
        "<defs>",
    ]
    for type_ in edge_types:
        parts.append(
            f'<marker id="tip-{type_}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" '
            f'orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="{edge_spec(type_).color}"/></marker>'
        )
    parts.append("</defs>")
    parts += [_edge(shown, places, *edge) for edge in shown.edges]
    parts += [_node(shown, node, *places[node]) for node in shown.nodes]
    x = _GAP
    for type_ in edge_types:
        parts.append(f'<text x="{x:.0f}" y="{height - 10:.0f}" fill="{edge_spec(type_).color}">{type_}</text>')
        x += _CHARACTER * len(type_) + 2 * _GAP
    return "\n".join([*parts, "</svg>"])


def _width(shown: View, node: int) -> float:
    return max(_CHARACTER * len(shown.label(node)) + 12, _HEIGHT)


def _places(shown: View) -> dict[int, tuple[float, float]]:
    """Center of each node."""
    heights = _heights(shown)
    top = max(heights.values(), default=0)
    places: dict[int, tuple[float, float]] = {}
    row = _HEIGHT + top * _ROW
    x = _GAP
    for node in shown.of_kind(NodeKind.TOKEN):
        width = _width(shown, node)
        places[node] = (x + width / 2, row)
        x += width + 2 * _GAP
    children: dict[int, list[int]] = {}
    users: dict[int, list[int]] = {}
    for type_, source, target in shown.edges:
        if type_ == EdgeType.CHILD:
            children.setdefault(source, []).append(target)
        elif type_ in (EdgeType.OCCURRENCE_OF, EdgeType.SUBTOKEN_OF):
            users.setdefault(target, []).append(source)
    for height in range(1, top + 1):
        level = [node for node, own in heights.items() if own == height]
        _place_row(shown, places, level, children, row - height * _ROW)
    _place_row(shown, places, shown.of_kind(NodeKind.VOCABULARY), users, row + _FAR_BELOW * _ROW)
    _place_row(shown, places, shown.of_kind(NodeKind.SYMBOL), users, row + 2 * _FAR_BELOW * _ROW)
    return places


def _heights(shown: View) -> dict[int, int]:
    """Rows above the tokens of each non-terminal: one more than its highest child."""
    heights = dict.fromkeys(shown.of_kind(NodeKind.NON_TERMINAL), 1)
    # Parents come before children among the non-terminals, so one pass from the last to the first is enough.
    edges = [(source, target) for type_, source, target in shown.edges if type_ == EdgeType.CHILD and target in heights]
    for source, target in sorted(edges, key=lambda edge: -edge[0]):
        if source in heights:
            heights[source] = max(heights[source], heights[target] + 1)
    return heights


def _place_row(
    shown: View,
    places: dict[int, tuple[float, float]],
    nodes: list[int],
    anchors: dict[int, list[int]],
    y: float,
) -> None:
    """Each node at the middle of its anchors, moved to the right where there is no room."""

    def wanted(node: int) -> float:
        offsets = [places[anchor][0] for anchor in anchors.get(node, ()) if anchor in places]
        return sum(offsets) / len(offsets) if offsets else 0.0

    free = _GAP
    for node in sorted(nodes, key=wanted):
        width = _width(shown, node)
        x = max(wanted(node), free + width / 2)
        places[node] = (x, y)
        free = x + width / 2 + _GAP


def _node(shown: View, node: int, x: float, y: float) -> str:
    kind = shown.kind(node)
    fill, line, _ = NODE_STYLE[kind]
    width = _width(shown, node)
    corner = {NodeKind.TOKEN: 0, NodeKind.NON_TERMINAL: 11, NodeKind.VOCABULARY: 4, NodeKind.SYMBOL: 4}[kind]
    stroke = 2.5 if kind is NodeKind.SYMBOL else 1
    return (
        f'<g><title>{kind.name} {node}</title><rect x="{x - width / 2:.1f}" y="{y - _HEIGHT / 2:.1f}" '
        f'width="{width:.1f}" height="{_HEIGHT:.0f}" rx="{corner}" fill="{fill}" stroke="{line}" '
        f'stroke-width="{stroke}"/><text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle">'
        f"{escape(shown.label(node))}</text></g>"
    )


def _edge(shown: View, places: dict[int, tuple[float, float]], type_: EdgeType, source: int, target: int) -> str:
    (x1, y1), (x2, y2) = places[source], places[target]
    half = _HEIGHT / 2
    if y1 != y2:
        down = 1 if y2 > y1 else -1
        path = f"M{x1:.1f},{y1 + down * half:.1f} L{x2:.1f},{y2 - down * half:.1f}"
    elif type_ == EdgeType.NEXT_TOKEN:
        path = f"M{x1 + _width(shown, source) / 2:.1f},{y1:.1f} L{x2 - _width(shown, target) / 2:.1f},{y2:.1f}"
    else:
        # An arc below the row; may-use edges hang deeper than lexical ones, so that both can be seen.
        depth = min(14 + abs(x2 - x1) / 9, _ROW) * (1.25 if type_ == EdgeType.NEXT_MAY_USE else 1.0)
        loop = 10 if source == target else 0
        path = (
            f"M{x1 - loop:.1f},{y1 + half:.1f} Q{(x1 + x2) / 2:.1f},{y1 + half + depth:.1f} "
            f"{x2 + loop:.1f},{y2 + half:.1f}"
        )
    title = f"<title>{type_}</title>"
    return (
        f'<path d="{path}" fill="none" stroke="{edge_spec(type_).color}" stroke-opacity="0.8" '
        f'marker-end="url(#tip-{type_})">{title}</path>'
    )
