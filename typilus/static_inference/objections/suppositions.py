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
from typilus.annotation_types import ANY, TypeExpression
from typilus.static_inference.answers.symbol_slots import SymbolSlots, functions_of
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind, TypeDependencyGraph
from typilus.static_inference.graph.type_sets import UNKNOWN, TypeSet, type_set
from typilus.static_inference.objections.misfits import misfit
from typilus.static_inference.operations.calling import call_method, result_of
from typilus.static_inference.operations.members import read_member
from typilus.static_inference.operations.operator_methods import METHODS, operate
from typilus.static_inference.rules.operators import Augmented, Binary
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
        self.types = types
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
                    if isinstance(node.rule, Binary | Augmented):
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
        """Return whether an operator takes some pair of the types of its operands, in doubt it does."""
        node = self.graph.nodes[number]
        assert isinstance(node.rule, Binary | Augmented)
        left, right = (self.value(source) for source in node.inputs)
        if left.is_open or right.is_open or not (_is_told(left) and _is_told(right)):
            return True
        name = METHODS[node.rule.operator]
        pairs = ((one, other) for one in left.types for other in right.types)
        return any(
            not (self.classes.has_all_bases(one.name) and self.classes.has_all_bases(other.name))
            or operate(self, one, other, name) is not None
            for one, other in pairs
        )


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
