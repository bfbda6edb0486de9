"""Static inference of files: the room's door."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from graph_extraction import SourceDocument, Symbol, SymbolKind
from typilus.annotation_types import TypeExpression, specifies
from typilus.project import DISK, Documents
from typilus.static_inference.answers.class_variables import is_enum_member, is_property, is_switched_off
from typilus.static_inference.answers.dependencies import TypeDependencies, dependencies_of
from typilus.static_inference.answers.reasons import reasons_of, uses_in_words
from typilus.static_inference.answers.symbol_slots import SymbolSlots, functions_of, is_of_overload, keys_of
from typilus.static_inference.answers.variants import variants_of
from typilus.static_inference.answers.written_types import annotation_of, is_complete, leaves_choice
from typilus.static_inference.building.callers import build_callers
from typilus.static_inference.building.overriding import (
    inherited_attribute,
    inherited_parameter,
    inherited_return,
    overrides,
)
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.made_classes import tree_of
from typilus.static_inference.definitions.module_text import INSTANCE, NAMELESS, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.doubts.guesses import doubted, is_guess
from typilus.static_inference.doubts.origins import Origins
from typilus.static_inference.evidence.heirs import Heirs, is_hook
from typilus.static_inference.evidence.provisions import Provisions
from typilus.static_inference.evidence.usage import evidence_of
from typilus.static_inference.frameworks.handing import KnownFrameworks
from typilus.static_inference.graph.dependency_graph import SlotKind
from typilus.static_inference.graph.type_sets import TypeSet, type_set
from typilus.static_inference.objections.exclusion import members_of
from typilus.static_inference.objections.guessing import take_guesses
from typilus.static_inference.objections.judge import Judge
from typilus.static_inference.objections.suppositions import Suppositions
from typilus.static_inference.objections.unfit_inflow import without_unfit
from typilus.static_inference.places.chains import chain_of
from typilus.static_inference.places.located_occurrences import Occurrence
from typilus.static_inference.places.occurrence_nodes import OccurrenceNodes
from typilus.static_inference.rules.describing import FieldOfClass
from typilus.static_inference.solving.solver import Solver

__all__ = ["InferredType", "StaticInference"]


MAX_CALLERS = 100
"""Of so many modules that use what a file defines, the subclasses are looked at."""
MAX_HEIR_NODES = 4_000
"""So many more than are there already may be made of subclasses, however many the calls from elsewhere have taken."""
_ASKED = (SlotKind.NAME, SlotKind.ATTRIBUTE)


@dataclass(frozen=True, slots=True)
class InferredType:
    """The type of a symbol that follows from the code.

    Attributes:
        type: Type that somebody would write.
        proved: Whether static inference alone decides: everything that flows into the symbol is known, and people write
            just this type for that.
        is_whole: Whether everything that flows into the symbol is known, although people may write a wider type.
        by_use: Whether it follows from the uses of the value, not from what flows into it.
        by_guess: Whether it follows from a guess for another symbol.
        completed: The type with arguments that follow from guesses for other symbols, if it lacks some.
        variants: Other types that people write for such a type, the likelier first.
        reasons: Values that flow into the symbol, in words.
    """

    type: TypeExpression
    proved: bool
    is_whole: bool = False
    by_use: bool = False
    by_guess: bool = False
    completed: TypeExpression | None = None
    variants: tuple[TypeExpression, ...] = ()
    reasons: tuple[str, ...] = ()


class StaticInference:
    """A project's code, of which as much is read as questions need.

    Args:
        roots: Folders that the names of its modules start from.
        site_packages: Folders of installed packages, for their stubs and typed sources.
        documents: Give the project's files.
    """

    def __init__(
        self, roots: Iterable[Path] = (), site_packages: Iterable[Path] = (), documents: Documents = DISK
    ) -> None:
        self.modules = Modules({}, roots, site_packages, documents)
        self.program = Program(self.modules, frameworks=KnownFrameworks())
        self.solver = Solver(self.program)
        self.by_use: set[int] = set()
        self.guessed: set[int] = set()
        self.slots = SymbolSlots(self.solver)
        self._given: dict[int, TypeSet] = {}
        self._doubted: dict[int, frozenset[TypeExpression]] = {}
        self.judge = Judge(self.solver, self.slots, self._given)
        self._heirs = Heirs(self.program, ())
        self._origins = Origins(self.solver)
        self._provisions: dict[FunctionDefinition, Provisions] = {}

    def infer(
        self,
        source: SourceDocument,
        module: str,
        symbols: Sequence[Symbol],
        guesses: Mapping[int, Sequence[TypeExpression]] | None = None,
        callers: Sequence[str] = (),
    ) -> list[InferredType | None]:
        """Return the types of a file's symbols, None where nothing is known.

        Args:
            source: The file.
            module: Dotted name of the file.
            symbols: Symbols of its graph.
            guesses: Types that other sources recommend, the likeliest first, by index in `symbols`. They are used where
                inference ends, and flow on.
            callers: Names of other modules whose calls show this one's parameters, the likelier first.
        """
        text = ModuleText(module or NAMELESS, source.path, tree_of(source), source.is_package)
        self.modules.add(text)
        self.program.build(text)
        self.solver.run()
        if callers:
            build_callers(self.program, text, callers)
            self.solver.run()
        around = (self.modules.find(name) for name in callers[:MAX_CALLERS])
        self._heirs = Heirs(
            self.program, [text, *(other for other in around if other is not None and other is not text)]
        )
        self.program.most_nodes = max(self.program.most_nodes, len(self.program.graph.nodes) + MAX_HEIR_NODES)
        self._heirs.connect(text, self.solver)
        self.solver.run()
        self._given.update(self._all_given(text, symbols))
        self._infer_from_uses(text)
        self._origins = Origins(self.solver)
        self._doubted.update(self._all_doubted(text, symbols))
        before = [self._answer(text, symbol) for symbol in symbols]
        self.program.classes.is_closed = True
        if not guesses or not self._apply_guesses(text, symbols, guesses):
            return before
        self._origins = Origins(self.solver)
        answers = [self._with_guesses(text, symbol, answer) for answer, symbol in zip(before, symbols, strict=True)]
        self.solver.forget_assumed()  # a guess for one symbol is no reason to rule out what is recommended for another
        return answers

    def _with_guesses(self, module: ModuleText, symbol: Symbol, before: InferredType | None) -> InferredType | None:
        """Return what follows from guesses for other symbols, and what was known before completed by it."""
        is_whole = before is not None and is_complete(before.type, self.program.classes)
        if is_whole or (before is None and self._is_guessed(module, symbol)):
            return before
        answer = self._answer(module, symbol)
        if before is None or answer is None:
            return before if answer is None else replace(answer, by_guess=True)
        is_completed = is_complete(answer.type, self.program.classes) and specifies(answer.type, before.type)
        return replace(before, completed=answer.type) if is_completed else before

    def _all_given(self, module: ModuleText, symbols: Sequence[Symbol]) -> Iterator[tuple[int, TypeSet]]:
        """Yield slots with the types that flow into symbols, except overloaded functions and starred parameters."""
        for symbol in symbols:
            number, types = self.slots.number(module, symbol), self._types(module, symbol)
            functions = functions_of(module, symbol)
            if symbol.kind is SymbolKind.PARAMETER:
                around = module.functions.get(module.located(symbol.scope, symbol.line))
                functions = iter(() if around is None else (around,))
            is_plain = all(len(function.nodes) == 1 and symbol.name not in function.starred for function in functions)
            if number is not None and types is not None and is_plain:
                yield number, types

    def _all_doubted(
        self, module: ModuleText, symbols: Sequence[Symbol]
    ) -> Iterator[tuple[int, frozenset[TypeExpression]]]:
        for symbol in symbols:
            number = self.slots.number(module, symbol) if symbol.kind is SymbolKind.RETURN else None
            if number is not None:
                yield number, doubted(self._origins, number)

    def _apply_guesses(
        self, module: ModuleText, symbols: Sequence[Symbol], guesses: Mapping[int, Sequence[TypeExpression]]
    ) -> bool:
        by_slot = {
            number: [self.slots.defined(guess, module) for guess in guesses[index]]
            for index, symbol in enumerate(symbols)
            if index in guesses and (number := self.slots.number(module, symbol)) is not None
        }
        self.guessed |= take_guesses(self.solver, module.name, by_slot)
        return bool(self.guessed)

    def _is_guessed(self, module: ModuleText, symbol: Symbol) -> bool:
        return self.slots.number(module, symbol) in self.guessed

    def _infer_from_uses(self, module: ModuleText) -> None:
        """Give slots without known types the types that their uses suggest, and let these flow on.

        Variables come last: what is assigned to them may be known by then.
        """
        for is_assigned in (False, True):
            for key, number in list(self.program.graph.slots.items()):
                is_asked = key.module == module.name and key.kind in _ASKED and INSTANCE not in key.scope
                if is_asked and not self.solver.values[number].without("None").alternatives:
                    evidence = evidence_of(self.solver, module, number, is_assigned)
                    if evidence:
                        self.by_use.add(number)
                        guess = self.program.constant(type_set(evidence[0].type, is_open=True))
                        self.program.graph.flow(guess, number)
            self.solver.run()

    def _answer(self, module: ModuleText, symbol: Symbol) -> InferredType | None:
        types = self._types(module, symbol)
        if types is not None and symbol.kind is SymbolKind.VARIABLE and symbol.scope in module.classes:
            types = None if self._is_field(module, symbol) else self._of_class_body(types)
        type_ = None if types is None else annotation_of(types, self.solver, symbol.kind)
        if types is None or type_ is None:
            return None
        number = self.slots.number(module, symbol)
        if self._is_guess(module, symbol, type_):
            return None
        is_whole = not types.is_open and is_complete(type_, self.program.classes)
        proved = is_whole and self._is_settled(type_, module, symbol)
        variants = variants_of(type_, symbol, f"{module.name}.{symbol.scope}", self.program.classes)
        return InferredType(
            self.slots.shown(type_),
            proved,
            is_whole,
            number in self.by_use,
            variants=tuple(map(self.slots.shown, variants)),
            reasons=tuple(self._reasons(module, symbol)),
        )

    def _types(self, module: ModuleText, symbol: Symbol) -> TypeSet | None:
        types = self.slots.types(module, symbol)
        return types and without_unfit(self.solver, symbol, self.slots.number(module, symbol), types)

    def _is_field(self, module: ModuleText, symbol: Symbol) -> bool:
        """Return whether what is known of a class's variable is what objects have for the field that it describes."""
        number, nodes = self.slots.number(module, symbol), self.solver.graph.nodes
        flowing = () if number is None else (nodes[one] for one in nodes[number].inputs)
        return any(isinstance(node.rule, FieldOfClass) and len(node.inputs) > 1 for node in flowing)

    def _of_class_body(self, types: TypeSet) -> TypeSet:
        """Return the values that a class's body assigns: a descriptor, not what objects get from or hand to it."""
        classes = self.program.classes
        descriptors = [
            type_ for type_ in types.types if type_.name != "type" and classes.member(type_, "__get__") is not None
        ]
        own = [one for one in descriptors if (text := classes.find(one.name)) is not None and not text.module.is_stub]
        return TypeSet(frozenset(own) or types.alternatives.difference(descriptors), True) if descriptors else types

    def _is_guess(self, module: ModuleText, symbol: Symbol, type_: TypeExpression) -> bool:
        number = self.slots.number(module, symbol)
        return number is not None and is_guess(self._origins, number, symbol.kind, type_)

    def little_known(self, module: str, symbol: Symbol) -> InferredType | None:
        """The type of the little that is known of a symbol, where of all else that it has nothing is known."""
        text = self.modules.find(module or NAMELESS)
        types = None if text is None else self.slots.types(text, symbol)
        type_ = None if types is None else annotation_of(types, self.solver)
        if text is None or type_ is None or not self._is_guess(text, symbol, type_):
            return None
        return InferredType(self.slots.shown(type_), False, reasons=tuple(self._reasons(text, symbol)))

    def skip_reason(self, module: str, symbol: Symbol) -> str | None:
        """Return the reason, in words, why the code leaves nothing to suggest for a symbol, None if it does."""
        text = self.modules.find(module or NAMELESS)
        if text is None:
            return None
        if is_switched_off(self.solver, self.slots.number(text, symbol), text, symbol):
            return "a method that the class says it lacks"
        if is_property(text, symbol):
            return "property: what its getter returns is its type"
        is_member = is_enum_member(self.program.classes, text, symbol)
        return "member of an enumeration: its class is its type" if is_member else None

    def is_doubtful(self, module: str, symbol: Symbol, type_: TypeExpression) -> bool:
        """Return whether a type that is recommended for a symbol is only a guess, as the code may give it anything."""
        text = self.modules.find(module or NAMELESS)
        number = None if text is None else self.slots.number(text, symbol)
        if text is None or number is None:
            return False
        return self._doubted.get(number, frozenset()).issuperset(members_of(self.slots.defined(type_, text)))

    def _reasons(self, module: ModuleText, symbol: Symbol) -> list[str]:
        """Return the values that flow into a symbol's slot or a generator's yields, or else the uses of its value."""
        reasons: list[str] = []
        for key in keys_of(module, symbol):
            for slot_key in (key, key._replace(kind=SlotKind.YIELD)):
                number = self.program.graph.slots.get(slot_key)
                if number is not None and not reasons:
                    is_used = number in self.by_use
                    reasons = uses_in_words(self.solver, number) if is_used else reasons_of(self.solver, number)
        return reasons

    def _is_settled(self, type_: TypeExpression, module: ModuleText, symbol: Symbol) -> bool:
        """Return whether people write just that type, and no wider one, for all that flows into a symbol."""
        inherited = self._inherited(module, symbol)
        if inherited is not None:
            return inherited == type_
        for function in functions_of(module, symbol):
            if overrides(self.program, function) or len(function.nodes) > 1:
                return False  # what the method above returns is not written down; overloads say less each
        owner = f"{module.name}.{symbol.scope}"
        return not leaves_choice(type_, symbol, owner)

    def inherited(self, module: str, symbol: Symbol) -> TypeExpression | None:
        """Return the type that a base class declares for a symbol that overrides one of its own."""
        text = self.modules.find(module or NAMELESS)
        type_ = None if text is None else self._inherited(text, symbol)
        return None if type_ is None else self.slots.shown(type_)

    def _inherited(self, module: ModuleText, symbol: Symbol) -> TypeExpression | None:
        if symbol.kind is SymbolKind.RETURN:
            return next((inherited_return(self.program, function) for function in functions_of(module, symbol)), None)
        if symbol.kind is SymbolKind.PARAMETER:
            function = module.functions.get(module.located(symbol.scope, symbol.line))
            return None if function is None else inherited_parameter(self.program, function, symbol.name)
        owner = module.classes.get(module.located(symbol.scope, symbol.line))
        return None if owner is None else inherited_attribute(self.program, owner, symbol.name)

    def left_open(self, module: str, symbol: Symbol) -> bool | None:
        """Return whether other classes show that a method with an empty body returns something but None.

        Returns:
            True if its overrides, or a declaration of the method that it overrides, show it; False if they show that it
            returns None; None if there are no others, and for all other symbols.
        """
        text = self.modules.find(module or NAMELESS)
        functions = () if text is None or symbol.kind is not SymbolKind.RETURN else functions_of(text, symbol)
        for function in functions:
            if is_hook(function):
                if self._heirs.deny_none(function, self.solver):
                    return True
                return False if self._heirs.confirm_none(function) else None
        return None

    def provisions(self, module: str, symbol: Symbol) -> Provisions | None:
        """Return the tests of a parameter in its function's body, None for other symbols."""
        text = self.modules.find(module or NAMELESS) if symbol.kind is SymbolKind.PARAMETER else None
        if text is None or is_of_overload(text, symbol):
            return None
        function = text.functions.get(text.located(symbol.scope, symbol.line))
        if function is not None and function not in self._provisions:
            self._provisions[function] = Provisions(self.program, function)
        return None if function is None else self._provisions[function]

    def suppositions(
        self,
        module: str,
        symbols: Mapping[int, Symbol],
        types: Mapping[int, Sequence[TypeExpression]],
        probabilities: Mapping[int, float] | None = None,
    ) -> Suppositions | None:
        """Return what must fit together if a file's symbols have some types or others, None if nothing is known.

        Args:
            module: Dotted name of the file.
            symbols: Symbols, by any index.
            types: Types that each may have, the likeliest first, by the same index.
            probabilities: Of the likeliest of each, see `Suppositions`.
        """
        text = self.modules.find(module or NAMELESS)
        return None if text is None else Suppositions(self.solver, self.slots, text, symbols, types, probabilities)

    def at(self, module: str, occurrence: Occurrence) -> InferredType | None:
        """Return what an occurrence in a file that has been inferred is there, None if nothing is known of it.

        Unlike a symbol's type, it is what the code before lets reach this place, and not the union of all bindings.
        `proved` is never set, for nobody annotates an occurrence.
        """
        text = self.modules.find(module or NAMELESS)
        number = None if text is None else OccurrenceNodes(self.program.graph, text).number(occurrence)
        if number is None:
            return None
        types = self.solver.value(number)
        type_ = annotation_of(types, self.solver, SymbolKind.RETURN)
        if type_ is None:
            return None
        is_named = not any(isinstance(value, TypeExpression) for value in types.alternatives)  # functions and modules
        is_whole = not types.is_open and (is_named or is_complete(type_, self.program.classes))
        reasons = tuple(chain_of(self.solver, number))
        return InferredType(self.slots.shown(type_), proved=False, is_whole=is_whole, reasons=reasons)

    def dependencies(self, module: str, path: str) -> TypeDependencies:
        """Return the type dependency graph of a file that has been inferred.

        Args:
            module: Dotted name of the file.
            path: File, as the caller named it.
        """
        text = self.modules.find(module or NAMELESS)
        if text is None:
            return TypeDependencies(path, (), ())
        return dependencies_of(self.solver, text, path, self.by_use.__contains__)
