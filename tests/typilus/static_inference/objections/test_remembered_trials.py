"""Trials made once have the outcomes of trials made anew."""

from __future__ import annotations

import itertools
from collections import defaultdict

from graph_extraction import extract, parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference import StaticInference
from typilus.static_inference.graph.type_sets import type_set
from typilus.static_inference.objections.remembered_trials import Trials
from typilus.static_inference.objections.supposed_values import Trial, nodes_behind

SOURCE = """
def count(points, size):
    total = 0
    for point in points:
        total = total + point * size
        first = points[0]
    return total, len(points), first, helper(size)

def helper(value):
    return value
"""
TYPES = ("list[int]", "list[str]", "dict[str, float]", "int", "float")


def inferred() -> tuple[StaticInference, dict[str, int]]:
    read = parse_source(SOURCE, "<string>")
    symbols = extract(read).symbols
    inference = StaticInference()
    inference.infer(read, "m", symbols)
    text = inference.modules.find("m")
    assert text is not None
    numbers = {symbol.name: inference.slots.number(text, symbol) for symbol in symbols}
    return inference, {name: number for name, number in numbers.items() if number is not None}


def test_what_was_remembered_is_what_would_be_computed() -> None:
    inference, numbers = inferred()
    solver = inference.solver
    trials = Trials(solver)
    slots = (numbers["points"], numbers["size"])
    behind = nodes_behind(solver.graph, slots)
    values = set()
    for node, pair in itertools.product(sorted(behind), itertools.product(TYPES, repeat=2)):
        supposed = dict(zip(slots, map(type_set, map(parse_type, pair)), strict=True))
        value = trials.outcome(node, supposed).types
        assert value == Trial(solver, supposed, behind, defaultdict(list)).value(node)
        assert trials.outcome(node, supposed).types == value
        values.add(str(value.ordered))
    assert len(values) > 5


def test_slots_that_nothing_looks_at_are_not_read() -> None:
    inference, numbers = inferred()
    trials = Trials(inference.solver)
    points, size = numbers["points"], numbers["size"]
    supposed = {points: type_set(parse_type("list[int]")), size: type_set(parse_type("int"))}
    read = [trials.outcome(node, supposed).read for node in nodes_behind(inference.solver.graph, (points, size))]
    assert {frozenset({points}), frozenset({size}), frozenset({points, size})} <= set(read)
