"""Slots to ask for."""

from __future__ import annotations

from textwrap import dedent

from graph_extraction import extract, parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference
from typilus.static_inference.solving.hot_slots import hot_slots

SOURCE = """
def f(a, b):
    x = a
    y = x
    return y
"""


def test_what_another_unknown_slot_decides_is_not_hot() -> None:
    source = parse_source(dedent(SOURCE))
    inference = StaticInference()
    inference.infer(source, "", extract(source).symbols)
    names = [inference.program.graph.nodes[number].key for number in hot_slots(inference.solver, "__main__")]
    assert [key.name for key in names if key is not None] == ["a", "b"]


def test_guesses_flow_on_unless_an_operation_speaks_against_them() -> None:
    source = parse_source("def f(a):\n    a.upper()\n    x = a\n    return x\n")
    symbols = extract(source).symbols
    place = next(number for number, each in enumerate(symbols) if each.name == "a")
    guesses = {place: [parse_type("int"), parse_type("elsewhere.Text")]}
    found = StaticInference().infer(source, "", symbols, guesses)
    by_name = {each.kind.value: answer for each, answer in zip(symbols, found, strict=True)}
    returned = by_name["return"]
    assert returned is not None
    assert str(returned.type) in ("elsewhere.Text", "str")
