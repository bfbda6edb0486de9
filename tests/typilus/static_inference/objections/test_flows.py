"""Values that flow from a symbol into others."""

from __future__ import annotations

from graph_extraction import extract, parse_source
from typilus.static_inference import StaticInference
from typilus.static_inference.objections.flows import reached_from


def targets(source: str, origin: str) -> set[str | None]:
    read = parse_source(source, "<string>")
    symbols = extract(read).symbols
    inference = StaticInference()
    inference.infer(read, "m", symbols)
    text = inference.modules.find("m")
    assert text is not None
    numbers = {inference.slots.number(text, symbol): index for index, symbol in enumerate(symbols)}
    by_slot = {number: index for number, index in numbers.items() if number is not None}
    slot = next(number for number, index in by_slot.items() if symbols[index].name == origin)
    reached = reached_from(inference.program.graph, slot, by_slot)
    return {None if target is None else symbols[target].name for _, target in reached}


def test_arguments_flow_into_parameters() -> None:
    assert targets("def f(x): g(x)\ndef g(y): ...\n", "x") == {"y"}


def test_operations_have_no_target() -> None:
    assert targets("def f(x):\n    return x[0] + 1\n", "x") == {None, "f"}


def test_what_is_put_into_a_parameter_flows_into_it() -> None:
    assert "items" in targets("def f(items, x):\n    items.append(x)\n", "x")
