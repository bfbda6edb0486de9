"""The sweep over tree and lexemes: where it stands, and the moves that handlers of syntax nodes make."""

from __future__ import annotations

import ast
import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import Any

from graph_extraction.builder import NON_TERMINAL, GraphBuilder
from graph_extraction.lexemes import STRING_LABEL_LENGTH
from graph_extraction.scopes import DELETION, PLAIN, WALRUS, Binding, Scope, ScopeKind
from graph_extraction.source_order import CHILDREN, formatted_expressions, other_children

Action = tuple[Any, ...]
"""A function and its arguments, to be called when the sweep gets there."""
Item = ast.AST | Scope | Action | int | None
"""What the sweep does next: visit a node, change the scope, call an action, close a node at its end offset, nothing."""
Handler = Callable[["Sweep", Any], Sequence[Item]]

HANDLERS: dict[type, Handler] = {
    kind: lambda _, node, children=children: children(node)  # type: ignore[misc]
    for kind, children in CHILDREN.items()
}
"""What is inside a node, in source order; the sweep itself makes the node."""
UNPLACED: dict[type, Handler] = {type(None): lambda _, __: ()}
"""What to do in place of a node that is none of the graph, or that makes itself."""
LEAVES: dict[type, Callable[["Sweep", Any, int], None]] = {}
"""What else to note of a node that is one token."""

_OPEN_END = 0


def handles(
    table: dict[type, Callable[..., Any]], *names: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter a function in a table for classes of `ast`; those that the running interpreter lacks are left out."""

    def enter(function: Callable[..., Any]) -> Callable[..., Any]:
        for name in names:
            if hasattr(ast, name):
                table[getattr(ast, name)] = function
        return function

    return enter


class Sweep:
    """Walks a tree in source order, without recursion, and gives each lexeme to the node that holds it.

    Attributes:
        builder: receives nodes and mentions.
        scope: the block that the sweep is in.
        current: the non-terminal that it is in.
        synthetic: whether it is inside an f-string. Positions there are wrong before Python 3.12, so tokens of names,
            attributes and constants are made from the tree, without punctuation.
        bindings: how targets are bound that are no plain ones.
        misplaced: how many names did not lie where the tree says.
    """

    def __init__(self, builder: GraphBuilder) -> None:
        self.builder = builder
        self.scope = Scope(ScopeKind.MODULE, "", None)
        self.current = NON_TERMINAL
        self.synthetic = False
        self.bindings: dict[ast.AST, Binding] = {}
        self.misplaced = 0
        self._lexemes = builder.lexemes
        self._index = 0  # the next lexeme
        self._kept = 0  # lexemes from here to the next are kept, and not yet handed over
        self._shift = 0  # token number of a kept lexeme less its index
        self._enclosing: list[int] = []

    # --- the walk -----------------------------------------------------------------------------------------------

    def walk(self, tree: ast.Module, items: Sequence[Item]) -> None:
        """Make the nodes of the whole file."""
        self.builder.nonterminal_labels.append("Module")
        self.builder.nonterminal_parents.append(NON_TERMINAL)
        self.builder.node_of[tree] = NON_TERMINAL
        self._run([len(self.builder.data), *reversed(items)])
        self._flush()

    def _run(self, stack: list[Any]) -> None:
        """Work off a stack of items, the next one last. One loop for all nodes: here the time goes."""
        builder, starts, ends, line_starts = self.builder, self._lexemes.starts, self._lexemes.ends, self.builder.line_starts
        add_parent, mention, node_of = builder.token_parents.append, builder.mentions.append, builder.node_of
        labels, parents = builder.nonterminal_labels, builder.nonterminal_parents
        i, shift, current, scope = self._index, self._shift, self.current, self.scope
        while stack:
            item = stack.pop()
            kind = item.__class__
            if kind is int:
                while starts[i] < item:
                    add_parent(current)
                    i += 1
                current = self._enclosing.pop() if self._enclosing else current
            elif kind is tuple:
                self._index, self.current = i, current
                item[0](*item[1:])
                i, shift, current = self._index, self._shift, self.current
            elif kind is Scope:
                scope = self.scope = item
            elif kind in UNPLACED:
                stack += UNPLACED[kind](self, item)[::-1]
            else:
                begin = line_starts[item.lineno] + item.col_offset
                while starts[i] < begin:
                    add_parent(current)
                    i += 1
                end = line_starts[item.end_lineno] + item.end_col_offset
                if kind is ast.Name:
                    if starts[i] == begin:
                        token = i + shift
                        add_parent(current)
                        i += 1
                    else:
                        self._index, self.current = i, current
                        token = self.take_name(item.id, end)
                        i, shift = self._index, self._shift
                    node_of[item] = token
                    binding = None if item.ctx.__class__ is ast.Load else self.binding(item)
                    owner = scope if binding is not WALRUS else scope.binder()
                    mention((owner, item.id, token, item, binding))
                    if binding is not None:
                        owner.names.add(item.id)
                elif ends[i] == end:
                    node_of[item] = i + shift
                    add_parent(current)
                    i += 1
                    if kind in LEAVES:
                        LEAVES[kind](self, item, i - 1 + shift)
                else:
                    self._enclosing.append(current)
                    parents.append(current)
                    node_of[item] = current = NON_TERMINAL + len(labels)
                    labels.append(kind.__name__)
                    stack.append(end)
                    self._index = i
                    children = HANDLERS[kind](self, item) if kind in HANDLERS else other_children(item)
                    stack += children[::-1]
        self._index, self.current = i, current

    def _run_synthetic(self, stack: list[Any]) -> None:
        """The same inside an f-string, where positions mean nothing."""
        self.synthetic = True
        while stack:
            item = stack.pop()
            kind = item.__class__
            if kind is int:
                self.current = self._enclosing.pop()
            elif kind is tuple:
                item[0](*item[1:])
            elif kind is Scope:
                self.scope = item
            elif kind is ast.JoinedStr:
                inner = formatted_expressions(item)
                self._open_string(item, bool(inner))
                stack += [_OPEN_END, *reversed(inner)] if inner else []
            elif kind in UNPLACED:
                stack += UNPLACED[kind](self, item)[::-1]
            elif kind is ast.Name:
                self.builder.node_of[item] = self.mention_name(item.id, item, self.binding(item))
            elif kind is ast.Constant:
                self.builder.node_of[item] = self.emit(_constant_lexeme(item.value))
            else:
                self.open(item)
                stack.append(_OPEN_END)
                if kind is ast.Attribute:
                    stack += [(self.take_attribute, item), item.value]
                    continue
                if kind is ast.keyword and item.arg is not None:
                    self.emit(item.arg.encode())
                stack += (HANDLERS[kind](self, item) if kind in HANDLERS else other_children(item))[::-1]
        self.synthetic = False

    # --- moves --------------------------------------------------------------------------------------------------

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
        starts, texts, i = self._lexemes.starts, self._lexemes.texts, self._index
        while starts[i] < limit and texts[i] not in stops:
            i += 1
        self.builder.token_parents += [self.current] * (i - self._index)
        self._index = i

    def skip(self, limit: int) -> None:
        """Leave out the lexemes before byte `limit`."""
        index = self._index
        while self._lexemes.starts[index] < limit:
            index += 1
        self._leave_out(index)

    def skip_while(self, lexemes: Collection[bytes], most: int = -1) -> None:
        """Leave out the next lexemes as long as they are among these, and at most so many."""
        index = self._index
        while self._lexemes.texts[index] in lexemes and index - self._index != most:
            index += 1
        self._leave_out(index)

    def is_next(self, lexeme: bytes) -> bool:
        """Whether this is the next lexeme."""
        return self._lexemes.texts[self._index] == lexeme

    def emit(self, lexeme: bytes) -> int:
        """Make a token that the file does not hold."""
        self._flush()
        builder = self.builder
        builder.token_lexemes.append(lexeme)
        builder.token_offsets.append(min(self._lexemes.starts[self._index], len(builder.data)))
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
        """The token of an identifier, which stands before byte `limit`; what comes before it goes to the current node."""
        if not self.synthetic:
            texts, starts, i, wanted = self._lexemes.texts, self._lexemes.starts, self._index, name.encode()
            while starts[i] < limit and texts[i] != wanted:
                i += 1
            if starts[i] >= limit and not name.isascii():  # the parser normalises identifiers
                i = self._index
                while starts[i] < limit and unicodedata.normalize("NFKC", texts[i].decode("utf-8", "replace")) != name:
                    i += 1
            if starts[i] < limit:
                self.consume(starts[i])
                self.builder.token_parents.append(self.current)
                self._index += 1
                return i + self._shift
            self.misplaced += 1
        return self.emit(name.encode())

    # --- names --------------------------------------------------------------------------------------------------

    def binding(self, node: ast.Name | ast.Attribute) -> Binding | None:
        """How a name or attribute is bound where it stands."""
        context = node.ctx.__class__
        if context is ast.Load:
            return self.bindings.get(node)
        return DELETION if context is ast.Del else self.bindings.get(node, PLAIN)

    def mention(self, name: str, token: int, node: ast.AST | None, binding: Binding | None, scope: Scope | None = None) -> int:
        """Note an identifier of the scope; its token."""
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
        if node.value.__class__ is ast.Name and node.value.id in self.scope.receivers:  # type: ignore[attr-defined]
            name = (node.value.id, node.attr)  # type: ignore[attr-defined]
            self.builder.mentions.append((self.scope, name, token, node, self.binding(node)))

    # --- strings ------------------------------------------------------------------------------------------------

    def take_string(self, node: ast.JoinedStr) -> None:
        """An f-string, or strings beside each other with one among them: one token, and the expressions inside."""
        self.consume(self.start(node))
        inner = formatted_expressions(node)
        self._open_string(node, bool(inner))
        index, end, lexemes = self._index, self.end(node), self._lexemes
        while lexemes.starts[index] < end:
            index += 1
        if lexemes.ends[index - 1] != end:
            index = lexemes.resume(self.builder.data, end, self._index)
        if inner:
            self._run_synthetic([_OPEN_END, *reversed(inner)])
        self._leave_out(index)

    def _open_string(self, node: ast.JoinedStr, is_parent: bool) -> None:
        """Make the token of an f-string, under a node of its own if it holds expressions."""
        if is_parent:
            self.open(node)
        token = self.emit(b't"' if type(node).__name__ == "TemplateStr" else b'f"')
        if not is_parent:
            self.builder.node_of[node] = token

    def _flush(self) -> None:
        """Hand over the lexemes kept since the last time."""
        self.builder.token_lexemes += self._lexemes.texts[self._kept : self._index]
        self.builder.token_offsets += self._lexemes.starts[self._kept : self._index]
        self._kept = self._index

    def _leave_out(self, index: int) -> None:
        """Go on at lexeme `index` without what lies before it."""
        if index > self._index:
            self._flush()
            self._shift -= index - self._index
            self._index = self._kept = index


def _constant_lexeme(value: object) -> bytes:
    """What a constant inside an f-string looks like; strings are marked as elsewhere."""
    if isinstance(value, str):
        return b'"' + value[:STRING_LABEL_LENGTH].encode("utf-8", "replace")
    return b"..." if value is ... else repr(value).encode()
