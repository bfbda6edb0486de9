"""Where the next uses of a variable may be, by lines: what tests of control flow look at."""

from __future__ import annotations

import textwrap

from graph_extraction import EdgeType, NodeKind, extract, parse_source

__all__ = ["next_lines"]


def next_lines(text: str, name: str) -> set[tuple[int, int]]:
    """Pairs of lines: a use of the variable, and one that may be the next. One use a line, please."""
    text = textwrap.dedent(text).lstrip("\n")
    graph = extract(parse_source(text, "flow.py"))
    tokens = [
        index
        for index, (kind, label) in enumerate(zip(graph.node_kind, graph.node_label, strict=True))
        if kind == NodeKind.TOKEN and graph.labels[label] == name
    ]
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if name in line]
    assert len(tokens) == len(lines), "one use a line"
    line_of = dict(zip(tokens, lines, strict=True))
    pairs = graph.edges[EdgeType.NEXT_MAY_USE].T.tolist()
    return {(line_of[source], line_of[target]) for source, target in pairs if source in line_of}
