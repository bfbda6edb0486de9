"""Python's scopes: which names a block binds, and which binding a use of a name means.

`symtable` is not used: it reads only source text of the running interpreter's grammar, and for it a bare annotation
binds a name. Nor is the `SemanticIndex` of `typilus`, which knows neither comprehensions nor lambdas: names are
resolved in the sweep that makes the graph, and a second walk would take a tenth of its time. Mangling of `__private`
names is left out: inside one class it changes no binding.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from enum import Enum

from graph_extraction.graph import Obstacle, Symbol, SymbolKind

__all__ = [
    "AUGMENTED",
    "CALLED",
    "CHAINED",
    "COMPREHENSION_TARGET",
    "DEFINITION",
    "DELETION",
    "ELSEWHERE",
    "EXCEPT_NAME",
    "FOR_TARGET",
    "LAMBDA_PARAMETER",
    "LEAKING_TARGET",
    "MATCH_CAPTURE",
    "PARAMETER",
    "PLAIN",
    "RECEIVER",
    "TUPLE_TARGET",
    "WALRUS",
    "WITH_TARGET",
    "Binding",
    "Scope",
    "ScopeKind",
    "SymbolEntry",
]


class ScopeKind(Enum):
    """Kinds of blocks that own names."""

    MODULE = "module"
    CLASS = "class"
    FUNCTION = "function"
    LAMBDA = "lambda"
    COMPREHENSION = "comprehension"


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """A way to bind a name.

    Attributes:
        kind: Kind of the symbol it makes, None where nobody would annotate the name (imports, definitions).
        obstacle: Why no annotation can be written there, None if one can.
    """

    kind: SymbolKind | None = None
    obstacle: Obstacle | None = None


PLAIN = Binding(SymbolKind.VARIABLE)
PARAMETER = Binding(SymbolKind.PARAMETER)
RECEIVER = Binding(SymbolKind.PARAMETER, Obstacle.RECEIVER)
DEFINITION = Binding()
DELETION = Binding()
LAMBDA_PARAMETER = Binding()
COMPREHENSION_TARGET = Binding()
LEAKING_TARGET = Binding(SymbolKind.VARIABLE, Obstacle.COMPREHENSION_TARGET)  # Python 2: of a list comprehension
FOR_TARGET = Binding(SymbolKind.VARIABLE, Obstacle.FOR_TARGET)
WITH_TARGET = Binding(SymbolKind.VARIABLE, Obstacle.WITH_TARGET)
EXCEPT_NAME = Binding(SymbolKind.VARIABLE, Obstacle.EXCEPT_NAME)
TUPLE_TARGET = Binding(SymbolKind.VARIABLE, Obstacle.TUPLE_TARGET)
CHAINED = Binding(SymbolKind.VARIABLE, Obstacle.CHAINED_TARGET)
WALRUS = Binding(SymbolKind.VARIABLE, Obstacle.WALRUS_TARGET)
AUGMENTED = Binding(SymbolKind.VARIABLE, Obstacle.AUGMENTED)
ELSEWHERE = Binding(SymbolKind.VARIABLE, Obstacle.FOREIGN)
MATCH_CAPTURE = Binding(SymbolKind.VARIABLE, Obstacle.MATCH_CAPTURE)

CALLED = Binding()
"""No binding: an attribute that is only called, which says that it is a method."""


class SymbolEntry:
    """A symbol while its file is being read. `record` makes the frozen symbol.

    Attributes:
        scope: The block that owns it; of an attribute its class.
        name: As written.
        number: Its SYMBOL node in the builder.
        kind: What it is, None while nothing annotatable is known of it.
        bound: Position of its first binding among all mentions.
        place: 1-based line and 0-based column of its first binding that can be annotated, or else of its first.
        annotation: Source text of its annotation.
        obstacle: Why no annotation can be written in place.
        receiver_of: The class whose methods receive their object by this parameter.
    """

    __slots__ = ("annotation", "bound", "kind", "name", "number", "obstacle", "place", "receiver_of", "scope")

    def __init__(self, scope: Scope, name: str, number: int) -> None:
        self.scope = scope
        self.name = name
        self.number = number
        self.kind: SymbolKind | None = None
        self.bound = -1
        self.place = (0, 0)
        self.annotation: str | None = None
        self.obstacle: Obstacle | None = None
        self.receiver_of: Scope | None = None

    def record(self, node: int) -> Symbol:
        """The frozen symbol whose SYMBOL node is `node`."""
        assert self.kind is not None
        line, column = self.place
        return Symbol(node, self.kind, self.scope.qualname, self.name, line, column, self.annotation, self.obstacle)


class Scope:
    """One block that owns names.

    Attributes:
        kind: What sort of block.
        parent: The block around it.
        qualname: Python's `__qualname__`, "" for the module.
        function: The function definition that a `return` here leaves.
        names: What it binds (names that it declares global or nonlocal left out).
        foreign: Names declared `global` (True) or `nonlocal` (False) here.
        receivers: Names that may mean a method's receiver here, each with the class.
        declarations: Annotations of bare declarations.
        attributes: Annotations of bare declarations of a receiver's attributes, by (receiver, attribute).
        resolved: Symbols by name; filled while resolving.
    """

    __slots__ = (
        "attributes",
        "declarations",
        "foreign",
        "function",
        "kind",
        "names",
        "parent",
        "qualname",
        "receivers",
        "resolved",
    )

    def __init__(self, kind: ScopeKind, name: str, parent: Scope | None, function: ast.AST | None = None) -> None:
        self.kind = kind
        self.parent = parent
        self.function = function
        self.names: set[str] = set()
        self.foreign: dict[str, bool] = {}
        self.receivers: frozenset[str] = parent.receivers if parent is not None else frozenset()
        self.declarations: dict[str, str] = {}
        self.attributes: dict[tuple[str, str], str] = {}
        self.resolved: dict[str | tuple[str, str], SymbolEntry] = {}
        self.qualname = name if parent is None else parent.inner_qualname(name)

    def inner_qualname(self, name: str) -> str:
        """`__qualname__` of a function or class of that name defined here."""
        if self.kind is ScopeKind.MODULE or self.foreign.get(name, False):
            return name
        return f"{self.qualname}.{name}" if self.kind is ScopeKind.CLASS else f"{self.qualname}.<locals>.{name}"

    def binder(self) -> Scope:
        """Return the scope in which an assignment expression binds: the nearest one that is no comprehension."""
        scope = self
        while scope.kind is ScopeKind.COMPREHENSION and scope.parent is not None:
            scope = scope.parent
        return scope

    def owner(self, name: str) -> Scope:
        """Return the scope whose symbol `name` means here: the module for unbound names and built-ins."""
        scope: Scope = self
        if name not in self.foreign:
            if name in self.names:
                return self
            if name == "__class__" and (cell := self._class_cell()) is not None:
                return cell
        elif self.foreign[name]:
            return self.module()
        while scope.parent is not None:
            scope = scope.parent
            if scope.kind is ScopeKind.CLASS:
                continue
            if name in scope.foreign:
                return scope.owner(name)
            if name in scope.names:
                return scope
        return scope

    def module(self) -> Scope:
        """The outermost scope."""
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope

    def _class_cell(self) -> Scope | None:
        """The class that `__class__` means in one of its methods."""
        scope: Scope | None = self
        while scope is not None and scope.kind is not ScopeKind.CLASS:
            if "__class__" in scope.names:
                return None
            scope = scope.parent
        return None if scope is self else scope
