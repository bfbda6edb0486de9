"""NEXT_MAY_USE against the enumeration of paths, on examples with their line numbers, and at its limits."""

from __future__ import annotations

import ast
import random
import sys
import time
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph_extraction import EdgeSink, EdgeType, NodeKind, extract, parse_source
from graph_extraction.control_flow import state
from graph_extraction.passes.data_flow import DataFlowPass
from graph_extraction.syntax.record import SyntaxRecord
from tests.graph_extraction.passes.path_oracle import TooManyPathsError, next_uses
from tests.graph_extraction.passes.random_programs import ProgramWriter


def carried_name(node: ast.AST) -> str | None:
    """The variable that a node uses or binds."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        return node.name
    return node.rest if isinstance(node, ast.MatchMapping) else None


def all_occurrences(tree: ast.Module) -> dict[ast.AST, tuple[int, int]]:
    """One scope, one symbol a name."""
    symbols: dict[str, int] = {}
    named = [(node, name) for node in ast.walk(tree) if (name := carried_name(node)) is not None]
    return {node: (token, symbols.setdefault(name, len(symbols))) for token, (node, name) in enumerate(named)}


def found_uses(tree: ast.Module, occurrences: dict[ast.AST, tuple[int, int]]) -> set[tuple[int, int]]:
    """What the pass finds."""
    sink = EdgeSink(lambda word: 0)
    syntax = SimpleNamespace(source=SimpleNamespace(tree=tree), occurrences=occurrences)
    DataFlowPass().run(cast(SyntaxRecord, syntax), sink)
    edges = list(zip(sink.sources, sink.targets, strict=True))
    assert len(edges) == len(set(edges)), "an edge twice"
    assert all(min(edge) >= 0 for edge in edges), "a marker is no token"
    return set(edges)


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 8))
def test_same_pairs_as_on_all_paths(seed: int, budget: int) -> None:
    text = ProgramWriter(random.Random(seed).choice, budget).program()
    tree = ast.parse(text)
    occurrences = all_occurrences(tree)
    try:
        expected, reached = next_uses(tree, occurrences)
    except TooManyPathsError:
        assume(False)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "MAX_USES", 10**6)
        found = found_uses(tree, occurrences)
    # Code that no path reaches is walked too, but by itself.
    assert {pair for pair in found if reached.issuperset(pair)} == expected, text
    assert not [pair for pair in found if (pair[0] in reached) != (pair[1] in reached)], text


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 30), st.integers(0, 3))
def test_jumps_beyond_the_limit_only_add_edges(seed: int, budget: int, limit: int) -> None:
    text = ProgramWriter(random.Random(seed).choice, budget).program()
    tree = ast.parse(text)
    occurrences = all_occurrences(tree)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "MAX_USES", 10**6)
        exact = found_uses(tree, occurrences)
        patch.setattr(state, "MAX_CARRIED", limit)
        assert found_uses(tree, occurrences) >= exact, text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("while True:\n  if a: x\n  else: break\n  if d: break\n  x\nx\n", id="branch beside"),
        pytest.param("for c in d:\n  for a in b:\n    if c: continue\n    if x: continue\n    x\n", id="nested loops"),
        pytest.param("while a:\n  try:\n    if x: break\n    x\n    break\n  finally: x\nx\n", id="finally"),
        pytest.param("[x for x in a if x if b if x for c in x if c if x]\nx\n", id="comprehension"),
    ],
)
def test_examples_beyond_the_limit(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = ast.parse(text)
    occurrences = all_occurrences(tree)
    exact = found_uses(tree, occurrences)
    monkeypatch.setattr(state, "MAX_CARRIED", 0)
    assert found_uses(tree, occurrences) >= exact


def uses(text: str, name: str = "x") -> set[tuple[int, int]]:
    """Lines between which control may run from one use of the name to the next; one use a line."""
    graph = extract(parse_source(text))
    line_of: list[int] = []
    for node in ast.walk(parse_source(text).tree):
        names = (getattr(node, key, None) for key in ("id", "arg", "name", "attr", "asname"))
        if name in names and not isinstance(node, ast.keyword):
            line_of.append(node.lineno)  # type: ignore[attr-defined]
    tokens = [
        node for node in range(graph.num_nodes)
        if graph.node_kind[node] == NodeKind.TOKEN and graph.labels[graph.node_label[node]] == name
    ]  # fmt: skip
    assert len(tokens) == len(line_of) == len(set(line_of)), "the example must use the name once a line"
    place = dict(zip(tokens, sorted(line_of), strict=True))
    pairs = graph.edges[EdgeType.NEXT_MAY_USE].T.tolist()
    return {(place[source], place[target]) for source, target in pairs if source in place}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("x = 1\nif a:\n    x\nelse:\n    x\nx\n", {(1, 3), (1, 5), (3, 6), (5, 6)}, id="branches"),
        pytest.param("x = 1\nif a:\n    x\nx\n", {(1, 3), (1, 4), (3, 4)}, id="if without else"),
        pytest.param("for x in a:\n    b(x)\nx\n", {(1, 2), (2, 1), (2, 3)}, id="loop"),
        pytest.param(
            "x = 1\nwhile a:\n    if b:\n        break\n    x = 2\nelse:\n    x\nx\n",
            {(1, 5), (5, 5), (1, 7), (5, 7), (1, 8), (5, 8), (7, 8)},
            id="break past else",
        ),
        pytest.param(
            "while x:\n    if a:\n        continue\n    x = 1\n", {(1, 1), (1, 4), (4, 1)}, id="continue to the test"
        ),
        pytest.param("while True:\n    x = 1\nx\n", {(2, 2)}, id="nothing behind an endless loop"),
        pytest.param(
            "x = 1\ntry:\n    x\n    a()\n    x\nexcept B:\n    x\n",
            {(1, 3), (3, 5), (1, 7), (3, 7), (5, 7)},
            id="a handler begins anywhere in the body",
        ),
        pytest.param(
            "x = 1\ntry:\n    x\nexcept B:\n    pass\nelse:\n    x\nfinally:\n    x\nx\n",
            {(1, 3), (3, 7), (1, 9), (3, 9), (7, 9), (9, 10)},
            id="finally",
        ),
        pytest.param(
            "while a:\n    try:\n        x = 1\n        break\n    finally:\n        b\nx\n",
            {(3, 7)},
            id="break through finally",
        ),
        pytest.param(
            "for a in b:\n  try:\n    x\n  finally:\n    try:\n      x\n    except c:\n      continue\nx\n",
            {(3, 6), (3, 3), (6, 3), (6, 6), (3, 9), (6, 9)},
            id="continue in finally",
        ),
        pytest.param("def f(x):\n    if x:\n        return x\n    x\n", {(1, 2), (2, 3), (2, 4)}, id="early return"),
        pytest.param("x = 1\ndef f():\n    return x\nx\n", {(1, 4)}, id="functions are apart"),
        pytest.param(
            "x = 1\ndef f(a=x):\n    pass\n@x\nclass C(\n    x\n): pass\n", {(1, 2), (2, 4), (4, 6)}, id="definitions"
        ),
        pytest.param("x = 1\nf = lambda a: (\n    x,\n    a)\nx\n", {(1, 5)}, id="lambda"),
        pytest.param("x = 1\nx += (\n    x)\n", {(1, 2), (2, 3)}, id="augmented assignment counts once"),
        pytest.param("x = 1\nx = (\n    x)\n", {(1, 3), (3, 2)}, id="value before target"),
        pytest.param("x = (\n    x := 1)\n", {(2, 1)}, id="walrus"),
        pytest.param("x = 1\ndel x\nx = 2\n", {(1, 2), (2, 3)}, id="del"),
        pytest.param(
            "x = 1\nwith suppress(B):\n    a()\n    x\n    raise C\nx\n",
            {(1, 4), (1, 6), (4, 6)},
            id="suppressed",
        ),
        pytest.param("with a as x:\n    x\nx\n", {(1, 2), (2, 3)}, id="with"),
        pytest.param(
            "match a:\n  case [x]:\n    x\n  case B(b=\n    x) if (\n    x):\n      c\n  case _:\n    x\n",
            {(2, 3), (2, 5), (5, 6), (5, 9), (6, 9), (2, 9)},
            id="match",
        ),
        pytest.param("a = [\n  x\n  for x in b\n  if x]\n", {(3, 4), (4, 3), (4, 2), (2, 3)}, id="comprehension"),
        pytest.param("x and (\n  x) or (\n  x)\n", {(1, 2), (1, 3), (2, 3)}, id="short circuit"),
        pytest.param("a = (x\n if\n x else\n x)\n", {(3, 1), (3, 4)}, id="conditional"),
        pytest.param("x = 1\nassert a, (\n    x)\nx\n", {(1, 3), (1, 4)}, id="message of assert"),
        pytest.param("x = 1\nx: int\nx\n", None, id="bare declaration"),
        pytest.param("import x\nfor a in b:\n    import x\nx\n", {(1, 3), (3, 3), (1, 4), (3, 4)}, id="import"),
    ],
)
def test_examples(text: str, expected: set[tuple[int, int]] | None) -> None:
    if expected is None:
        graph = extract(parse_source(text))
        assert graph.edges[EdgeType.NEXT_MAY_USE].shape[1] == 1
    else:
        assert uses(text) == expected


@pytest.mark.skipif(sys.version_info < (3, 11), reason="except* is of 3.11")
def test_except_star_may_run_several_handlers() -> None:
    text = "try:\n    x = 1\nexcept* A:\n    x\nexcept* B:\n    x\nx\n"
    assert uses(text) == {(2, 4), (2, 6), (4, 6), (2, 7), (4, 7), (6, 7)}


def test_attributes_of_self_flow() -> None:
    text = "class C:\n def f(self):\n  self.x = 1\n  while self.x:\n    self.x -= 1\n  return self.x\n"
    assert uses(text) == {(3, 4), (4, 5), (5, 4), (4, 6)}


def test_two_functions_do_not_share_a_parameter() -> None:
    text = "def f(x):\n    x\ndef g(x):\n    x\n"
    assert uses(text) == {(1, 2), (3, 4)}


def test_only_the_nearest_uses_are_kept() -> None:
    count = 100
    text = "x = 0\n" + "if a:\n    x\n" * count + "x\n"
    last = 2 * count + 2
    found = uses(text)
    assert {source for source, target in found if target == last} == set(range(last - 1, last - 32, -2))
    assert len(found) <= state.MAX_USES * (count + 2)


def test_walks_deep_and_long_code() -> None:
    terms = 2500
    deep = "+".join(["x"] * terms)
    chain = "x" + ".f(x)" * 150
    elifs = "if x: x\n" + "elif x: x\n" * 1500
    for text, least in ((deep, terms - 1), (chain, 150), (elifs, 3000), ("x" + " if x else x" * 90, 180)):
        graph = extract(parse_source(text + "\n"))
        assert graph.edges[EdgeType.NEXT_MAY_USE].shape[1] >= least


@pytest.mark.parametrize(
    "unit",
    [
        "if a{0}:\n    b = a{0}\n",
        "while a{0}:\n    b = b\n    if c{0}: continue\n    if b: break\n",
        "try:\n    a{0} = b\nexcept c:\n    b = a{0}\nfinally:\n    b\n",
        "match a:\n    case b{0}.c(d): d\n    case e: b{0}\n",
        "b = [a{0} for c in b if c]\n",
    ],
)
def test_cost_is_linear(unit: str) -> None:
    def cost(count: int) -> float:
        tree = ast.parse("".join(unit.format(number) for number in range(count)))
        occurrences = all_occurrences(tree)
        times = []
        for _ in range(3):
            begin = time.process_time()
            found_uses(tree, occurrences)
            times.append(time.process_time() - begin)
        return min(times)

    cost(50)
    # Eight times the code: linear is a factor of 8, quadratic one of 64.
    assert cost(1200) < 24 * max(cost(150), 1e-3)


def test_long_elif_chain_is_linear() -> None:
    def cost(count: int) -> float:
        text = "if a:\n    b\n" + "".join(f"elif a{n}:\n    b{n} = a\n" for n in range(count)) + "else:\n    b\n"
        tree = ast.parse(text)
        occurrences = all_occurrences(tree)
        begin = time.process_time()
        found_uses(tree, occurrences)
        return time.process_time() - begin

    cost(50)
    assert min(cost(1200), cost(1200)) < 24 * max(cost(150), 1e-3)


_MANY = 3000
_VARIABLES = "".join(f"  x{number}\n" for number in range(_MANY))


@pytest.mark.parametrize(
    "text",
    [
        "while a:\n" + "".join(f"  if x{number}: break\n" for number in range(_MANY)),
        "while a:\n" + "".join(f"  if x{number}: continue\n" for number in range(_MANY)) + _VARIABLES,
        "while a:\n try:\n" + "  if a: break\n" * _MANY + " finally:\n" + _VARIABLES,
        "[a for a in b " + "".join(f"if x{number} " for number in range(_MANY)) + "]\n",
    ],
    ids=["break", "continue", "through finally", "conditions"],
)
def test_many_jumps_past_many_variables(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    frames: list[state.Frame] = []
    resolved: list[int] = []
    begin, resolve = state.Frame.__init__, state.Level.resolved

    def noted(frame: state.Frame, base: state.Level, body: state.Level) -> None:
        begin(frame, base, body)
        frames.append(frame)

    def counted(level: state.Level, changes: state.Changes, marker: int) -> state.Changes:
        resolved.append(len(changes))
        return resolve(level, changes, marker)

    monkeypatch.setattr(state.Frame, "__init__", noted)
    monkeypatch.setattr(state.Level, "resolved", counted)
    tree = ast.parse(text)
    occurrences = all_occurrences(tree)
    found = found_uses(tree, occurrences)
    # Told apart, each jump would take thousands of changes along: millions together.
    most = state.MAX_CARRIED + 4 * (_MANY + 2)
    assert all(sum(map(len, (*frame.breaks, *frame.again))) <= most for frame in frames)
    assert sum(resolved) <= 2 * most
    assert len(found) <= 2 * state.MAX_USES * len(occurrences)
