"""The walk over a tree of typed-ast that makes standard `ast` nodes, and how they get their places."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from graph_extraction.source.legacy.old_lexemes import Lexemes

__all__ = ["Converter", "Placed"]

# typed-ast ships without type information, hence `Any` for its nodes.
Placed = tuple[Any, int, int]
_Node = TypeVar("_Node", bound=ast.AST)


class Converter:
    """Converts bottom-up without recursion: a handler finds its children already converted and placed.

    `placed` maps the identity of a typed-ast node to the standard node, its first lexeme and the one after its last.
    """

    def __init__(self, lexemes: Lexemes) -> None:
        self.lexemes = lexemes
        self.text = lexemes.text
        self.placed: dict[int, Placed] = {}

    def convert(self, root: Any) -> Any:
        """The standard node for `root` and everything below it."""
        order, stack = [], [root]
        while stack:
            node = stack.pop()
            order.append(node)
            stack.extend(_children(node))
        for node in reversed(order):
            handler: Callable[[Any], Placed | None] | None
            handler = getattr(self, "on_" + type(node).__name__.lower(), None)
            placed = handler(node) if handler is not None else None
            if placed is not None:
                self.placed[id(node)] = placed
                self.place(*placed)
        return self.node(root)

    def place(self, node: _Node, start: int, end: int) -> _Node:
        """Give a node the positions of the lexemes `start:end`, or the point before `start` if the span is empty."""
        if "lineno" in node._attributes:
            line, column = self.lexemes.start(start)
            end_line, end_column = self.lexemes.end(end - 1) if end > start else (line, column)
            node.lineno, node.col_offset = line, column  # type: ignore[attr-defined]
            node.end_lineno, node.end_col_offset = end_line, end_column  # type: ignore[attr-defined]
        return node

    def node(self, typed: Any) -> Any:
        """The standard node for a typed-ast node, list, context, operator or plain value."""
        if isinstance(typed, list):
            return [self.node(item) for item in typed]
        if not hasattr(typed, "_fields"):
            return typed
        placed = self.placed.get(id(typed))
        return getattr(ast, type(typed).__name__)() if placed is None else placed[0]

    def rebuild(self, typed: Any, **changed: Any) -> Any:
        """The standard node of the same class, its fields converted unless given."""
        cls = getattr(ast, type(typed).__name__)
        names = [name for name in cls._fields if name not in changed and hasattr(typed, name)]
        fields = {name: self.node(getattr(typed, name)) for name in names}
        if "type_params" in cls._fields:
            fields["type_params"] = []
        return cls(**(fields | changed))

    def index(self, typed: Any) -> int:
        """The lexeme that typed-ast says the node starts with."""
        return self.lexemes.index(typed.lineno, typed.col_offset)

    def around(self, typed: Any) -> tuple[int, int]:
        """The span of a converted node with the parentheses around it."""
        _, start, end = self.placed[id(typed)]
        return self.lexemes.outward(start, end)


def _children(typed: Any) -> Iterator[Any]:
    if type(typed).__name__ == "JoinedStr":
        return  # its positions lie; `convert_fields` reads the fields again
    for name in typed._fields:
        value = getattr(typed, name, None)
        for item in value if isinstance(value, list) else [value]:
            if hasattr(item, "_fields"):
                yield item
