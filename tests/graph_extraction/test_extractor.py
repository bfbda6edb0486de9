"""Whole graphs: golden cases, real files, extreme files."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import libcst as cst
import numpy as np
import pytest

from graph_extraction import (
    PASSES,
    EdgeType,
    NodeKind,
    Pass,
    ProgramGraph,
    SourceError,
    SymbolKind,
    extract,
    parse_source,
)
from graph_extraction.passes.children import ChildPass
from graph_extraction.passes.lexical_use import LexicalUsePass
from tests.graph_extraction.dump import CASES, dump, missing_requirement
from tests.graph_extraction.stripping import leaks, sample_of_files

CASE_FILES = sorted(CASES.glob("*.py"))


def graph_of(text: str) -> ProgramGraph:
    return extract(parse_source(text))


@pytest.mark.parametrize("path", CASE_FILES, ids=[path.stem for path in CASE_FILES])
def test_golden_case(path: Path) -> None:
    text = path.read_text("utf-8")
    if (missing := missing_requirement(text)) is not None:
        pytest.skip(f"needs {missing}")
    assert dump(extract(parse_source(text, path.name))) == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("path", sample_of_files(3), ids=lambda path: path.name)
def test_no_annotation_leaks(path: Path) -> None:
    try:
        assert leaks(path.read_text("utf-8")) == []
    except (SourceError, UnicodeError, cst.ParserSyntaxError):
        pytest.skip("not for this interpreter, or not for LibCST")


@pytest.mark.parametrize(
    "text",
    [
        "x: int\n",
        "class A: x: int\n",
        "def f():\n    x: int; y: str; z = 1; w: int;\n    for i in z: v: int\n    else: u: int\n",
        "def f(a: int = 1, *b: (str), c: 'lambda: 0' = 2, **d: dict[str, int]) -> (lambda: 1): return a\n",
        "class A:\n    'words'\n    x: int = 1\n    def f(self):\n        self.y: int\n        self.z: int = self.y\n",
        "x: tuple[int, ...] = 1, 2\n",
        "def f(a):  # type: (int) -> str\n    b = a  # type: int\n    return b\n",
        "try: x: int\nexcept E: y: int\nfinally: z: int\nwith a: b: int\nwhile a: b: int\n",
    ],
)
def test_no_annotation_leaks_small(text: str) -> None:
    assert leaks(text) == []


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters")
@pytest.mark.parametrize(
    "text",
    [
        "class A[T](B[T], metaclass=C):\n    x: T\n",
        "def f[T: (int, str), *Ts, **P](a: T, *b: *Ts) -> T: return T\n",
        "type X[T,] = list[T]\ntype = type\n",
        "def f(): return f'{x['a']!r:{y:>{'}'}}}' + \"b\"\nz: int\n",
    ],
)
def test_no_type_parameter_leaks(text: str) -> None:
    assert leaks(text) == []


def test_annotated_graphs_are_equal_but_for_their_symbols() -> None:
    first, second = graph_of("def f(a: int) -> str: return a\n"), graph_of("def f(a) : return a\n")
    assert first.labels == second.labels
    assert [symbol.annotation for symbol in first.symbols] == ["str", "int"]
    assert [symbol.annotation for symbol in second.symbols] == [None, None]


@pytest.mark.parametrize("path", [*sample_of_files(0, 8), *CASE_FILES], ids=lambda path: path.name)
def test_invariants(path: Path) -> None:
    try:
        graph = extract(parse_source(path.read_bytes(), path.name))
    except SourceError:
        pytest.skip("not for this interpreter")
    kinds = graph.node_kind
    assert (np.diff(kinds) >= 0).all()
    assert tuple(graph.edges) == tuple(step.edge.type for step in PASSES), "each pass adds the edges of its type"
    assert set(graph.node_label.tolist()) == set(range(len(graph.labels)))
    for kind, (sources, targets) in _ends(graph).items():
        allowed_sources, allowed_targets = ENDS[kind]
        assert set(sources) <= allowed_sources, kind
        assert set(targets) <= allowed_targets, kind
    tokens = int((kinds == NodeKind.TOKEN).sum())
    parents = graph.edges[EdgeType.CHILD][1]
    assert sorted(parents.tolist()) == [node for node in range(len(kinds)) if kinds[node] <= 1 and node != tokens]
    assert graph.edges[EdgeType.NEXT_TOKEN].shape == (2, max(tokens - 1, 0))
    for symbol in graph.symbols:
        assert kinds[symbol.node] == NodeKind.SYMBOL
        assert graph.labels[graph.node_label[symbol.node]] == symbol.name
    assert len({symbol.node for symbol in graph.symbols}) == len(graph.symbols)
    used = set(graph.edges[EdgeType.OCCURRENCE_OF][1].tolist())
    assert used == set(np.flatnonzero(kinds == NodeKind.SYMBOL).tolist())


TOKENS, SYNTAX = {NodeKind.TOKEN}, {NodeKind.TOKEN, NodeKind.NON_TERMINAL}
ENDS: dict[EdgeType, tuple[set[NodeKind], set[NodeKind]]] = {
    EdgeType.NEXT_TOKEN: (TOKENS, TOKENS),
    EdgeType.CHILD: ({NodeKind.NON_TERMINAL}, SYNTAX),
    EdgeType.NEXT_MAY_USE: (TOKENS, TOKENS),
    EdgeType.NEXT_LEXICAL_USE: (TOKENS, TOKENS),
    EdgeType.ASSIGNED_FROM: (SYNTAX, SYNTAX),
    EdgeType.RETURNS_TO: (SYNTAX, {NodeKind.NON_TERMINAL}),
    EdgeType.OCCURRENCE_OF: (SYNTAX, {NodeKind.SYMBOL}),
    EdgeType.SUBTOKEN_OF: (TOKENS, {NodeKind.VOCABULARY}),
}


def _ends(graph: ProgramGraph) -> dict[EdgeType, tuple[list[int], list[int]]]:
    return {
        kind: (graph.node_kind[edges[0]].tolist(), graph.node_kind[edges[1]].tolist())
        for kind, edges in graph.edges.items()
    }


def test_positions_of_symbols() -> None:
    text = "é = 1\nclass Ä:\n    def ö(self, ü): self.ß = 'é'; é = 2\n"
    lines = text.split("\n")
    for symbol in graph_of(text).symbols:
        line = lines[symbol.line - 1]
        assert line[symbol.column : symbol.column + len(symbol.name)] == symbol.name


def test_identifiers_that_the_parser_normalizes() -> None:
    graph = graph_of("def ﬁle(ﬂag): return ﬂag, flag, file\n")
    assert [(s.kind, s.name, s.column) for s in graph.symbols] == [
        (SymbolKind.RETURN, "file", 4),
        (SymbolKind.PARAMETER, "flag", 8),
    ]
    assert graph.edges[EdgeType.NEXT_LEXICAL_USE].shape == (2, 3)


@pytest.mark.parametrize("text", ["", "\n\n", "# only words\n", "x: int\n"])
def test_empty_file(text: str) -> None:
    graph = graph_of(text)
    assert graph.num_nodes == 1
    assert graph.labels == ("Module",)
    assert graph.symbols == ()
    assert all(edges.shape == (2, 0) and edges.dtype == np.int32 for edges in graph.edges.values())


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "1+" * 2499 + "1\n",
        "x = " + "[" * 90 + "]" * 90 + "\n",
        "x = a" + ".b" * 900 + "\n",
        "if a: pass\n" + "".join(f"elif b{i}: pass\n" for i in range(900)),
    ],
    ids=["sum", "brackets", "attributes", "branches"],
)
def test_deep_trees(text: str) -> None:
    graph = graph_of(text)
    assert graph.num_nodes > 90


def test_long_file() -> None:
    block = "class C{0}:\n def f(self, a: int, *b):\n  for x in b: self.y = x + a\n  return f'{{x}} {{a}}'\n\n"
    text = "".join(block.format(number) for number in range(3_000))
    assert text.count("\n") == 15_000
    graph = graph_of(text)
    assert len(graph.node_kind) > 2**16, "their numbers need more than 16 bits"
    assert len(graph.symbols) == 3_000 * 6
    assert (graph.node_kind == NodeKind.NON_TERMINAL).sum() == 1 + 3_000 * 8


def test_collector_is_left_as_it_was() -> None:
    assert gc.isenabled()
    graph_of("x = 1\n")
    assert gc.isenabled()
    gc.disable()
    try:
        graph_of("x = 1\n")
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("step", PASSES, ids=lambda step: step.edge.type)
def test_without_a_pass_the_rest_is_the_same(step: Pass) -> None:
    """A pass knows of no other, so each graph is the sum of its passes."""
    source = parse_source("def f(x=1):\n    for x.y in x: return x\n")
    whole = extract(source)
    rest = [other for other in PASSES if other is not step and step.edge.type not in other.edge.requires]
    part = extract(source, rest)
    assert set(part.edges) == {other.edge.type for other in rest}
    kept = part.node_kind != NodeKind.VOCABULARY
    assert [part.labels[label] for label in part.node_label[kept]] == [
        whole.labels[label] for label in whole.node_label[whole.node_kind != NodeKind.VOCABULARY]
    ]
    if step.edge.type != EdgeType.SUBTOKEN_OF:
        assert all((pairs == whole.edges[type_]).all() for type_, pairs in part.edges.items())


def test_a_pass_without_those_it_requires_is_refused() -> None:
    with pytest.raises(ValueError, match="LexicalUsePass needs the passes that add OCCURRENCE_OF"):
        extract(parse_source("x = 1\n"), [ChildPass(), LexicalUsePass()])


def test_passes_may_be_left_out() -> None:
    graph = extract(parse_source("x = 1\n"), [ChildPass()])
    assert set(graph.edges) == {EdgeType.CHILD}
    assert graph.edges[EdgeType.CHILD].shape == (2, 4)
