"""Identifiers to the symbols that they mean."""

from __future__ import annotations

import ast

from graph_extraction.builder import GraphBuilder
from graph_extraction.graph import Obstacle, SymbolKind
from graph_extraction.numbering import SYMBOL
from graph_extraction.syntax.nodes import FunctionNode
from graph_extraction.syntax.record import Occurrence
from graph_extraction.syntax.scopes import DEFINITION, RECEIVER, Binding, Scope, SymbolEntry

__all__ = ["resolve_symbols"]


def resolve_symbols(builder: GraphBuilder) -> None:
    """Make the SYMBOL nodes: one for each name of each scope, attribute of a class, and function's return.

    Mentions are resolved in the order of the text. `self.x`, where `self` is the first parameter of a method (in
    functions inside the method too), means what the class body binds as `x`, or else the attribute `x` of that class.
    """
    resolver = _Resolver(builder)
    occurrences, node_of = builder.occurrences, builder.node_of
    token_symbols, node_symbols = builder.token_symbols, builder.node_symbols
    new_occurrence = Occurrence._make
    for position, (scope, name, token, node, binding) in enumerate(builder.mentions):
        entry = scope.resolved.get(name) or resolver.resolve(scope, name)
        if entry is None:  # an attribute of something that is no receiver after all
            continue
        number = entry.number
        token_symbols.append((token, number))
        if node is not None:
            occurrences[node] = new_occurrence((token, number))
            if name.__class__ is tuple:
                node_symbols.append((node_of[node], number))
                resolver.note_attribute(entry, position, token, node, binding)
            elif binding is not None:
                resolver.note_binding(entry, position, token, node, binding)
                if binding is not DEFINITION:
                    continue
                if isinstance(node, FunctionNode):
                    returned = resolver.new_return(scope, node, position, token)
                    node_symbols.append((node_of[node], returned))
                    token_symbols.append((token, returned))
                elif isinstance(node, ast.ClassDef):
                    builder.classes.setdefault((number, scope.inner_qualname(node.name)), token)
    resolver.finish()


class _Resolver:
    """Symbols by scope and name, and what is known of each."""

    def __init__(self, builder: GraphBuilder) -> None:
        self._builder = builder
        self._attributes: dict[tuple[Scope, str], SymbolEntry] = {}
        self._read: dict[SymbolEntry, tuple[int, int]] = {}

    def resolve(self, scope: Scope, name: str | tuple[str, str]) -> SymbolEntry | None:
        """The symbol that a name, or pair (receiver, attribute), means in a scope."""
        entry: SymbolEntry | None
        if isinstance(name, tuple):
            entry = self.attribute(scope, name)
            if entry is None:
                return None
        else:
            owner = scope.owner(name)
            entry = owner.resolved.get(name)
            if entry is None:
                entry = owner.resolved[name] = self._new(owner, name)
        scope.resolved[name] = entry
        return entry

    def attribute(self, scope: Scope, name: tuple[str, str], create: bool = True) -> SymbolEntry | None:
        """The symbol of a receiver's attribute, None where the object is no receiver."""
        receiver = scope.owner(name[0]).resolved.get(name[0])
        owner = None if receiver is None else receiver.receiver_of
        if owner is None:
            return None
        if name[1] in owner.names:
            return self.resolve(owner, name[1])
        entry = self._attributes.get((owner, name[1]))
        if entry is None and create:
            entry = self._attributes[owner, name[1]] = self._new(owner, name[1])
        return entry

    def note_binding(self, entry: SymbolEntry, position: int, token: int, node: ast.AST, binding: Binding) -> None:
        """A mention of a name binds it."""
        if binding is RECEIVER:
            entry.receiver_of = entry.scope.parent
        if binding.kind is not None:
            self._bind(entry, position, token, node, binding.kind, binding.obstacle)

    def note_attribute(
        self, entry: SymbolEntry, position: int, token: int, node: ast.AST, binding: Binding | None
    ) -> None:
        """A mention of a receiver's attribute."""
        if (entry.scope, entry.name) not in self._attributes:
            if entry.annotation is None:  # bound by the class body, which says what it is
                entry.annotation = self._builder.annotations.get(node)
        elif binding is not None and binding.kind is not None:
            self._bind(entry, position, token, node, SymbolKind.ATTRIBUTE, binding.obstacle)
        elif binding is None:
            self._read.setdefault(entry, (position, token))

    def new_return(self, scope: Scope, node: FunctionNode, position: int, token: int) -> int:
        """Number of the symbol of what a function returns."""
        entry = self._new(scope, node.name)
        self._bind(entry, position, token, node, SymbolKind.RETURN, None)
        return entry.number

    def finish(self) -> None:
        """Resolve what needs all mentions: attributes that are only read, and bare declarations."""
        for entry, (position, token) in self._read.items():
            if entry.kind is None:
                entry.kind, entry.bound, entry.obstacle = SymbolKind.ATTRIBUTE, position, Obstacle.UNASSIGNED
                entry.place = self._builder.place(self._builder.token_offsets[token])
        for scope, name, text in self._builder.declarations:
            declared = self.attribute(scope, name, create=False)
            if declared is not None and declared.annotation is None:
                declared.annotation = text
        for entry in self._builder.symbols:
            if entry.annotation is None and entry.kind is not SymbolKind.RETURN:
                entry.annotation = entry.scope.declarations.get(entry.name)

    def _bind(
        self, entry: SymbolEntry, position: int, token: int, node: ast.AST, kind: SymbolKind, obstacle: Obstacle | None
    ) -> None:
        builder = self._builder
        if entry.kind is None:
            entry.kind, entry.bound, entry.obstacle = kind, position, obstacle
            entry.place = builder.place(builder.token_offsets[token])
        elif obstacle is None and entry.obstacle is not None and entry.receiver_of is None:
            entry.obstacle = None
            entry.place = builder.place(builder.token_offsets[token])
        if entry.annotation is None:
            entry.annotation = builder.annotations.get(node)

    def _new(self, scope: Scope, name: str) -> SymbolEntry:
        symbols = self._builder.symbols
        entry = SymbolEntry(scope, name, SYMBOL + len(symbols))
        symbols.append(entry)
        return entry
