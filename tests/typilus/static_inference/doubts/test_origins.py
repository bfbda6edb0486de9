"""The graph read backwards."""

from __future__ import annotations

from graph_extraction import extract, parse_source
from typilus.static_inference.doubts.origins import Origins
from typilus.static_inference.inference import StaticInference

SOURCE = """
class Shop:
    def __init__(self):
        self.size = 2

def size(shop: Shop, names):
    return names[3] if names else shop.size

def total(names):
    return max(0, size(Shop(), names))

found = [1, total([7])][4]
"""


def test_values_are_followed_through_slots_calls_and_attributes_but_not_into_indices() -> None:
    source = parse_source(SOURCE, "<string>")
    inference = StaticInference()
    inference.infer(source, "shop", extract(source).symbols)
    graph = inference.solver.graph
    origins = Origins(inference.solver)
    start = next(number for key, number in graph.slots.items() if key.name == "found")
    back = list(origins.back(start, lambda value: any("int" in str(each) for each in value.types)))
    literals = {getattr(graph.nodes[number].node, "value", None) for number, _ in back}
    assert literals >= {0, 1, 2, 7}
    assert not literals & {3, 4}
    ended = list(origins.back(start, lambda value: True, lambda number: number == start))
    assert ended == [(start, [])]
