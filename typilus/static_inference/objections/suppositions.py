"""Types of several symbols supposed together: what flows from one into another, and whether that fits.

Constraints come from the type dependency graph: an argument flows into a parameter, a returned value into a return, a
call's result, an element or a part into what it is assigned to, and what is put into a container into what it holds.
Whether one holds is found by running the rules of the nodes between the symbols anew, with the supposed types in the
place of what is known.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import ANY, LITERAL, TypeExpression, generic_of, parts_of
from typilus.static_inference.answers.symbol_slots import SymbolSlots, functions_of
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.graph.type_sets import TypeSet, type_set
from typilus.static_inference.objections.assigned_uses import used_as
from typilus.static_inference.objections.flow_constraints import FlowConstraint, near_violated
from typilus.static_inference.objections.flows import reached_from
from typilus.static_inference.objections.given_types import disagree
from typilus.static_inference.objections.held_types import (
    CONTAINERS,
    ELEMENT,
    LIST_OF_ELEMENTS,
    emptied,
    holds_element,
    is_telling,
    is_vague,
    matched,
)
from typilus.static_inference.objections.misfits import misfit
from typilus.static_inference.objections.rejection import objection
from typilus.static_inference.objections.remembered_trials import Trials
from typilus.static_inference.rules.calls import Call
from typilus.static_inference.rules.containers import Element, Unpacked
from typilus.static_inference.rules.shared_containers import Shared
from typilus.static_inference.rules.subscripts import Item
from typilus.static_inference.rules.value_flow import SAME
from typilus.static_inference.solving.solver import Solver

__all__ = ["Suppositions"]

MAX_SOURCES = 3
"""A value that more symbols decide is left alone; of so many more it is looked at which do."""
MAX_ARGUMENTS = 6
MAX_REFINEMENTS = 4
"""So many types are added to those of a symbol."""
MAX_REFINEMENT_ROUNDS = 4
MAX_TRIED = 5
"""So many types of a symbol, the likeliest, flow on when others are refined."""
_FADING, _AGREEING = 0.5, 0.1
"""The weight of a type that comes from a neighbor, beside its weight there; so much more for each further one, up to
two."""
_IMPOSSIBLE = 0.05
"""The weight of a type with which an operation is impossible, beside that of one with which it is possible."""
_FIXED = (Call, Element, Item, Shared, Unpacked)
MAX_SIBLINGS = 5
"""So many symbols that one container binds are compared with each other, more only with the next one."""


class Suppositions:
    """The constraints between a file's symbols.

    Args:
        solver: Solver with the code.
        slots: Slots of the symbols.
        text: The file.
        symbols: Symbols that may have one type or another, by index.
        types: Their types, by index, the likeliest first.
        probabilities: Of the likeliest type of each: what does not fit is looked at where the types are sure, first.
            Symbols without one have the one type that is given, and get no other.
    """

    def __init__(
        self,
        solver: Solver,
        slots: SymbolSlots,
        text: ModuleText,
        symbols: Mapping[int, Symbol],
        types: Mapping[int, Sequence[TypeExpression]],
        probabilities: Mapping[int, float] | None = None,
    ) -> None:
        self._solver = solver
        self._slots = slots
        self._text = text
        self._symbols = symbols
        self.types = {index: list(types[index]) for index in types}
        self._probabilities = dict.fromkeys(types, 1.0) if probabilities is None else probabilities
        self._trials = Trials(solver)
        self._definitions: dict[TypeExpression, TypeExpression] = {}
        self._sets: dict[TypeExpression, TypeSet] = {}
        self._possible: dict[tuple[int, TypeExpression], bool] = {}
        self._probes: dict[int, TypeExpression] = {}
        self._held_by: dict[tuple[int, int], FlowConstraint] = {}
        self._flown: dict[tuple[int, int, TypeExpression], TypeExpression | None] = {}
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
        self._flows = self._near_violated()

    @cached_property
    def constraints(self) -> tuple[FlowConstraint, ...]:
        """The constraints near those that do not hold for the likeliest types: the others need no other type."""
        return tuple(self._decided())

    @property
    def is_consistent(self) -> bool:
        """True if everything fits that has the likeliest types."""
        return not self._flows

    def holds(self, constraint: FlowConstraint, ranks: Mapping[int, int]) -> bool:
        """Return whether what flows fits, in doubt it does.

        Args:
            constraint: One of `constraints`.
            ranks: Which of its types each of its symbols is supposed to have, by index.
        """
        if constraint.target is None:
            return self._trials.is_possible(constraint.node, self._supposed(constraint.sources, ranks))
        target = self.types[constraint.target][ranks[constraint.target]]
        if constraint.sibling is not None:
            return self._share(constraint, ranks)
        wanted = self._defined(target)
        if wanted == ANY:
            return True
        value = self._trials.outcome(constraint.node, self._supposed(constraint.sources, ranks)).types
        if misfit(wanted, value.ordered, self._solver.classes) is not None:
            return False
        is_one = not value.is_open and len(value.types) == len(value.alternatives) == 1
        return not (is_one and disagree(wanted, value.types[0], self._solver.classes, self._is_fixed(constraint.node)))

    def _share(self, constraint: FlowConstraint, ranks: Mapping[int, int]) -> bool:
        """Return whether two neighbors of a container that does not say what it holds can be of one that does."""
        container = constraint.sources[0]
        if not is_vague(self.types[container][ranks[container]]):
            return True
        held = [
            self._held(container, neighbor, self.types[neighbor][ranks[neighbor]])
            for neighbor in (constraint.target, constraint.sibling)
            if neighbor is not None
        ]
        if any(element is None or not is_telling(element) for element in held):
            return True
        one, other = (type_ for type_ in held if type_ is not None)
        return self._fits(one, other) or self._fits(other, one)

    def _held(self, container: int, neighbor: int, type_: TypeExpression) -> TypeExpression | None:
        """Return what a container would hold if a neighbor has a type, None if that does not tell."""
        flow = self._held_by[container, neighbor]
        if flow.target == container:
            value = self._given(flow, neighbor, type_)
            return None if value is None else matched(LIST_OF_ELEMENTS, value)
        pattern = self._given(flow, container, self._probes[container])
        return None if pattern is None else matched(pattern, type_)

    def _fits(self, wanted: TypeExpression, value: TypeExpression) -> bool:
        return misfit(wanted, type_set(value).ordered, self._solver.classes) is None

    def _is_fixed(self, number: int) -> bool:
        """Return whether a value has its type already: displays take on the type that is wanted of them."""
        node = self._solver.graph.nodes[number]
        return node.key is not None or node.rule is SAME or isinstance(node.rule, _FIXED)

    def refine(self, weights: Mapping[int, Sequence[float]] | None = None) -> dict[int, list[TypeExpression]]:
        """Add types that follow from the likely types of other symbols, behind those that are there, and return them.

        What flows on from a symbol flows into its neighbors, and a container holds what the symbols are that its
        elements flow into: a `list` whose items are handed to what may be a `str` may be a `list[str]`. To be asked
        again after a choice, with weights by it; `constraints` are made anew.

        Args:
            weights: Probabilities of `types`, by index. All types of a symbol weigh alike without.
        """
        weighed = {
            index: dict(zip(types, weights[index] if weights else [1.0] * len(types), strict=True))
            for index, types in self.types.items()
        }
        for flow in self._flows:
            if flow.target is None and len(flow.sources) == 1:
                (index,) = flow.sources
                for rank, type_ in enumerate(self.types[index]):
                    if not self.holds(flow, {index: rank}):
                        weighed[index][type_] *= _IMPOSSIBLE
        flows = [
            (flow, source, flow.target)
            for flow in self._flows
            if flow.sibling is None and flow.target is not None
            for source in flow.sources
        ]
        for _ in range(MAX_REFINEMENT_ROUNDS):
            # A type, by symbol, has weights by neighbors.
            proposals: dict[int, dict[TypeExpression, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
            for flow, source, target in flows:
                for index, type_, weight, other in self._refined(flow, source, target, weighed):
                    by_neighbor = proposals[index][type_]
                    by_neighbor[other] = max(weight, by_neighbor.get(other, 0.0))
            before = {index: list(types) for index, types in weighed.items()}
            for index, by_type in proposals.items():
                if index not in self._probabilities:
                    continue
                self._keep_best(index, weighed[index], {type_: _together(by.values()) for type_, by in by_type.items()})
            if before == {index: list(types) for index, types in weighed.items()}:
                break
        new = {index: [type_ for type_ in types if type_ not in self.types[index]] for index, types in weighed.items()}
        added = {index: types for index, types in new.items() if types}
        for index, types in added.items():
            self.types[index] += types
        vars(self).pop("constraints", None)
        return added

    def _keep_best(
        self, index: int, weighed: dict[TypeExpression, float], proposals: Mapping[TypeExpression, float]
    ) -> None:
        """Add the weightiest new types of a symbol to those that are known, in place of lighter ones."""
        own = self.types[index]
        new = {type_: weight for type_, weight in weighed.items() if type_ not in own}
        for type_, weight in proposals.items():
            if type_ not in own and self._may_be(index, type_):
                new[type_] = max(weight, new.get(type_, 0.0))
        best = sorted(new, key=lambda type_: (-new[type_], str(type_)))[:MAX_REFINEMENTS]
        for type_ in [type_ for type_ in weighed if type_ not in own]:
            del weighed[type_]
        weighed.update((type_, new[type_]) for type_ in best)

    def _may_be(self, index: int, type_: TypeExpression) -> bool:
        """Return whether neither what the code gives a symbol nor what it does with it speaks against a type."""
        number = self._number[index]
        if (number, type_) not in self._possible:
            defined = self._defined(type_)
            inflow = [self._solver.value(one) for one in self._solver.graph.nodes[number].inputs]
            is_fitting = all(
                value.is_open or misfit(defined, value.ordered, self._solver.classes) is None for value in inflow
            )
            nodes = used_as(self._solver, number, self._symbols[index].kind) if is_fitting else []
            is_usable = all(objection(self._solver, node, defined) is None for node in nodes)
            self._possible[number, type_] = is_fitting and is_usable
        return self._possible[number, type_]

    def _refined(
        self, flow: FlowConstraint, source: int, target: int, weighed: Mapping[int, Mapping[TypeExpression, float]]
    ) -> Iterator[tuple[int, TypeExpression, float, int]]:
        """Yield types with their symbols, their weights, and the symbols that they come from."""
        for type_ in _likeliest(weighed[source]):
            result = self._given(flow, source, type_) if self._is_carried(flow, source, type_) else None
            is_new = result is not None and is_telling(result) and not _has_literal(result)
            if result is not None and is_new and (result.arguments or type_.arguments):
                yield target, self._slots.shown(result), weighed[source][type_], source
        for type_ in _likeliest(weighed[target]):
            if not is_telling(type_):
                continue
            wanted = self._defined(type_)
            for maker in [*([type_] if type_.arguments else []), *self._containers(source, type_)]:
                if self._is_carried(flow, source, maker) and self._given(flow, source, maker) == wanted:
                    yield source, maker, weighed[target][type_], target

    def _containers(self, index: int, element: TypeExpression) -> Iterator[TypeExpression]:
        names = dict.fromkeys(type_.name for type_ in self.types[index] if type_.name in CONTAINERS)
        yield from (generic_of(name, (element,)) for name in itertools.islice(names, 2))

    def _is_carried(self, flow: FlowConstraint, source: int, type_: TypeExpression) -> bool:
        """Return whether a source's value, or what it holds, flows: an index only decides which."""
        value = self._given(flow, source, emptied(type_))
        return value is not None and holds_element(value)

    def _given(self, flow: FlowConstraint, source: int, type_: TypeExpression) -> TypeExpression | None:
        """Return the one type that flows if a source has a type, None if there are others or none."""
        key = flow.node, source, type_
        if key not in self._flown:
            supposed = self._supposed(flow.sources, defaultdict(int)) | {self._number[source]: self._set_of(type_)}
            value = self._trials.outcome(flow.node, supposed).types
            is_one = not value.is_open and len(value.types) == len(value.alternatives) == 1
            self._flown[key] = value.types[0] if is_one else None
        return self._flown[key]

    def _supposed(self, sources: Sequence[int], ranks: Mapping[int, int]) -> dict[int, TypeSet]:
        return {self._number[index]: self._set_of(self.types[index][ranks[index]]) for index in sources}

    def _set_of(self, type_: TypeExpression) -> TypeSet:
        if type_ not in self._sets:
            self._sets[type_] = type_set(self._defined(type_))
        return self._sets[type_]

    def _defined(self, type_: TypeExpression) -> TypeExpression:
        if type_ not in self._definitions:
            self._definitions[type_] = self._slots.defined(type_, self._text)
        return self._definitions[type_]

    def _deciding(self, node: int, sources: Sequence[int]) -> list[int]:
        """Return the sources whose types change what a node has: `len(points)` is a number whatever `points` are."""
        deciding: set[int] = set()
        last = {index: len(self.types[index]) - 1 for index in sources}
        for rank in (0, 1, max(last.values())):
            others = {index: min(rank, last[index]) for index in sources}
            outcome = self._trials.outcome(node, self._supposed(sources, others))
            for index in sources:
                if index in deciding or self._number[index] not in outcome.read:
                    continue
                tried = ({**others, index: rank} for rank in range(len(self.types[index])))
                if any(
                    self._trials.outcome(node, self._supposed(sources, one)).types != outcome.types for one in tried
                ):
                    deciding.add(index)
        return sorted(deciding)

    def _near_violated(self) -> list[FlowConstraint]:
        """Return what flows near violated constraints, whoever decides it."""
        flows: dict[tuple[int, int | None], list[int]] = defaultdict(list)
        for number, index in self._index.items():
            for node, target in reached_from(self._solver.graph, number, self._index):
                flows[node, target].append(index)
        all_ = [
            FlowConstraint(node, tuple(sorted(set(sources))), target)
            for (node, target), sources in sorted(flows.items(), key=lambda flow: (flow[0][0], str(flow[0][1])))
            if len(set(sources)) <= MAX_ARGUMENTS
        ]
        all_ += self._siblings(all_)
        all_ = [one for one in all_ if not self._probabilities.keys().isdisjoint(one.symbols)]
        violated = [one for one in all_ if not self.holds(one, defaultdict(int))]
        return near_violated(sorted(violated, key=self._unlikeliest, reverse=True), all_)

    def _unlikeliest(self, constraint: FlowConstraint) -> float:
        return min(self._probabilities.get(index, 1.0) for index in constraint.symbols)

    def _siblings(self, flows: Sequence[FlowConstraint]) -> Iterator[FlowConstraint]:
        """Yield pairs of symbols that are bound by what a container holds that may not say so."""
        neighbors: dict[int, dict[int, FlowConstraint]] = defaultdict(dict)
        for flow in flows:
            for source in flow.sources if flow.target is not None else ():
                target = flow.target if flow.target is not None else source
                if target == source:
                    continue
                if self._probe(source) and self._is_carried(flow, source, self._probes[source]):
                    neighbors[source].setdefault(target, flow)
                if len(flow.sources) == 1 and self._probe(target) and self._is_carried(flow, source, LIST_OF_ELEMENTS):
                    neighbors[target].setdefault(source, flow)
        for container, around in neighbors.items():
            self._held_by.update(((container, neighbor), flow) for neighbor, flow in around.items())
            few = len(around) <= MAX_SIBLINGS
            for one, other in itertools.combinations(around, 2) if few else itertools.pairwise(around):
                yield FlowConstraint(around[one].node, (container,), one, other)

    def _probe(self, index: int) -> bool:
        """Return whether a symbol may be a container that does not say what it holds."""
        if index not in self._probes:
            names = [type_.name for type_ in self.types[index] if is_vague(type_) and type_.name in CONTAINERS]
            self._probes[index] = generic_of(names[0], (ELEMENT,)) if names else ANY
        return self._probes[index] != ANY

    def _decided(self) -> Iterator[FlowConstraint]:
        for flow in self._flows:
            has_choice = flow.sibling is None and (flow.target is not None or len(flow.sources) > 1)
            deciding = self._deciding(flow.node, flow.sources) if has_choice else flow.sources
            if 0 < len(deciding) <= MAX_SOURCES:
                yield FlowConstraint(flow.node, tuple(deciding), flow.target, flow.sibling)


def _has_literal(type_: TypeExpression) -> bool:
    """Return whether a type is made of literals, which are meant for what is compared with them."""
    return type_.name != LITERAL and any(part.name == LITERAL for part in parts_of(type_))


def _together(weights: Collection[float]) -> float:
    return max(weights) * (_FADING + _AGREEING * (min(len(weights), 3) - 1))


def _likeliest(types: Mapping[TypeExpression, float]) -> list[TypeExpression]:
    return sorted(types, key=lambda type_: (-types[type_], str(type_)))[:MAX_TRIED]
