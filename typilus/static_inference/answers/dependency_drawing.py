"""Pictures of type dependency graphs: Graphviz text, and SVG without Graphviz."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from typilus.static_inference.answers.dependency_nodes import Dependency, DependencyEdge

__all__ = ["to_dot", "to_svg"]

_SHAPES: Final = {
    "symbol": "ellipse",
    "name": "plain",
    "expression": "box",
    "branch": "diamond",
    "merge": "invtriangle",
}
# Fill, outline and roundness of a kind's boxes.
_STYLES: Final = {
    "symbol": ("#fde3c8", "#ce5c00", 10),
    "name": ("#ffffff", "#ce5c00", 10),
    "expression": ("#ffffff", "#444444", 0),
    "branch": ("#e2f3d8", "#4e9a06", 4),
    "merge": ("#dbe9f9", "#3465a4", 4),
}
_EDGE_COLORS: Final = {"input": "#555753", "asked": "#3465a4"}
_MODULES: Final = re.compile(r"(?:\w+\.)+(?=\w)")
_MAX_LABEL: Final = 38
_CHARACTER, _HEIGHT, _GAP, _BETWEEN, _BULGE = 6.7, 38.0, 16.0, 30.0, 60.0


def to_dot(nodes: Sequence[Dependency], edges: Sequence[DependencyEdge]) -> str:
    """Return a drawing in Graphviz's language. Arrows run toward what follows."""
    lines = ["digraph {", "  node [fontname=monospace];"]
    for number, node in enumerate(nodes):
        lines.append(
            f"  n{number} [shape={_SHAPES[node.kind]}, label={_quoted(f'{_short(node.code)}|{_types(node)}')}];"
        )
    for source, target, kind in edges:
        lines.append(f"  n{source} -> n{target}{'' if kind == 'input' else ' [style=dashed]'};")
    return "\n".join([*lines, "}"])


def to_svg(nodes: Sequence[Dependency], edges: Sequence[DependencyEdge]) -> str:
    """Return a drawing as an `<svg>` element. Arrows run downward, but for those that close a circle."""
    boxes = _boxes(nodes, _rows(len(nodes), edges), edges)
    width = max((x + w for x, _, w in boxes), default=0.0) + _GAP + _BULGE
    height = max((y + _HEIGHT for _, y, _ in boxes), default=0.0) + _GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" font-family="monospace" font-size="11" style="background:white"><defs>'
    ]
    for kind, color in _EDGE_COLORS.items():
        parts.append(
            f'<marker id="{kind}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
            f'<path d="M0,0 L8,4 L0,8 z" fill="{color}"/></marker>'
        )
    parts.append("</defs>")
    parts += [_arrow(boxes[source], boxes[target], kind) for source, target, kind in edges]
    parts += [_box(node, *box) for node, box in zip(nodes, boxes, strict=True)]
    return "\n".join([*parts, "</svg>"])


def _rows(count: int, edges: Sequence[DependencyEdge]) -> list[int]:
    """The row of each node: below all that it follows from, edges that close a circle left out."""
    following: list[list[int]] = [[] for _ in range(count)]
    for source, target, _ in edges:
        following[source].append(target)
    order: list[int] = []
    state = [0] * count  # 1 while a node's own are visited, 2 after
    kept: list[list[int]] = [[] for _ in range(count)]
    for start in range(count):
        stack = [(start, iter(following[start]))] if not state[start] else []
        state[start] = state[start] or 1
        while stack:
            node, rest = stack[-1]
            for target in rest:
                if state[target] != 1:
                    kept[node].append(target)
                if not state[target]:
                    state[target] = 1
                    stack.append((target, iter(following[target])))
                    break
            else:
                stack.pop()
                state[node] = 2
                order.append(node)
    rows = [0] * count
    for node in reversed(order):
        for target in kept[node]:
            rows[target] = max(rows[target], rows[node] + 1)
    for node in order:  # a node stands right above the first that follows from it
        if kept[node]:
            rows[node] = min(rows[target] for target in kept[node]) - 1
    return rows


def _boxes(
    nodes: Sequence[Dependency], rows: Sequence[int], edges: Sequence[DependencyEdge]
) -> list[tuple[float, float, float]]:
    """The left, top and width of each node's box: in the middle of its neighbors, as far as there is room."""
    near: list[list[int]] = [[] for _ in nodes]
    for source, target, _ in edges:
        near[source].append(target)
        near[target].append(source)
    widths = [_CHARACTER * max(len(_short(node.code)), len(_types(node))) + 16 for node in nodes]
    members = [[node for node, row in enumerate(rows) if row == one] for one in sorted(set(rows))]
    middles = [0.0] * len(nodes)
    for row in members:
        _arrange(middles, widths, row, dict.fromkeys(row, 0.0))
    for sweep in range(8):
        for row in members if sweep % 2 == 0 else reversed(members):
            wanted = {node: _mean([middles[one] for one in near[node]], middles[node]) for node in row}
            _arrange(middles, widths, sorted(row, key=wanted.__getitem__), wanted)
    left = min((middle - width / 2 for middle, width in zip(middles, widths, strict=True)), default=0.0) - _GAP
    tops = {node: _GAP + number * (_HEIGHT + _BETWEEN) for number, row in enumerate(members) for node in row}
    return [(middles[node] - widths[node] / 2 - left, tops[node], widths[node]) for node in range(len(nodes))]


def _arrange(middles: list[float], widths: Sequence[float], row: Sequence[int], wanted: Mapping[int, float]) -> None:
    """Put the nodes of a row one beside the other, near to where they want to be."""
    free = -math.inf
    for node in row:
        middles[node] = max(wanted[node], free + widths[node] / 2)
        free = middles[node] + widths[node] / 2 + _GAP
    shift = _mean([wanted[node] - middles[node] for node in row], 0.0)
    for node in row:
        middles[node] += shift


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _box(node: Dependency, left: float, top: float, width: float) -> str:
    fill, line, corner = _STYLES[node.kind]
    position = "" if node.line is None else f"line {node.line}: "
    types = f"{' | '.join(node.types) or 'unknown'}{'' if node.is_whole else ' or more'}"
    title = f"{position}{node.code}\n{types} (by {node.rule})"
    color = "#1a6e2e" if node.types else "#a40000"
    return (
        f'<g><title>{escape(title)}</title><rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" '
        f'height="{_HEIGHT:.0f}" rx="{corner}" fill="{fill}" stroke="{line}"/>'
        f'<text x="{left + 8:.1f}" y="{top + 15:.1f}" fill="#000">{escape(_short(node.code))}</text>'
        f'<text x="{left + 8:.1f}" y="{top + 30:.1f}" fill="{color}">{escape(_types(node))}</text></g>'
    )


def _arrow(source: tuple[float, float, float], target: tuple[float, float, float], edge_kind: str) -> str:
    if source[1] < target[1]:
        x1, y1 = source[0] + source[2] / 2, source[1] + _HEIGHT
        x2, y2 = target[0] + target[2] / 2, target[1]
        bend = (y2 - y1) / 2
        curve = f"M{x1:.1f},{y1:.1f} C{x1:.1f},{y1 + bend:.1f} {x2:.1f},{y2 - bend:.1f} {x2:.1f},{y2:.1f}"
    else:
        x1, y1 = source[0] + source[2], source[1] + _HEIGHT / 2
        x2, y2 = target[0] + target[2], target[1] + _HEIGHT / 2
        right = max(x1, x2) + _BULGE
        curve = f"M{x1:.1f},{y1:.1f} C{right:.1f},{y1:.1f} {right:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
    dashes = "" if edge_kind == "input" else ' stroke-dasharray="4 3"'
    return (
        f'<path d="{curve}" fill="none" stroke="{_EDGE_COLORS[edge_kind]}"{dashes} '
        f'marker-end="url(#{edge_kind})"><title>{edge_kind}</title></path>'
    )


def _types(node: Dependency) -> str:
    text = _short(" | ".join(_MODULES.sub("", type_) for type_ in node.types)) or "?"
    return text if node.is_whole or not node.types else f"{text} or more"


def _short(text: str) -> str:
    return text if len(text) <= _MAX_LABEL else f"{text[: _MAX_LABEL - 1]}…"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("|", "\\n", 1)
    return f'"{escaped}"'
