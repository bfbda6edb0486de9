"""The one mutable object: the nodes of a graph so far, and what its syntax says of them."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from graph_extraction.edges import EdgeSink
from graph_extraction.graph import ClassDefinition, EdgeType, NodeKind, ProgramGraph
from graph_extraction.numbering import VOCABULARY, final_indices, position_of
from graph_extraction.source.document import SourceDocument
from graph_extraction.syntax.lexemes import scan, token_label
from graph_extraction.syntax.record import Occurrence, SyntaxRecord
from graph_extraction.syntax.scopes import Binding, Scope, SymbolEntry

__all__ = ["GraphBuilder"]

_Array = TypeVar("_Array", npt.NDArray[np.uint8], npt.NDArray[np.int32])


Mention = tuple[Scope, "str | tuple[str, str]", int, "ast.AST | None", "Binding | None"]
"""One identifier met while walking the tree, not yet resolved.

In turn: the scope where it is looked up or bound; the identifier, or for an attribute of a method's receiver the pair
(receiver, attribute); its TOKEN node; the syntax node that carries it, None for the names of `global` and `nonlocal`;
how it is bound here, None where it is only used.
"""


class GraphBuilder:
    """The nodes of a graph in the making.

    Attributes:
        source: The file.
        data: Its text in UTF-8; the offsets of the tree count these bytes.
        line_starts: Byte offset of each line, 1-based (entry 0 is unused).
        lexemes: The lexemes of the file, those that the graph leaves out included.
        token_lexemes, token_offsets, token_parents: For each TOKEN node its text, its byte offset in the file, and the
            NON_TERMINAL node above it.
        nonterminal_labels, nonterminal_parents: For each NON_TERMINAL node its label and the one above it.
        vocabulary: The number of each word's VOCABULARY node.
        mentions: All identifiers in the order of tokens.
        node_of, occurrences, token_symbols, node_symbols, assigned, returned, keywords: See `SyntaxRecord`.
        annotations: Source text of the annotation at a node that binds a name.
        declarations: Bare declarations of attributes: scope, (receiver, attribute), source text.
        symbols: What the identifiers mean, in order of first occurrence.
        classes: The token at which each class is first defined, by its symbol and its `__qualname__`.
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
        self.vocabulary: dict[str, int] = {}
        self.symbols: list[SymbolEntry] = []
        self.classes: dict[tuple[int, str], int] = {}
        self.node_of: dict[ast.AST, int] = {}
        self.occurrences: dict[ast.AST, Occurrence] = {}
        self.token_symbols: list[tuple[int, int]] = []
        self.node_symbols: list[tuple[int, int]] = []
        self.mentions: list[Mention] = []
        self.assigned: list[tuple[ast.AST, ast.AST]] = []
        self.returned: list[tuple[ast.AST, ast.AST]] = []
        self.keywords: set[int] = set()
        self.declarations: list[tuple[Scope, tuple[str, str], str]] = []
        self.annotations: dict[ast.AST, str] = {}

    def vocabulary_node(self, word: str) -> int:
        """Return the number of the VOCABULARY node of a word, adding one if there is none."""
        return self.vocabulary.setdefault(word, VOCABULARY + len(self.vocabulary))

    def record(self) -> SyntaxRecord:
        """Return the findings of the sweep, when it is done."""
        return SyntaxRecord(
            source=self.source,
            token_lexemes=self.token_lexemes,
            token_parents=self.token_parents,
            nonterminal_parents=self.nonterminal_parents,
            node_of=self.node_of,
            keywords=self.keywords,
            assigned=self.assigned,
            returned=self.returned,
            occurrences=self.occurrences,
            token_symbols=self.token_symbols,
            node_symbols=self.node_symbols,
            num_symbols=len(self.symbols),
        )

    def place(self, offset: int) -> tuple[int, int]:
        """1-based line and 0-based column, in characters, of a byte offset."""
        line = bisect_right(self.line_starts, offset, 1) - 1
        return line, len(self.data[self.line_starts[line] : offset].decode("utf-8", "replace"))

    def segment(self, node: ast.expr) -> str:
        """Return the source text of an expression on one line, as readers of annotations need it."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.line_starts[node.lineno] + node.col_offset
        end = self.line_starts[node.end_lineno] + node.end_col_offset
        text = self.data[start:end].decode("utf-8", "replace")
        return ast.unparse(node) if "\n" in text else text

    def freeze(self, edges: Mapping[EdgeType, EdgeSink]) -> ProgramGraph:
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
        offset = int(first[NodeKind.SYMBOL])
        bound = [(entry.bound, position) for position, entry in enumerate(self.symbols) if entry.kind is not None]
        records = [self.symbols[position].record(offset + position) for _, position in sorted(bound)]
        classes = [
            ClassDefinition(offset + position_of(number), name, self.place(self.token_offsets[token])[0])
            for (number, name), token in self.classes.items()
        ]
        return ProgramGraph(
            path=self.source.path,
            labels=tuple(labels),
            node_kind=_frozen(np.repeat(np.arange(len(counts), dtype=np.uint8), counts)),
            node_label=_frozen(np.array(numbers, dtype=np.int32)),
            edges={type_: _frozen(final_indices((s.sources, s.targets), first)) for type_, s in edges.items()},
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
