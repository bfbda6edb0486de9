"""The text at a token's position is the token's."""

from __future__ import annotations

from graph_extraction import NodeKind, extract, parse_source, token_positions

CODE = 'def größe(länge, *rest):\n    x = länge + 10  # ü\n    if x:\n        return rest[0].name\n    return "é"\n'


def test_the_text_at_each_position_is_that_of_the_token() -> None:
    document = parse_source(CODE, "a.py")
    graph = extract(document)
    lines = CODE.splitlines()
    positions = token_positions(document)
    assert len(positions) == int((graph.node_kind == NodeKind.TOKEN).sum())
    names = 0
    for node, (line, column) in enumerate(positions):
        label = graph.labels[graph.node_label[node]]
        if label.isidentifier():
            assert lines[line - 1].startswith(label, column)
            names += 1
    assert names >= 10
    assert positions == sorted(positions)
