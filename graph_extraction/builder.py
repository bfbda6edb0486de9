"""The one mutable object: what the passes have found of a graph so far."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from graph_extraction.graph import ClassDefinition, EdgeType, NodeKind, ProgramGraph
from graph_extraction.source.document import SourceDocument
from graph_extraction.syntax.lexemes import scan, token_label
from graph_extraction.syntax.scopes import Binding, Scope, SymbolEntry

__all__ = ["NON_TERMINAL", "SYMBOL", "GraphBuilder", "Occurrence", "Pass"]

# While a graph grows, nobody knows how many tokens it will have. A node's number therefore holds its kind above this
# bit and its place among its kind below; `GraphBuilder.freeze` turns numbers into final indices.
_KIND_SHIFT = 28
_PLACE_MASK = (1 << _KIND_SHIFT) - 1
NON_TERMINAL = NodeKind.NON_TERMINAL << _KIND_SHIFT
VOCABULARY = NodeKind.VOCABULARY << _KIND_SHIFT
SYMBOL = NodeKind.SYMBOL << _KIND_SHIFT

_Array = TypeVar("_Array", npt.NDArray[np.uint8], npt.NDArray[np.int32])


class Occurrence(NamedTuple):
    """Where an identifier stands and what it means: numbers of its TOKEN and of its SYMBOL node."""

    token: int
    symbol: int


Mention = tuple[Scope, "str | tuple[str, str]", int, "ast.AST | None", "Binding | None"]
"""One identifier met while walking the tree, not yet resolved.

In turn: the scope where it is looked up or bound; the identifier, or for an attribute of a method's receiver the pair
(receiver, attribute); its TOKEN node; the syntax node that carries it, None for the names of `global` and `nonlocal`;
how it is bound here, None where it is only used.
"""


class Pass(Protocol):
    """One step of extraction.

    Attributes:
        requires: edge types that must be there before it runs.
        adds: edge types that it adds.
    """

    requires: frozenset[EdgeType]
    adds: frozenset[EdgeType]

    def run(self, builder: GraphBuilder) -> None:
        """Add to the graph."""


class GraphBuilder:
    """A graph in the making.

    Attributes:
        source: the file.
        data: its text in UTF-8; the offsets of the tree count these bytes.
        line_starts: byte offset of each line, 1-based (entry 0 is unused).
        lexemes: the lexemes of the file, those that the graph leaves out included.
        token_lexemes, token_offsets, token_parents: for each TOKEN node its text, its place in the file, and the
            NON_TERMINAL node above it.
        node_of: graph node of a syntax node: a token where the syntax node is one lexeme, else a non-terminal.
        occurrences: token and symbol of each syntax node that carries an identifier.
        token_symbols: (token, symbol) of all tokens that mean a symbol, in the order of the text.
        mentions: all identifiers in the order of tokens.
        assigned: pairs of syntax nodes (right-hand side, left-hand side).
        returned: pairs of syntax nodes (return or yield, its function).
        keywords: tokens that are keywords only where they stand (`match`, `case`, `type`).
        annotations: source text of the annotation at a node that binds a name.
        declarations: bare declarations of attributes: scope, (receiver, attribute), source text.
        symbols: what the identifiers mean, in order of first occurrence.
        classes: the token at which each class is first defined, by its symbol and its `__qualname__`.
    """

    def __init__(self, source: SourceDocument) -> None:
        self.source = source
        self.data = source.text.encode("utf-8", "surrogatepass")
        self.line_starts = [0, 0, *accumulate(len(line) + 1 for line in self.data.split(b"\n"))]
        self.lexemes = scan(self.data)
        self.token_lexemes: list[bytes] = []
        self.token_offsets: list[int] = []
        self.token_parents: list[int] = []
        self.nonterminal_labels: list[str] = []
        self.nonterminal_parents: list[int] = []
        self.vocabulary: list[str] = []
        self.symbols: list[SymbolEntry] = []
        self.classes: dict[tuple[int, str], int] = {}
        self.node_of: dict[ast.AST, int] = {}
        self.occurrences: dict[ast.AST, Occurrence] = {}
        self.token_symbols: list[tuple[int, int]] = []
        self.mentions: list[Mention] = []
        self.assigned: list[tuple[ast.AST, ast.AST]] = []
        self.returned: list[tuple[ast.AST, ast.AST]] = []
        self.keywords: set[int] = set()
        self.declarations: list[tuple[Scope, tuple[str, str], str]] = []
        self.annotations: dict[ast.AST, str] = {}
        self._edges: dict[EdgeType, tuple[list[int], list[int]]] = {kind: ([], []) for kind in EdgeType}

    def add_edge(self, kind: EdgeType, source: int, target: int) -> None:
        """Add one edge."""
        sources, targets = self._edges[kind]
        sources.append(source)
        targets.append(target)

    def add_edges(self, kind: EdgeType, sources: Iterable[int], targets: Iterable[int]) -> None:
        """Add edges; both sides are of equal length."""
        self._edges[kind][0].extend(sources)
        self._edges[kind][1].extend(targets)

    def count_edges(self, kind: EdgeType) -> int:
        """How many edges of a type there are."""
        return len(self._edges[kind][0])

    def add_vocabulary(self, subtoken: str) -> int:
        """Number of a new VOCABULARY node."""
        self.vocabulary.append(subtoken)
        return VOCABULARY + len(self.vocabulary) - 1

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and 0-based column, in characters, of a byte offset."""
        line = bisect_right(self.line_starts, offset, 1) - 1
        return line, len(self.data[self.line_starts[line] : offset].decode("utf-8", "replace"))

    def segment(self, node: ast.expr) -> str:
        """Source text of an expression; on one line, as a reader of annotations needs it."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.line_starts[node.lineno] + node.col_offset
        end = self.line_starts[node.end_lineno] + node.end_col_offset
        text = self.data[start:end].decode("utf-8", "replace")
        return ast.unparse(node) if "\n" in text else text

    def freeze(self) -> ProgramGraph:
        """The finished graph: tokens first, then non-terminals, vocabulary and symbols."""
        names = [symbol.name for symbol in self.symbols]
        counts = [len(self.token_lexemes), len(self.nonterminal_labels), len(self.vocabulary), len(names)]
        first = np.array([0, *accumulate(counts[:-1])], dtype=np.int32)
        labels: dict[str, int] = {}
        by_lexeme: dict[bytes, int] = {}
        for lexeme in dict.fromkeys(self.token_lexemes):
            by_lexeme[lexeme] = labels.setdefault(token_label(lexeme), len(labels))
        numbers = list(map(by_lexeme.__getitem__, self.token_lexemes))
        for label in (*self.nonterminal_labels, *self.vocabulary, *names):
            numbers.append(labels.setdefault(label, len(labels)))
        edges = {kind: _frozen(_final(pairs, first)) for kind, pairs in self._edges.items()}
        offset = int(first[NodeKind.SYMBOL])
        bound = [(entry.bound, place) for place, entry in enumerate(self.symbols) if entry.kind is not None]
        records = [self.symbols[place].record(offset + place) for _, place in sorted(bound)]
        classes = [
            ClassDefinition(offset + (number & _PLACE_MASK), name, self.place(self.token_offsets[token])[0])
            for (number, name), token in self.classes.items()
        ]
        return ProgramGraph(
            path=self.source.path,
            labels=tuple(labels),
            node_kind=_frozen(np.repeat(np.arange(len(counts), dtype=np.uint8), counts)),
            node_label=_frozen(np.array(numbers, dtype=np.int32)),
            edges=edges,
            symbols=tuple(records),
            definitions=tuple(classes),
        )

    def release(self) -> None:
        """Break the cycles of scopes and symbols, which would keep the tree until the garbage collector runs."""
        for symbol in self.symbols:
            symbol.scope.resolved.clear()


def _frozen(array: _Array) -> _Array:
    array.flags.writeable = False
    return array


def _final(pairs: tuple[Sequence[int], Sequence[int]], first: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Numbers of nodes to indices, `[2, E]`."""
    numbers = np.array(pairs, dtype=np.int32).reshape(2, -1)
    indices: npt.NDArray[np.int32] = first[numbers >> _KIND_SHIFT] + (numbers & _PLACE_MASK)
    return indices
