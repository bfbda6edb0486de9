"""The sweep over tree and lexemes together."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graph_extraction.builder import GraphBuilder
from graph_extraction.numbering import NON_TERMINAL
from graph_extraction.syntax.cursor import Cursor
from graph_extraction.syntax.lexemes import STRING_LABEL_LENGTH
from graph_extraction.syntax.scopes import WALRUS, Scope
from graph_extraction.syntax.source_order import formatted_expressions, other_children

__all__ = ["Handler", "Item", "LeafHandler", "Sweep", "SweepTables", "handles"]

Action = tuple[Any, ...]
"""A function and its arguments, to be called when the sweep gets there."""
Item = ast.AST | Scope | Action | int | None
"""What the sweep does next: visit a node, change the scope, call an action, close a node at its end offset, nothing."""
Handler = Callable[["Sweep", Any], Sequence[Item]]
LeafHandler = Callable[["Sweep", Any, int], None]

_OPEN_END = 0


def handles(table: dict[type, Callable[..., Any]], *names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function for classes of `ast`, ignoring those that the running interpreter lacks."""

    def enter(function: Callable[..., Any]) -> Callable[..., Any]:
        for name in names:
            if hasattr(ast, name):
                table[getattr(ast, name)] = function
        return function

    return enter


@dataclass(frozen=True, slots=True)
class SweepTables:
    """The actions of the sweep at each class of syntax nodes.

    Attributes:
        inner_nodes: What is inside a node, in source order; the sweep itself makes the node.
        custom_nodes: What to do in place of a node that is none of the graph, or that makes itself.
        leaves: What else to note of a node that is one token.
    """

    inner_nodes: dict[type, Handler]
    custom_nodes: dict[type, Handler]
    leaves: dict[type, LeafHandler]


class Sweep(Cursor):
    """Walks a tree in source order, without recursion, and gives each lexeme to the node that holds it.

    Args:
        builder: Receives nodes and mentions.
        tables: What to do at each class of nodes.
    """

    def __init__(self, builder: GraphBuilder, tables: SweepTables) -> None:
        super().__init__(builder)
        self._tables = tables

    def walk(self, tree: ast.Module, items: Sequence[Item]) -> None:
        """Make the nodes of the whole file."""
        self.builder.nonterminal_labels.append("Module")
        self.builder.nonterminal_parents.append(NON_TERMINAL)
        self.builder.node_of[tree] = NON_TERMINAL
        self._run([len(self.builder.data), *reversed(items)])
        self._flush()

    def _run(self, stack: list[Any]) -> None:
        """Work off a stack of items, the next one last. One loop for all nodes: here the time goes."""
        builder, starts, ends, line_starts = self.builder, self._starts, self._ends, self.builder.line_starts
        add_parent, mention, node_of = builder.token_parents.append, builder.mentions.append, builder.node_of
        labels, parents = builder.nonterminal_labels, builder.nonterminal_parents
        inner_nodes, custom_nodes, leaves = self._tables.inner_nodes, self._tables.custom_nodes, self._tables.leaves
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
            elif kind in custom_nodes:
                stack += custom_nodes[kind](self, item)[::-1]
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
                    if kind in leaves:
                        leaves[kind](self, item, i - 1 + shift)
                else:
                    self._enclosing.append(current)
                    parents.append(current)
                    node_of[item] = current = NON_TERMINAL + len(labels)
                    labels.append(kind.__name__)
                    stack.append(end)
                    self._index = i
                    children = inner_nodes[kind](self, item) if kind in inner_nodes else other_children(item)
                    stack += children[::-1]
        self._index, self.current = i, current

    def _run_synthetic(self, stack: list[Any]) -> None:
        """The same inside an f-string, where positions mean nothing."""
        self.synthetic = True
        inner_nodes, custom_nodes = self._tables.inner_nodes, self._tables.custom_nodes
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
            elif kind in custom_nodes:
                stack += custom_nodes[kind](self, item)[::-1]
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
                stack += (inner_nodes[kind](self, item) if kind in inner_nodes else other_children(item))[::-1]
        self.synthetic = False

    def take_string(self, node: ast.JoinedStr) -> None:
        """An f-string, or strings beside each other with one among them: one token, and the expressions inside."""
        self.consume(self.start(node))
        inner = formatted_expressions(node)
        self._open_string(node, bool(inner))
        index, end = self._index, self.end(node)
        while self._starts[index] < end:
            index += 1
        if self._ends[index - 1] != end:
            index = self._lexemes.resume(self.builder.data, end, self._index)
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


def _constant_lexeme(value: object) -> bytes:
    """Return the lexeme of a constant inside an f-string, where strings are marked as elsewhere."""
    if isinstance(value, str):
        return b'"' + value[:STRING_LABEL_LENGTH].encode("utf-8", "replace")
    return b"..." if value is ... else repr(value).encode()
