"""Types of several symbols supposed together: what flows from one into another, and whether that fits.

Constraints come from the type dependency graph: an argument flows into a parameter, a returned value into a return, a
call's result, an element or a part into what it is assigned to. Whether one holds is found by running the rules of the
nodes between the symbols anew, with the supposed types in the place of what is known.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import ANY, TypeExpression, generic_of
from typilus.static_inference.answers.symbol_slots import SymbolSlots, functions_of, without_main
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind, TypeDependencyGraph
from typilus.static_inference.graph.type_sets import UNKNOWN, TypeSet, type_set
from typilus.static_inference.objections.misfits import misfit
from typilus.static_inference.operations.calling import call_method, result_of
from typilus.static_inference.operations.members import read_member
from typilus.static_inference.operations.operator_methods import METHODS, operate
from typilus.static_inference.rules.operators import Augmented, Binary
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.rules.value_flow import SLOT
from typilus.static_inference.solving.solver import Solver

__all__ = ["FlowConstraint", "Suppositions"]

MAX_DEPTH = 6
"""So many operations may lie between two symbols."""
MAX_NODES = 80
"""So many nodes behind one symbol are looked at."""
MAX_SOURCES = 3
"""A value that more symbols decide is left alone; of so many more it is looked at which do."""
MAX_ARGUMENTS = 6
MAX_REFINEMENTS = 2
MAX_REFINEMENT_ROUNDS = 3
_CONTAINERS = frozenset(
    {"list", "set", *(f"collections.abc.{name}" for name in ("Sequence", "Iterable", "Collection", "Iterator"))}
)
_INDEXED_OTHERWISE = frozenset({"type", "tuple", "None"})
_VAGUE = frozenset({"typing.Any", "object", "None"})
MAX_HOPS = 4
"""Constraints so far from a violated one are looked at."""


@dataclass(frozen=True, slots=True)
class FlowConstraint:
    """A value that must fit where it flows, or an operation that must be possible.

    Attributes:
        node: Value that flows, or operation.
        sources: Indexes of the symbols that it comes from.
        target: Index of the symbol that it flows into, None for an operation that must be possible.
    """

    node: int
    sources: tuple[int, ...]
    target: int | None

    @property
    def symbols(self) -> tuple[int, ...]:
        """All symbols that it binds, each once."""
        return self.sources if self.target is None or self.target in self.sources else (*self.sources, self.target)


class Suppositions:
    """The constraints between a file's symbols.

    Args:
        solver: Solver with the code.
        slots: Slots of the symbols.
        text: The file.
        symbols: Symbols that may have one type or another, by index.
        types: Their types, by index, the likeliest first.
    """

    def __init__(
        self,
        solver: Solver,
        slots: SymbolSlots,
        text: ModuleText,
        symbols: Mapping[int, Symbol],
        types: Mapping[int, Sequence[TypeExpression]],
    ) -> None:
        self._solver = solver
        self._slots = slots
        self._text = text
        self.types = {index: list(types[index]) for index in types}
        self._behind: dict[tuple[int, ...], frozenset[int]] = {}
        self._sets: dict[tuple[int, int], TypeSet] = {}
        numbers: dict[int, list[int]] = defaultdict(list)
        for index, symbol in symbols.items():
            is_generator = symbol.kind is SymbolKind.RETURN and any(
                function.is_generator for function in functions_of(text, symbol)
            )
            number = None if is_generator else slots.number(text, symbol)
            if number is not None:
                numbers[number].append(index)
        # The getter and the setter of a property share a slot.
        self._index = {number: indexes[0] for number, indexes in numbers.items() if len(indexes) == 1}
        self._number = {index: number for number, index in self._index.items()}
        self.constraints = tuple(self._constraints())

    def holds(self, constraint: FlowConstraint, ranks: Mapping[int, int]) -> bool:
        """Return whether what flows fits, in doubt it does.

        Args:
            constraint: One of `constraints`.
            ranks: Which of its types each of its symbols is supposed to have, by index.
        """
        trial = self._trial({index: ranks[index] for index in constraint.sources})
        if constraint.target is None:
            return trial.is_possible(constraint.node)
        wanted = self._slots.defined(self.types[constraint.target][ranks[constraint.target]], self._text)
        value = trial.value(constraint.node)
        return wanted == ANY or misfit(wanted, value.ordered, self._solver.classes) is None

    def refine(self) -> dict[int, list[TypeExpression]]:
        """Add types that follow from the likely types of other symbols, behind those that are there, and return them.

        A bare container gets the elements that flow on from it: a `list` whose items are handed to what may be a `str`
        may be a `list[str]`. These types then flow back to where the container comes from, and on to what it gives.
        """
        further: dict[int, list[TypeExpression]] = defaultdict(list)
        flows = [
            (constraint, source, constraint.target)
            for constraint in self.constraints
            for source in constraint.sources
            if constraint.target is not None
        ]
        for _ in range(MAX_REFINEMENT_ROUNDS):
            before = sum(map(len, further.values()))
            for constraint, source, target in flows:
                for type_, expected in self._refined(source, target, further):
                    if self._given(constraint, source, type_) == self._slots.defined(expected, self._text):
                        self._add(further, source, type_)
                for type_ in list(further[source]):
                    result = self._given(constraint, source, type_)
                    if result is not None and result.arguments:
                        self._add(further, target, without_main(result))
            if sum(map(len, further.values())) == before:
                break
        added = {index: types for index, types in further.items() if types}
        for index, types in added.items():
            self.types[index] += types
        return added

    def _add(self, further: dict[int, list[TypeExpression]], index: int, type_: TypeExpression) -> None:
        if type_ not in self.types[index] and type_ not in further[index] and len(further[index]) < MAX_REFINEMENTS:
            further[index].append(type_)

    def _refined(
        self, source: int, target: int, further: Mapping[int, Sequence[TypeExpression]]
    ) -> Iterator[tuple[TypeExpression, TypeExpression]]:
        """Yield types of a source, and what the target must be given if they are right."""
        yield from ((type_, type_) for type_ in further.get(target, ()))
        elements = [type_ for type_ in [*further.get(target, ()), *self.types[target][:2]] if type_.name not in _VAGUE]
        for container in self.types[source]:
            if container.name in _CONTAINERS and not container.arguments:
                yield from ((generic_of(container.name, (element,)), element) for element in elements)

    def _given(self, constraint: FlowConstraint, source: int, type_: TypeExpression) -> TypeExpression | None:
        """Return the one type that flows if a source has a type, None if there are others or none."""
        slots = tuple(self._number[index] for index in constraint.sources)
        types = {index: self._types_of(index, 0) for index in constraint.sources}
        types[source] = type_set(self._slots.defined(type_, self._text))
        supposed = dict(zip(slots, types.values(), strict=True))
        value = _Trial(self._solver, supposed, _nodes_behind(self._solver.graph, slots)).value(constraint.node)
        is_one = not value.is_open and len(value.types) == len(value.alternatives) == 1
        return value.types[0] if is_one else None

    def _trial(self, ranks: Mapping[int, int]) -> _Trial:
        slots = tuple(self._number[index] for index in ranks)
        if slots not in self._behind:
            self._behind[slots] = _nodes_behind(self._solver.graph, slots)
        supposed = dict(zip(slots, (self._types_of(index, rank) for index, rank in ranks.items()), strict=True))
        return _Trial(self._solver, supposed, self._behind[slots])

    def _types_of(self, index: int, rank: int) -> TypeSet:
        key = index, rank
        if key not in self._sets:
            self._sets[key] = type_set(self._slots.defined(self.types[index][rank], self._text))
        return self._sets[key]

    def _deciding(self, node: int, sources: Sequence[int]) -> list[int]:
        """Return the sources whose types change what a node has: `len(points)` is a number whatever `points` are."""
        deciding: set[int] = set()
        for rank in (0, 1):
            others = {index: min(rank, len(self.types[index]) - 1) for index in sources}
            value = self._trial(others).value(node)
            for index in sources:
                ranks = range(len(self.types[index])) if index not in deciding else ()
                trials = (self._trial({**others, index: other}) for other in ranks if other != others[index])
                if any(trial.value(node) != value for trial in trials):
                    deciding.add(index)
        return sorted(deciding)

    def _constraints(self) -> Iterator[FlowConstraint]:
        """Yield the constraints near those that do not hold for the likeliest types: the others need no other type."""
        flows: dict[tuple[int, int | None], list[int]] = defaultdict(list)
        for number, index in self._index.items():
            for node, target in self._reached(number):
                flows[node, target].append(index)
        all_ = [
            FlowConstraint(node, tuple(sorted(set(sources))), target)
            for (node, target), sources in sorted(flows.items(), key=lambda flow: (flow[0][0], str(flow[0][1])))
            if len(set(sources)) <= MAX_ARGUMENTS
        ]
        for constraint in _near([one for one in all_ if not self.holds(one, defaultdict(int))], all_):
            has_choice = constraint.target is not None or len(constraint.sources) > 1
            deciding = self._deciding(constraint.node, constraint.sources) if has_choice else constraint.sources
            if 0 < len(deciding) <= MAX_SOURCES:
                yield FlowConstraint(constraint.node, tuple(deciding), constraint.target)

    def _reached(self, slot: int) -> Iterator[tuple[int, int | None]]:
        """Yield the values that come from a slot and what they flow into: a symbol's index, None for an operation."""
        graph = self._solver.graph
        starts = [slot, *_assigned(graph, slot)]
        depths = dict.fromkeys(starts, 0)
        pending = deque(starts)
        while pending:
            number = pending.popleft()
            for dependent in graph.dependents[number]:
                node = graph.nodes[dependent]
                if node.key is not None:
                    if dependent in self._index and dependent != slot:
                        yield number, self._index[dependent]
                elif dependent not in depths and depths[number] < MAX_DEPTH and len(depths) < MAX_NODES:
                    depths[dependent] = depths[number] + 1
                    pending.append(dependent)
                    if isinstance(node.rule, Binary | Augmented | Item):
                        yield dependent, None


class _Trial:
    """Answers for rules, with supposed types in some slots. Nothing of the solver's is changed.

    Args:
        solver: Knows the types of all other nodes.
        supposed: Types of slots, by number.
        behind: Nodes whose types may be others than the solver's then.
    """

    member = read_member
    call = call_method
    result = result_of

    def __init__(self, solver: Solver, supposed: Mapping[int, TypeSet], behind: Set[int]) -> None:
        self.program = solver.program
        self.graph = solver.graph
        self.classes = solver.classes
        self._solver = solver
        self._values = dict(supposed)
        self._supposed = {value: types for slot, types in supposed.items() for value in _assigned(self.graph, slot)}
        self._behind = behind

    def slot(self, key: SlotKey) -> TypeSet:
        """The types of a slot."""
        number = self.program.slot(key)
        return self._values.get(number) or self._solver.value(number)

    def argument(self, source: int, function: object, name: str) -> None:
        """Nothing flows anywhere by a mere supposition."""

    def value(self, number: int) -> TypeSet:
        """Return the types of a node, by the rules of the nodes between it and the supposed slots."""
        if number in self._values:
            return self._values[number]
        if number not in self._behind:
            value = self._solver.value(number)
            return value if value.alternatives else self._supposed.get(number, value)
        self._values[number] = self._solver.value(number).with_unknown()  # for circles
        node = self.graph.nodes[number]
        try:
            value = node.rule.infer(self, node, [self.value(source) for source in node.inputs])
        except RecursionError:
            value = UNKNOWN
        if not value.alternatives:
            value = self._supposed.get(number, value)
        self._values[number] = value
        return value

    def is_possible(self, number: int) -> bool:
        """Return whether an operation takes some pair of the types of its operands, in doubt it does."""
        node = self.graph.nodes[number]
        left, right = (self.value(source) for source in node.inputs)
        if left.is_open or right.is_open or not (_is_told(left) and _is_told(right)):
            return True
        pairs = [(one, other) for one in left.types for other in right.types]
        if not all(self.classes.has_all_bases(type_.name) for pair in pairs for type_ in pair):
            return True
        if isinstance(node.rule, Item):
            return any(one.name in _INDEXED_OTHERWISE or self._has_item(one, other) for one, other in pairs)
        assert isinstance(node.rule, Binary | Augmented)
        name = METHODS[node.rule.operator]
        return any(operate(self, one, other, name) is not None for one, other in pairs)

    def _has_item(self, type_: TypeExpression, index: TypeExpression) -> bool:
        return self.call(type_, "__getitem__", [type_set(index)], strict=True) is not None


def _nodes_behind(graph: TypeDependencyGraph, slots: Sequence[int]) -> frozenset[int]:
    """Return the nodes between some slots, and the values that they are given, and the next slots."""
    behind: set[int] = set()
    pending = deque([*slots, *(value for slot in slots for value in _assigned(graph, slot))])
    while pending and len(behind) < 4 * MAX_NODES:
        for dependent in graph.dependents[pending.popleft()]:
            if dependent not in behind and graph.nodes[dependent].key is None:
                behind.add(dependent)
                pending.append(dependent)
    return frozenset(behind)


def _near(violated: Sequence[FlowConstraint], constraints: Sequence[FlowConstraint]) -> list[FlowConstraint]:
    """Return the constraints that violated ones are bound to by few others, in their order."""
    reached: set[int] = {index for constraint in violated for index in constraint.symbols}
    for _ in range(MAX_HOPS if violated else 0):
        touched = [constraint for constraint in constraints if not reached.isdisjoint(constraint.symbols)]
        reached.update(index for constraint in touched for index in constraint.symbols)
    return [constraint for constraint in constraints if reached.issuperset(constraint.symbols)] if violated else []


def _assigned(graph: TypeDependencyGraph, slot: int) -> list[int]:
    """Return the only value that a variable is given: where nothing is known of that, an annotation says what it is."""
    node = graph.nodes[slot]
    if node.key is None or node.key.kind is not SlotKind.NAME or node.rule is not SLOT:
        return []
    # A guess flows into a slot, too, and is no code.
    inputs = [number for number in node.inputs if graph.nodes[number].node is not None]
    return inputs if len(inputs) == 1 else []


def _is_told(types: TypeSet) -> bool:
    return bool(types.types) and len(types.types) == len(types.alternatives)
