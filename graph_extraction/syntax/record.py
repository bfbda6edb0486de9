"""The findings of one sweep over a file, for the passes to make edges of."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from graph_extraction.source.document import SourceDocument

__all__ = ["Occurrence", "SyntaxRecord"]


class Occurrence(NamedTuple):
    """The position and the meaning of an identifier: numbers of its TOKEN and of its SYMBOL node."""

    token: int
    symbol: int


@dataclass(frozen=True, slots=True)
class SyntaxRecord:
    """The nodes of a file and how its syntax joins them. Nodes are given by their numbers, see `numbering`.

    Attributes:
        source: The file.
        token_lexemes: Text of each TOKEN node.
        token_parents: The NON_TERMINAL node above each TOKEN node.
        nonterminal_parents: The NON_TERMINAL node above each NON_TERMINAL node; the first, the module, is its own.
        node_of: Graph node of a syntax node: a token where the syntax node is one lexeme, else a non-terminal.
        keywords: Tokens that are keywords only where they stand (`match`, `case`, `type`).
        assigned: Pairs of syntax nodes (right-hand side, left-hand side).
        returned: Pairs of syntax nodes (return or yield, its function).
        occurrences: Token and symbol of each syntax node that carries an identifier.
        token_symbols: (token, symbol) of all tokens that mean a symbol, in the order of the text.
        node_symbols: (node, symbol) of the other nodes that mean one: attributes of a receiver, and functions, which
            mean what they return.
        num_symbols: How many SYMBOL nodes there are.
    """

    source: SourceDocument
    token_lexemes: Sequence[bytes]
    token_parents: Sequence[int]
    nonterminal_parents: Sequence[int]
    node_of: Mapping[ast.AST, int]
    keywords: AbstractSet[int]
    assigned: Sequence[tuple[ast.AST, ast.AST]]
    returned: Sequence[tuple[ast.AST, ast.AST]]
    occurrences: Mapping[ast.AST, Occurrence]
    token_symbols: Sequence[tuple[int, int]]
    node_symbols: Sequence[tuple[int, int]]
    num_symbols: int
