"""What the sweep hands to the passes: numbers of nodes that are there, and one story told by all fields."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from graph_extraction import NodeKind, SourceError, parse_source
from graph_extraction.builder import GraphBuilder
from graph_extraction.numbering import NON_TERMINAL, SYMBOL, position_of
from graph_extraction.syntax.record import SyntaxRecord
from graph_extraction.syntax.recording import read_syntax
from tests.graph_extraction.dump import CASES
from tests.graph_extraction.stripping import sample_of_files

FILES = [*sample_of_files(5, 12), *sorted(CASES.glob("*.py"))]


def record_of(text: str | bytes) -> SyntaxRecord:
    return read_syntax(GraphBuilder(parse_source(text, "a.py")))


def record_of_file(path: Path) -> SyntaxRecord:
    try:
        return record_of(path.read_bytes())
    except SourceError:
        pytest.skip("not for this interpreter")


def kind_of(record: SyntaxRecord, number: int) -> NodeKind:
    """The kind of a node, which must be there."""
    for kind, first, count in (
        (NodeKind.SYMBOL, SYMBOL, record.num_symbols),
        (NodeKind.NON_TERMINAL, NON_TERMINAL, len(record.nonterminal_parents)),
        (NodeKind.TOKEN, 0, len(record.token_lexemes)),
    ):
        if number >= first:
            assert position_of(number) < count
            return kind
    raise AssertionError(number)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_number_is_that_of_a_node_of_the_right_kind(path: Path) -> None:
    record = record_of_file(path)
    assert len(record.token_parents) == len(record.token_lexemes)
    parents = {*record.token_parents, *record.nonterminal_parents}
    assert {kind_of(record, number) for number in parents} == {NodeKind.NON_TERMINAL}
    assert record.nonterminal_parents[0] == NON_TERMINAL, "the module has none above it but itself"
    assert {kind_of(record, number) for number in record.node_of.values()} <= {NodeKind.TOKEN, NodeKind.NON_TERMINAL}
    assert all(kind_of(record, token) is NodeKind.TOKEN for token in record.keywords)
    for node, symbol in (*record.token_symbols, *record.node_symbols):
        assert kind_of(record, node) in (NodeKind.TOKEN, NodeKind.NON_TERMINAL)
        assert kind_of(record, symbol) is NodeKind.SYMBOL
    assert all(kind_of(record, token) is NodeKind.TOKEN for token, _ in record.token_symbols)
    assert {symbol for _, symbol in (*record.token_symbols, *record.node_symbols)} == {
        SYMBOL + position for position in range(record.num_symbols)
    }, "a symbol that nothing means is none"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_non_terminals_stand_behind_those_that_hold_them(path: Path) -> None:
    record = record_of_file(path)
    for position, parent in enumerate(record.nonterminal_parents):
        assert position_of(parent) < position or position == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_occurrence_is_among_the_tokens_that_mean_its_symbol(path: Path) -> None:
    record = record_of_file(path)
    meant = set(record.token_symbols)
    tokens = [token for token, _ in record.token_symbols]
    assert tokens == sorted(tokens), "in the order of the text"
    assert set(record.occurrences.values()) <= meant
    for node, occurrence in record.occurrences.items():
        if isinstance(node, ast.Name):
            assert record.node_of[node] == occurrence.token


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_ends_of_pairs_are_nodes(path: Path) -> None:
    record = record_of_file(path)
    for value, target in record.assigned:
        assert value in record.node_of
        assert target in record.node_of
    for statement, function in record.returned:
        assert isinstance(statement, ast.Return | ast.Yield | ast.YieldFrom)
        assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        assert kind_of(record, record.node_of[function]) is NodeKind.NON_TERMINAL


def lexemes(record: SyntaxRecord, *tokens: int) -> list[str]:
    return [record.token_lexemes[token].decode() for token in tokens]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("a = b\n", ["b -> a"]),
        ("a = b = c\n", ["c -> a", "c -> b"]),
        ("a, b = c\n", ["c -> (a, b)"]),
        ("a: int = b\n", ["b -> a"]),
        ("a: int\n", []),
        ("a += b\n", ["b -> a"]),
        ("for a in b: pass\n", ["b -> a"]),
        ("with b as a: pass\n", ["b -> a"]),
        ("(a := b)\n", ["b -> a"]),
        ("[a for a in b]\n", ["b -> a"]),
        ("def f(a=b, *, c=d): pass\n", ["b -> a", "d -> c"]),
    ],
)
def test_what_is_assigned(text: str, pairs: list[str]) -> None:
    record = record_of(text)
    assert [f"{ast.unparse(value)} -> {ast.unparse(target)}" for value, target in record.assigned] == pairs


@pytest.mark.parametrize(
    ("text", "returned"),
    [
        ("def f(): return 1\n", ["return 1"]),
        ("def f():\n    yield 1\n    yield from x\n", ["(yield 1)", "(yield from x)"]),
        ("def f():\n    def g(): return 1\n    return g\n", ["return 1", "return g"]),
        ("lambda: (yield)\n", []),  # a lambda has no symbol that an edge could say something of
        ("def f(): return\n", ["return"]),
        ("def f(): pass\n", []),
    ],
)
def test_what_is_returned(text: str, returned: list[str]) -> None:
    record = record_of(text)
    assert sorted(ast.unparse(statement) for statement, _ in record.returned) == sorted(returned)


def test_soft_keywords_are_told_from_names() -> None:
    record = record_of("match match:\n    case case: case\n")
    assert lexemes(record, *sorted(record.keywords)) == ["match", "case"]
    assert sorted(record.keywords) == [0, 3]


def test_a_function_means_what_it_returns_and_an_attribute_of_the_receiver_itself() -> None:
    record = record_of("class A:\n    def f(self): self.x = self.x\n")
    owners = {number: type(node).__name__ for node, number in record.node_of.items()}
    assert [owners[number] for number, _ in record.node_symbols] == ["FunctionDef", "Attribute", "Attribute"]
    function, *attributes = (symbol for _, symbol in record.node_symbols)
    assert attributes[0] == attributes[1] != function
