"""Properties of the syntax pass that golden cases cannot show."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from graph_extraction import SourceError, parse_source
from graph_extraction.builder import GraphBuilder
from graph_extraction.numbering import NON_TERMINAL
from graph_extraction.syntax.recording import sweep
from graph_extraction.syntax.sweep import Sweep
from tests.graph_extraction.stripping import sample_of_files

_walk = Sweep.walk
ANNOTATION_FIELDS = {"annotation", "returns", "type_params", "argtypes"}


def built(path: Path) -> GraphBuilder:
    try:
        builder = GraphBuilder(parse_source(path.read_bytes(), path.name))
    except SourceError:
        pytest.skip("not for this interpreter")
    sweep(builder)
    return builder


@pytest.mark.parametrize("path", sample_of_files(11), ids=lambda path: path.name)
def test_every_name_is_a_token_at_its_place(path: Path) -> None:
    builder = built(path)
    in_strings = {
        node
        for string in ast.walk(builder.source.tree)
        if isinstance(string, ast.JoinedStr)
        for node in ast.walk(string)
    }
    pending: list[ast.AST] = [builder.source.tree]
    while pending:
        node = pending.pop()
        for field, value in ast.iter_fields(node):
            if field not in ANNOTATION_FIELDS:
                pending += [
                    child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)
                ]
        if isinstance(node, ast.AnnAssign) and node.value is None:
            pending = [child for child in pending if child not in (node.target, node.annotation)]
        elif isinstance(node, ast.Name):
            token = builder.node_of[node]
            assert builder.token_lexemes[token].decode() == node.id
            if node not in in_strings:
                assert builder.token_offsets[token] == builder.line_starts[node.lineno] + node.col_offset


@pytest.mark.parametrize("path", sample_of_files(13), ids=lambda path: path.name)
def test_a_node_covers_the_tokens_of_its_span(path: Path) -> None:
    builder = built(path)
    last: dict[int, int] = {}
    for token, parent in enumerate(builder.token_parents):
        while True:
            last[parent] = token
            if parent == NON_TERMINAL:
                break
            parent = builder.nonterminal_parents[parent - NON_TERMINAL]
    for node, number in builder.node_of.items():
        if number > NON_TERMINAL and isinstance(node, ast.stmt) and not isinstance(node, ast.AnnAssign):
            token = last[number]
            end = builder.token_offsets[token] + len(builder.token_lexemes[token])
            assert node.end_lineno is not None
            assert node.end_col_offset is not None
            is_synthetic = not builder.data.startswith(builder.token_lexemes[token], builder.token_offsets[token])
            assert is_synthetic or end <= builder.line_starts[node.end_lineno] + node.end_col_offset


@pytest.mark.parametrize("path", sample_of_files(17), ids=lambda path: path.name)
def test_no_name_is_out_of_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    misplaced: list[int] = []

    def walk(sweep: Sweep, *arguments: Any) -> None:
        _walk(sweep, *arguments)
        misplaced.append(sweep.misplaced)

    monkeypatch.setattr(Sweep, "walk", walk)
    built(path)
    assert misplaced == [0]
