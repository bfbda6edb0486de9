"""The slots of a file's symbols: which they are, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator

from graph_extraction import FunctionNode, Symbol, SymbolKind
from typilus.annotation_types import TypeExpression
from typilus.semantics import default_of, is_overload
from typilus.static_inference.definitions.module_text import NAMELESS, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.public_names import PublicNames
from typilus.static_inference.definitions.substitution import renamed
from typilus.static_inference.evidence.refused_none import refuses_none
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind
from typilus.static_inference.graph.type_sets import TypeSet, join
from typilus.static_inference.operations.calling import generated
from typilus.static_inference.rules.value_flow import declared_types
from typilus.static_inference.solving.solver import Solver

__all__ = ["SymbolSlots", "functions_of", "is_of_overload", "keys_of"]


class SymbolSlots:
    """The slots of symbols.

    Args:
        solver: Solver of their files.
    """

    def __init__(self, solver: Solver) -> None:
        self._solver = solver
        self._public_names = PublicNames(solver.classes)

    def number(self, module: ModuleText, symbol: Symbol) -> int | None:
        """Return the node of a symbol's slot, None if the graph has none.

        That of an attribute which a class does not set itself is a base class's.
        """
        slots = self._solver.graph.slots
        number = next((slots[key] for key in keys_of(module, symbol) if key in slots), None)
        if number is not None or symbol.kind is not SymbolKind.ATTRIBUTE:
            return number
        return next((slots[key] for key in self._inherited(module, symbol) if key in slots), None)

    def _owner(self, module: ModuleText, symbol: Symbol) -> TypeExpression | None:
        """Return the class whose attribute a symbol is, None of other symbols."""
        definition = module.classes.get(module.located(symbol.scope, symbol.line))
        is_attribute = symbol.kind is SymbolKind.ATTRIBUTE and definition is not None
        return self._solver.program.own_type(definition) if is_attribute and definition is not None else None

    def _inherited(self, module: ModuleText, symbol: Symbol) -> Iterator[SlotKey]:
        owner = self._owner(module, symbol)
        for ancestor in () if owner is None else self._solver.classes.order(owner.name):
            definition = ancestor.definition
            if any(isinstance(statement, FunctionNode) for statement in definition.body.get(symbol.name, ())):
                return  # a property or method: objects have what reading it gives
            yield SlotKey(SlotKind.ATTRIBUTE, definition.module.name, definition.scope, symbol.name)

    def types(self, module: ModuleText, symbol: Symbol) -> TypeSet | None:
        """All that is known of a symbol but for its own annotation, which never speaks for itself.

        What a class does not set itself is what its base classes declare.

        Calls may hand None to a parameter whose body does not provide for it: that is left out.
        """
        for function in functions_of(module, symbol) if symbol.kind is SymbolKind.RETURN else ():
            if function.is_generator:
                return generated(self._solver, function)
        number = self.number(module, symbol)
        if number is None:
            owner = self._owner(module, symbol)
            return None if owner is None else self._solver.member(owner, symbol.name)
        node = self._solver.graph.nodes[number]
        is_own = node.key is not None and node.key in keys_of(module, symbol)
        if is_own and declared_types(node.rule) is not None:
            return join(self._solver.value(number) for number in node.inputs).with_unknown(
                symbol.kind is SymbolKind.PARAMETER
            )
        value = self._solver.value(number)
        return value.without("None") if refuses_none(self._solver, number) else value

    def shown(self, type_: TypeExpression) -> TypeExpression:
        """Return a type as answers have it: by public names, bare for the classes of a file without a module name."""
        return self._public_names.of(renamed(type_, lambda name: name.removeprefix(f"{NAMELESS}.")))

    def defined(self, type_: TypeExpression, module: ModuleText) -> TypeExpression:
        """Return a type by the names of its classes' definitions, bare for the own classes of a file without a module
        name.
        """
        if module.name == NAMELESS:
            type_ = renamed(type_, lambda name: f"{NAMELESS}.{name}" if name in module.classes else name)
        return self._solver.classes.defined(type_)


def keys_of(module: ModuleText, symbol: Symbol) -> Iterator[SlotKey]:
    """The slots that may be a symbol's."""
    if symbol.kind is SymbolKind.RETURN:
        for function in functions_of(module, symbol):
            yield SlotKey(SlotKind.RETURN, module.name, function.scope, symbol.name)
        return
    scope = module.located(symbol.scope, symbol.line)
    if symbol.kind is SymbolKind.ATTRIBUTE or scope in module.classes:
        yield SlotKey(SlotKind.ATTRIBUTE, module.name, scope, symbol.name)
    yield SlotKey(SlotKind.NAME, module.name, scope, symbol.name)


def functions_of(module: ModuleText, symbol: Symbol) -> Iterator[FunctionDefinition]:
    """The function whose return a symbol is."""
    names = (f"{symbol.scope}.{symbol.name}", f"{symbol.scope}.<locals>.{symbol.name}", symbol.name)
    for scope in (module.located(name, symbol.line) for name in names):
        if scope in module.functions:
            yield module.functions[scope]
            return


def is_of_overload(module: ModuleText, symbol: Symbol) -> bool:
    """Return whether a symbol belongs to an overload, of which the body of the implementation says nothing.

    A parameter with a default takes what is the default there: `limit=...` of an overload stands for it.
    """
    if symbol.kind is SymbolKind.RETURN:
        function = next(functions_of(module, symbol), None)
    else:
        function = module.functions.get(module.located(symbol.scope, symbol.line))
    nodes = () if function is None or symbol.kind not in (SymbolKind.RETURN, SymbolKind.PARAMETER) else function.nodes
    return any(
        isinstance(node, FunctionNode)
        and is_overload(node)
        and node.lineno <= symbol.line <= (node.end_lineno or 0)
        and (symbol.kind is SymbolKind.RETURN or default_of(node.args, symbol.name) is None)
        for node in nodes
    )
