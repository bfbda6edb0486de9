"""What is erased, what stays, and that nothing moves: the graph of a file never knew of its annotations."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from importlib import import_module

import pytest

from graph_extraction import ProgramGraph, extract, parse_source
from typilus.lab.experiments.joined.erasing import erase_annotations, erase_imports


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x: int = 1", "x      = 1"),
        ("(x): int = 1", "(x)      = 1"),
        ("x: 'list[int]' = []  # kept", "x              = []  # kept"),
        ("def f(a: int, *b: str, c: bool = True, **d: (int)) -> str: pass",
         "def f(a     , *b     , c       = True, **d       )       : pass"),
        ("def f(a: int\n      ): return {1: 2}", "def f(a     \n      ): return {1: 2}"),
        ("f = lambda a, b: a", "f = lambda a, b: a"),
        ("é = 1; größe: int = 2", "é = 1; größe      = 2"),
        ("x = 1  # type: int", "x = 1"),
        ("x = 1  # type: ignore[x]", "x = 1  # type: ignore[x]"),
        ("y = 1; x: int; z = 2", "y = 1;         z = 2"),
        ("x: int", ""),
        ("class A:\n    x: int\n    y: str", "class A:\n    pass  \n"),
        ("class A:\n    x: T\n    y = 1", "class A:\n\n    y = 1"),
        ("class A: x:T", "class A: pass"),
        ("self.x: int = 0", "self.x      = 0"),
        ("x[1:2]: int = 0", "x[1:2]      = 0"),
        ("x = cast('Shop', y)", "x = cast('Shop', y)"),
    ],
)  # fmt: skip
def test_annotations_are_blanked_where_they_stand(before: str, after: str) -> None:
    found = erase_annotations(before)
    ast.parse(found)
    assert [line.rstrip() for line in found.split("\n")] == [line.rstrip() for line in after.split("\n")]


@pytest.mark.parametrize(
    "source",
    [
        "def f() -> Union[\n    int,  # whole\n\n    str,\n]:\n    return 1\n",
        "x: Union[\n    int,\n    str] = 1\n",
        "def f(\n    a: Union[  # one\n        int, str\n    ] = 3,\n    b=lambda x: x,\n) -> (\n    int\n):\n    a\n",
        "if x:\n    a: int\nelse:\n    b: str; c: int\n",
    ],
)
def test_what_goes_over_lines_stays_valid_and_in_place(source: str) -> None:
    erased = erase_annotations(source)
    assert erased.count("\n") == source.count("\n")
    assert not _annotated(ast.parse(erased))
    assert _bare(extract(parse_source(erased))) == _bare(extract(parse_source(source)))


@pytest.mark.parametrize(
    "module", ["dataclasses", "importlib.metadata", "typilus.prediction.predictor", "typilus.rewriting.slots",
               "typilus.lab.corpus.shards", "libcst._nodes.base", "rich.table", "typilus.typespace.space"]
)  # fmt: skip
def test_real_files_keep_their_graph(module: str) -> None:
    source = inspect.getsource(import_module(module))
    before = extract(parse_source(source))
    for erase in (erase_annotations, erase_imports):
        erased = erase(source)
        tree = ast.parse(erased, type_comments=True)
        assert not _annotated(tree)
        after = extract(parse_source(erased))
        assert all(symbol.annotation is None for symbol in after.symbols)
        assert [replace(s, node=0) for s in after.symbols] == [
            replace(s, node=0, annotation=None) for s in before.symbols
        ]
    assert _bare(extract(parse_source(erase_annotations(source)))) == _bare(before)


def test_imports_that_served_annotations_go() -> None:
    source = """\
from __future__ import annotations
import os, abc as letters
from typing import TYPE_CHECKING, Any, Optional as Maybe
from shops import (
    Shop,
    Till,  # for money
    Unused,
)
if TYPE_CHECKING:
    from other import Helper

def build(shop: Shop, path: os.PathLike, more: Maybe[Any], x: letters.ABC) -> "Till":
    return cast("Till", path)
"""
    assert [line.rstrip() for line in erase_imports(source).split("\n") if line.strip()] == [
        "from __future__ import annotations",
        "from shops import (",
        "    Till,  # for money",
        "    Unused",
        ")",
        "def build(shop      , path             , more            , x             )          :",
        '    return cast("Till", path)',
    ]


def test_a_condition_on_type_checking_that_holds_more_stays() -> None:
    source = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from a import B\nelse:\n    B = object\nx: B = 1\n"
    )
    kept = erase_imports(source)
    assert "TYPE_CHECKING" in kept.split("\n")[0]
    assert "B = object" in kept


def _annotated(tree: ast.Module) -> list[ast.AST]:
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign)
        or getattr(node, "annotation", None) is not None
        or getattr(node, "returns", None) is not None
        or getattr(node, "type_comment", None) is not None
    ]


def _bare(graph: ProgramGraph) -> ProgramGraph:
    symbols = tuple(replace(symbol, annotation=None) for symbol in graph.symbols)
    return ProgramGraph(graph.path, graph.labels, graph.node_kind, graph.node_label, graph.edges, symbols)
