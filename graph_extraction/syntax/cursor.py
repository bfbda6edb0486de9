"""The position of the sweep between tree and lexemes, and the moves that it can make from there."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Collection
from typing import Any

from graph_extraction.builder import GraphBuilder
from graph_extraction.numbering import NON_TERMINAL
from graph_extraction.syntax.scopes import DELETION, ELSEWHERE, PLAIN, WALRUS, Binding, Scope, ScopeKind

__all__ = ["Cursor"]


class Cursor:
    """A place in a file, from which lexemes become tokens of the current node, or are left out.

    Attributes:
        builder: Receives nodes and mentions.
        scope: The block here.
        current: The non-terminal here.
        synthetic: Whether this is inside an f-string. Positions there are wrong before Python 3.12, so tokens of names,
            attributes and constants are made from the tree, without punctuation.
        bindings: How targets are bound that are no plain ones.
        misplaced: How many names did not lie where the tree says.
    """

    def __init__(self, builder: GraphBuilder) -> None:
        self.builder = builder
        self.scope = Scope(ScopeKind.MODULE, "", None)
        self.current = NON_TERMINAL
        self.synthetic = False
        self.bindings: dict[ast.AST, Binding] = {}
        self.misplaced = 0
        self._lexemes = builder.lexemes
        self._texts, self._starts, self._ends = builder.lexemes.texts, builder.lexemes.starts, builder.lexemes.ends
        self._index = 0  # the next lexeme
        self._kept = 0  # lexemes from here to the next are kept, and not yet handed over
        self._shift = 0  # token number of a kept lexeme less its index
        self._enclosing: list[int] = []
        self._may_be_altered = not builder.data.isascii()

    def start(self, node: Any) -> int:
        """Byte offset of a node."""
        return int(self.builder.line_starts[node.lineno] + node.col_offset)

    def end(self, node: Any) -> int:
        """Byte offset behind a node."""
        return int(self.builder.line_starts[node.end_lineno] + node.end_col_offset)

    def open(self, node: ast.AST, label: str | None = None) -> None:
        """Make a non-terminal and go into it."""
        builder = self.builder
        self._enclosing.append(self.current)
        builder.nonterminal_parents.append(self.current)
        builder.node_of[node] = self.current = NON_TERMINAL + len(builder.nonterminal_labels)
        builder.nonterminal_labels.append(label or type(node).__name__)

    def open_at(self, node: ast.AST, first: ast.AST, keywords: Collection[bytes], label: str | None = None) -> None:
        """Make a non-terminal that begins at a keyword before its first child, or with that child."""
        if not self.synthetic:
            self.consume(self.start(first), keywords)
        self.open(node, label)

    def close(self) -> None:
        """Go out of a node at the end of its last child."""
        self.current = self._enclosing.pop()

    def consume(self, limit: int, stops: Collection[bytes] = ()) -> None:
        """Give the lexemes before byte `limit`, or before the first of `stops`, to the current node."""
        if self.synthetic:
            return
        starts, texts, i = self._starts, self._texts, self._index
        while starts[i] < limit and texts[i] not in stops:
            i += 1
        self.builder.token_parents += [self.current] * (i - self._index)
        self._index = i

    def skip(self, limit: int) -> None:
        """Leave out the lexemes before byte `limit`."""
        index = self._index
        while self._starts[index] < limit:
            index += 1
        self._leave_out(index)

    def skip_while(self, lexemes: Collection[bytes], most: int = -1) -> None:
        """Leave out the next lexemes as long as they are among these, and at most so many."""
        index = self._index
        while self._texts[index] in lexemes and index - self._index != most:
            index += 1
        self._leave_out(index)

    def emit(self, lexeme: bytes) -> int:
        """Make a token that the file does not hold."""
        self._flush()
        builder = self.builder
        builder.token_lexemes.append(lexeme)
        builder.token_offsets.append(min(self._starts[self._index], len(builder.data)))
        builder.token_parents.append(self.current)
        self._shift += 1
        return len(builder.token_lexemes) - 1

    def next_token(self) -> int:
        """Number of the token that the next lexeme will be."""
        return self._index + self._shift

    def mark_keyword(self) -> None:
        """The next lexeme is no identifier here, though it looks like one."""
        self.builder.keywords.add(self._index + self._shift)

    def take_name(self, name: str, limit: int) -> int:
        """Return the token of an identifier before byte `limit`, and give the lexemes before it to the current node."""
        if not self.synthetic:
            texts, starts, i, wanted = self._texts, self._starts, self._index, name.encode()
            while starts[i] < limit and texts[i] != wanted and not (self._may_be_altered and _normal(texts[i]) == name):
                i += 1
            if starts[i] < limit:
                self.consume(starts[i])
                self.builder.token_parents.append(self.current)
                self._index += 1
                return i + self._shift
            self.misplaced += 1
        return self.emit(name.encode())

    def binding(self, node: ast.Name | ast.Attribute) -> Binding | None:
        """Return the way in which a name or attribute is bound at its position."""
        context = node.ctx.__class__
        if context is ast.Load:
            return self.bindings.get(node)
        if context is ast.Del:
            return DELETION
        binding = self.bindings.get(node, PLAIN)
        if binding is PLAIN and isinstance(node, ast.Name) and node.id in self.scope.foreign:
            return ELSEWHERE
        return binding

    def mention(
        self, name: str, token: int, node: ast.AST | None, binding: Binding | None, scope: Scope | None = None
    ) -> int:
        """Record an identifier of the scope, and return its token."""
        scope = scope or self.scope
        if binding is WALRUS:
            scope = scope.binder()
        if binding is not None:
            scope.names.add(name)
        self.builder.mentions.append((scope, name, token, node, binding))
        return token

    def mention_name(
        self, name: str, node: ast.AST | None, binding: Binding | None, limit: int = 0, scope: Scope | None = None
    ) -> int:
        """Take and note an identifier."""
        return self.mention(name, self.take_name(name, limit), node, binding, scope)

    def take_attribute(self, node: ast.Attribute) -> None:
        """Take the name of an attribute, and note it where its object may be a method's receiver."""
        token = self.take_name(node.attr, self.end(node))
        receiver = node.value
        if isinstance(receiver, ast.Name) and receiver.id in self.scope.receivers:
            self.builder.mentions.append((self.scope, (receiver.id, node.attr), token, node, self.binding(node)))

    def _flush(self) -> None:
        """Hand over the lexemes kept since the last time."""
        self.builder.token_lexemes += self._texts[self._kept : self._index]
        self.builder.token_offsets += self._starts[self._kept : self._index]
        self._kept = self._index

    def _leave_out(self, index: int) -> None:
        """Go on at lexeme `index` without what lies before it."""
        if index > self._index:
            self._flush()
            self._shift -= index - self._index
            self._index = self._kept = index


def _normal(lexeme: bytes) -> str:
    """An identifier as the parser gives it, normalized."""
    return unicodedata.normalize("NFKC", lexeme.decode("utf-8", "replace"))
