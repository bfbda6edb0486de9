"""Decide whether a symbol can have a type that is recommended or written, according to the code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import ANY, NONE, OBJECT, TypeExpression, names_in
from typilus.static_inference.answers.symbol_slots import SymbolSlots, functions_of, is_of_overload
from typilus.static_inference.answers.written_types import without_place_keepers
from typilus.static_inference.definitions.module_text import NAMELESS, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.substitution import with_self
from typilus.static_inference.evidence.handed_back import is_no_bool
from typilus.static_inference.evidence.stored_values import holders_of
from typilus.static_inference.graph.type_sets import TypeSet
from typilus.static_inference.graph.uses import stored_in
from typilus.static_inference.objections.assigned_uses import used_as
from typilus.static_inference.objections.exclusion import excludes, members_of
from typilus.static_inference.objections.misfits import misfit
from typilus.static_inference.objections.reassignment import reassigned
from typilus.static_inference.objections.refutation import (
    Refutation,
    displays_into,
    literals_into,
    refuted_flow,
    refuted_generator,
    refuted_method,
)
from typilus.static_inference.objections.rejection import demands_more, objection
from typilus.static_inference.rules.describing import descriptions
from typilus.static_inference.solving.solver import Solver

__all__ = ["Judge"]

_GENERATED = frozenset(
    f"collections.abc.{kind}{name}" for kind in ("", "Async") for name in ("Iterator", "Iterable", "Generator")
) | {"object", "typing.Any"}
_GIVING = frozenset(name for name in _GENERATED if name.startswith("collections") and "Generator" not in name)
"""Classes of generators to those who only take what comes."""
_ITERATING = {"__iter__": "__next__", "__aiter__": "__anext__"}
"""What a method must return has."""
_COMPARING = ("__eq__", "__ne__")
"""Methods that are handed anything, whatever they do with it."""
_TRUTH = frozenset({TypeExpression("bool"), NONE})


class _Case:
    """One symbol, with all that holds whatever its type.

    Args:
        solver: Solver with the code.
        text: Module of the symbol.
        symbol: The symbol.
        number: Its slot, None if the graph has none.
        inflows: Types that visibly flow into each slot.
    """

    def __init__(
        self, solver: Solver, text: ModuleText, symbol: Symbol, number: int | None, inflows: Mapping[int, TypeSet]
    ) -> None:
        self.text = text
        self.symbol = symbol
        self.number = number
        self.functions = tuple(functions_of(text, symbol)) if symbol.kind is SymbolKind.RETURN else ()
        self.is_generator = any(function.is_generator for function in self.functions)
        self.is_of_overload = is_of_overload(text, symbol)
        self.inflow = None if number is None or number not in inflows else inflows[number].ordered
        self._solver = solver

    @cached_property
    def owner(self) -> TypeExpression | None:
        """The class whose objects `Self` stands for, None outside of classes."""
        owner = self.text.classes.get(self.text.located(self.symbol.scope, self.symbol.line))
        return None if owner is None else TypeExpression(owner.name)

    @cached_property
    def described(self) -> dict[str, str]:
        """The code, by class, of values that merely describe the symbol."""
        return {} if self.number is None else descriptions(self._solver, self.number)

    @cached_property
    def asked(self) -> list[int]:
        """The nodes whose operations must take the symbol's type, with those of attributes that hold a parameter."""
        if self.number is None:
            return []
        if self.symbol.kind is not SymbolKind.PARAMETER:
            return used_as(self._solver, self.number, self.symbol.kind)
        return [self.number, *holders_of(self._solver, self.number)]


class Judge:
    """Judges types of symbols by all that is known of their code.

    Args:
        solver: Solver with the code.
        slots: Slots of its symbols.
        inflow: Types that visibly flow into each slot, without guesses.
    """

    def __init__(self, solver: Solver, slots: SymbolSlots, inflow: Mapping[int, TypeSet]) -> None:
        self._solver = solver
        self._slots = slots
        self._given = inflow
        self._cases: dict[tuple[str, int], _Case] = {}
        self._types: dict[tuple[str, TypeExpression], TypeExpression] = {}
        self._others: dict[str, str | None] = {}

    def _case(self, module: str, symbol: Symbol) -> _Case | None:
        """The case of a symbol, made once for all types that it may have, or None without its module."""
        key = module, id(symbol)  # a case holds its symbol, so no other has that id
        if key not in self._cases:
            text = self._solver.program.modules.find(module or NAMELESS)
            if text is None:
                return None
            self._cases[key] = _Case(self._solver, text, symbol, self._slots.number(text, symbol), self._given)
        return self._cases[key]

    def _defined(self, text: ModuleText, type_: TypeExpression) -> TypeExpression:
        """A type by the names of its classes' definitions, found once a module."""
        key = text.name, type_
        if key not in self._types:
            self._types[key] = self._slots.defined(type_, text)
        return self._types[key]

    def _other_than_class(self, name: str) -> str | None:
        """Return `module` or `function` for the qualified name of one, None for others."""
        module, _, last = name.rpartition(".")
        if not module or module == "typing" or self._solver.classes.is_far(name):
            return None
        if name not in self._others:
            modules = self._solver.program.modules
            text = modules.find(module)
            target = (None if text is None else self._solver.classes.lookup(text, last)) or modules.find(name)
            is_function = isinstance(target, FunctionDefinition)
            self._others[name] = "function" if is_function else "module" if isinstance(target, ModuleText) else None
        return self._others[name]

    def objection(self, module: str, symbol: Symbol, type_: TypeExpression) -> str | None:
        """Return, in words, an operation on a symbol's value that does not take a type, None without one."""
        case = self._case(module, symbol)
        if case is None or case.is_of_overload:
            return None
        if without_place_keepers(type_) != type_:
            return "a container of None alone keeps places for something else"
        defined = self._defined(case.text, type_)
        for name in names_in(defined):
            other = self._other_than_class(name)
            if other is not None:
                return f"{name} is a {other}"
        if case.is_generator:
            if type_.name in _GIVING and any(function.takes_sent_values for function in case.functions):
                return "the function uses what is sent to it, which only a generator takes"
            is_class = self._solver.classes.find(defined.name) is not None
            return "the function yields, and gives a generator" if is_class and type_.name not in _GENERATED else None
        needed = _ITERATING.get(symbol.name) if symbol.kind is SymbolKind.RETURN else None
        if needed is not None and self._lacks(defined, needed):
            return f"{symbol.name} gives something with {needed}"
        if case.number is None:
            return None
        if defined == OBJECT and symbol.kind is SymbolKind.PARAMETER and not symbol.scope.endswith(_COMPARING):
            demanded = (demands_more(self._solver, number) for number in case.asked)
            more = next((reason for reason in demanded if reason is not None), None)
            return None if more is None else f"it {more}, which an object does not allow"
        if defined.name in case.described:
            return f"{case.described[defined.name]}(...) only describes it"
        reasons = (objection(self._solver, slot, defined) for slot in case.asked)
        return next((reason for reason in reasons if reason is not None), None)

    def _is_descriptor(self, type_: TypeExpression) -> bool:
        """Return whether objects of a class are descriptors, which stand in a class's body for what objects have."""
        return self._solver.classes.member(type_, "__set__") is not None

    def _lacks(self, type_: TypeExpression, name: str) -> bool:
        """Return whether a class whose bases are known has no such method."""
        classes = self._solver.classes
        is_known = type_ != ANY and classes.has_all_bases(type_.name)
        return is_known and classes.member(type_, name) is None

    def misfit(self, module: str, symbol: Symbol, type_: TypeExpression) -> str | None:
        """Return, in words, a value that visibly flows into a symbol and is not of a type. Guesses do not count."""
        case = self._case(module, symbol)
        if case is None or case.number is None or case.inflow is None or case.is_of_overload:
            return None
        if not case.inflow and symbol.kind is not SymbolKind.RETURN:
            return None
        if symbol.kind is SymbolKind.RETURN and set(members_of(type_)) <= _TRUTH:
            for function in case.functions:
                operand = is_no_bool(self._solver, case.number, function)
                if operand is not None:
                    return f"{operand} is handed back, too, and is no bool"
        meant = self._defined(case.text, type_)
        meant = meant if case.owner is None else with_self(meant, case.owner)
        if symbol.kind is SymbolKind.VARIABLE and case.owner is not None and self._is_descriptor(meant):
            return None  # what is assigned to the attribute is handed to the descriptor
        misfitting = misfit(meant, case.inflow, self._solver.classes)
        return None if misfitting is None else f"{self._slots.shown(misfitting)} flows into it"

    def reassigned(self, module: str, symbol: Symbol, type_: TypeExpression) -> str | None:
        """Return, in words, an assignment to a parameter's name that does not fit a type that callers may pass."""
        text = self._solver.program.modules.find(module or NAMELESS)
        if text is None or symbol.kind is not SymbolKind.PARAMETER:
            return None
        unit = self._solver.program.units.get((text.name, text.located(symbol.scope, symbol.line)))
        if unit is None or unit.function is None or symbol.name in unit.function.starred:
            return None
        return reassigned(self._solver, unit, symbol.name, self._defined(text, type_))

    def misused(self, module: str, symbol: Symbol, written: TypeExpression) -> str | None:
        """Return, in words, an operation that does not take a symbol's annotation, also where its value is stored."""
        text = self._solver.program.modules.find(module or NAMELESS)
        number = None if text is None else self._slots.number(text, symbol)
        if text is None or number is None or symbol.kind is SymbolKind.RETURN:
            return None
        defined = self._defined(text, written)
        slots = [number, *stored_in(self._solver.graph, number)]
        return next((reason for slot in slots if (reason := objection(self._solver, slot, defined)) is not None), None)

    def refuted(
        self, module: str, symbol: Symbol, written: TypeExpression, is_silent: bool = False
    ) -> Refutation | None:
        """Return the reason why a symbol's annotation cannot be right, None if nothing proves that.

        Args:
            module: Module of the symbol.
            symbol: Annotated symbol.
            written: Meaning of its annotation.
            is_silent: Whether no path through the function returns a value.
        """
        text = self._solver.program.modules.find(module or NAMELESS)
        if text is None:
            return None
        defined = self._defined(text, written)
        refutation = self._refuted(text, symbol, defined)
        if refutation is None and is_silent and excludes(defined, NONE, self._solver.classes):
            refutation = Refutation(NONE, "no way through it hands anything back")
        return None if refutation is None else replace(refutation, type=self._slots.shown(refutation.type))

    def _refuted(self, text: ModuleText, symbol: Symbol, written: TypeExpression) -> Refutation | None:
        if symbol.kind is not SymbolKind.RETURN:
            number = self._slots.number(text, symbol)
            if number is None:
                return None
            types = literals_into(number, symbol, text.functions.get(symbol.scope), self._solver)
            return refuted_flow(symbol, written, types, self._solver)
        for function in functions_of(text, symbol):
            flow = self._slots.types(text, symbol)
            if len(function.nodes) > 1 or flow is None:
                return None  # overloads, and the methods of a property, share what is known
            if function.is_generator:
                return refuted_generator(function, written, flow, self._solver)
            demanded = refuted_method(function, written, self._solver)
            number = self._slots.number(text, symbol)
            if flow.is_open and number is not None:
                flow = displays_into(number, self._solver)
            return demanded or refuted_flow(symbol, written, flow, self._solver)
        return None
