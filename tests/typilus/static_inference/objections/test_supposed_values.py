"""Points where all values of a variable meet."""

from __future__ import annotations

from graph_extraction import extract, parse_source
from typilus.static_inference import StaticInference
from typilus.static_inference.objections.supposed_values import assigned_nodes, merged_nodes


def nodes_of(source: str) -> tuple[list[int], list[int]]:
    read = parse_source(source, "<string>")
    symbols = extract(read).symbols
    inference = StaticInference()
    inference.infer(read, "m", symbols)
    text = inference.modules.find("m")
    assert text is not None
    slot = next(inference.slots.number(text, symbol) for symbol in symbols if symbol.name == "x")
    assert slot is not None
    graph = inference.program.graph
    return assigned_nodes(graph, slot), merged_nodes(graph, slot)


def test_a_variable_that_is_assigned_once_is_what_it_is_given() -> None:
    assigned, merged = nodes_of("def f(y):\n    x = y\n    return x\n")
    assert len(assigned) == 1
    assert not merged


def test_branches_and_loops_meet() -> None:
    assert nodes_of("def f(y):\n    if y:\n        x = 1\n    else:\n        x = 2.0\n    return x\n")[1]
    assert nodes_of("def f(y):\n    x = 0\n    while x < y:\n        x = x + 1\n    return x\n")[1]


def test_one_value_after_the_other_is_no_meeting() -> None:
    assert nodes_of("def f(y):\n    x = 1\n    y(x)\n    x = 2\n    return x\n") == ([], [])
