"""Rules are run until nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import pytest

from typilus.annotation_types import TypeExpression, parse_type
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.graph.dependency_graph import Semantics, SlotKey, SlotKind, TypeNode, TypeNodeKind
from typilus.static_inference.graph.input_uses import Uses
from typilus.static_inference.graph.type_sets import NOTHING, UNKNOWN, TypeSet, join, type_set
from typilus.static_inference.rules.value_flow import JOINED
from typilus.static_inference.solving.solver import MAX_SWINGS, Solver

INT, STR = type_set(parse_type("int")), type_set(parse_type("str"))


@dataclass(frozen=True, slots=True)
class Asking:
    """A rule that asks for something else than its inputs."""

    name: ClassVar[str] = "asking"
    uses: ClassVar[Uses] = Uses()
    ask: Callable[[Semantics], TypeSet]

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        return self.ask(semantics)


@pytest.fixture
def solver() -> Solver:
    return Solver(Program(Modules({})))


def test_types_flow_along_edges_to_the_fixed_point(solver: Solver) -> None:
    program = solver.program
    first, second = (program.slot(SlotKey(SlotKind.NAME, "m", "", name)) for name in "ab")
    program.graph.flow(program.constant(INT), first)
    program.graph.flow(first, second)
    program.graph.flow(second, first)
    solver.run()
    assert solver.value(first) == solver.value(second) == INT
    program.graph.flow(program.constant(STR), second)
    solver.run()
    assert solver.value(first) == solver.value(second) == join([INT, STR])


def test_what_came_after_the_last_run_has_nothing_yet(solver: Solver) -> None:
    assert solver.value(solver.program.constant(INT)) == NOTHING


def test_what_a_rule_reads_solves_it(solver: Solver) -> None:
    key = SlotKey(SlotKind.NAME, "m", "", "a")

    rule = Asking(lambda semantics: semantics.slot(key))
    reader = solver.graph.add(TypeNode(TypeNodeKind.EXPRESSION, rule, []))
    solver.run()
    assert solver.value(reader) == NOTHING
    solver.graph.flow(solver.program.constant(STR), solver.program.slot(key))
    solver.run()
    assert solver.value(reader) == STR


def test_a_node_that_swings_keeps_what_it_once_had(solver: Solver) -> None:
    turns: list[int] = []

    def restless(semantics: Semantics) -> TypeSet:
        turns.append(1)
        return INT if len(turns) % 2 else STR

    number = solver.graph.add(TypeNode(TypeNodeKind.EXPRESSION, Asking(restless), []))
    solver.graph.depend(number, number)
    solver.run()
    assert solver.value(number) == join([INT, STR])
    assert len(turns) < MAX_SWINGS + 5


def test_a_node_that_never_comes_to_rest_is_not_known(solver: Solver) -> None:
    turns: list[int] = []

    def restless(semantics: Semantics) -> TypeSet:
        turns.append(1)
        return type_set(TypeExpression(f"Class{len(turns)}"))

    number = solver.graph.add(TypeNode(TypeNodeKind.EXPRESSION, Asking(restless), []))
    solver.graph.depend(number, number)
    solver.run()
    assert solver.value(number) == UNKNOWN


def test_a_rule_without_end_is_not_known_and_stops_nothing(solver: Solver) -> None:
    def endless(semantics: Semantics) -> TypeSet:
        return endless(semantics)

    number = solver.graph.add(TypeNode(TypeNodeKind.EXPRESSION, Asking(endless), []))
    merged = solver.graph.add(TypeNode(TypeNodeKind.MERGE, JOINED, [number, solver.program.constant(INT)]))
    solver.run()
    assert solver.value(number) == UNKNOWN
    assert solver.value(merged) == join([UNKNOWN, INT])


def test_what_is_assumed_counts_where_a_rule_finds_nothing(solver: Solver) -> None:
    unknown, known = solver.program.constant(UNKNOWN), solver.program.constant(INT)
    merged = [solver.graph.add(TypeNode(TypeNodeKind.MERGE, JOINED, [number])) for number in (unknown, known)]
    solver.run()
    for number in (unknown, known):
        solver.assume(number, STR)
    solver.run()
    assert [solver.value(number) for number in merged] == [STR, INT]
