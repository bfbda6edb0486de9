"""What is done with a value is found by its slot, under whatever name it is done."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from graph_extraction import extract, parse_source
from typilus.static_inference.graph.dependency_graph import SlotKey, SlotKind
from typilus.static_inference.graph.input_uses import UseKind
from typilus.static_inference.graph.uses import uses_of
from typilus.static_inference.inference import StaticInference


def used(
    text: str, name: str = "a", scope: str = "f", kind: SlotKind = SlotKind.NAME
) -> list[tuple[UseKind, int, str]]:
    """The uses of a slot: kind, place, and the operation as it is written."""
    source = parse_source(dedent(text))
    inference = StaticInference()
    inference.infer(source, "", extract(source).symbols)
    graph = inference.program.graph
    uses = uses_of(graph, graph.slots[SlotKey(kind, "__main__", scope, name)])
    assert [use.node for use in uses] == sorted(use.node for use in uses), "in the order of the graph"
    nodes = [graph.nodes[use.node].node for use in uses]
    return [
        (use.kind, use.place, "" if node is None else ast.unparse(node)) for use, node in zip(uses, nodes, strict=True)
    ]


@pytest.mark.parametrize(
    ("statement", "kind", "place"),
    [
        ("a.size", UseKind.ATTRIBUTE, 0),
        ("a()", UseKind.CALL, 0),
        ("len(a)", UseKind.ARGUMENT, 1),
        ("print(1, key=a)", UseKind.ARGUMENT, 2),
        ("for each in a: pass", UseKind.ITERATION, 0),
        ("one, two = a", UseKind.ITERATION, 0),
        ("a[0]", UseKind.SUBSCRIPT, 0),
        ("[1][a]", UseKind.INDEX, 1),
        ("[1][a] = 2", UseKind.INDEX, 1),
        ("1 + a", UseKind.OPERAND, 1),
        ("a < 3", UseKind.COMPARISON, 0),
        ("3 < a", UseKind.COMPARISON, 1),
        ("with a: pass", UseKind.CONTEXT, 0),
        ("await a", UseKind.AWAIT, 0),
    ],
)
def test_each_operation_is_of_its_kind(statement: str, kind: UseKind, place: int) -> None:
    found = {(each, at) for each, at, _ in used(f"async def f(a):\n    {statement}\n")}
    assert found == {(kind, place)}


def test_a_value_that_is_only_named_is_not_used() -> None:
    assert used("def f(a):\n    b = a\n    return b\n") == []
    assert used("def f(a):\n    pass\n") == []


def test_other_names_and_branches_are_looked_through() -> None:
    found = used(
        """
        def f(a, flag):
            b = a
            if flag:
                c = b
            else:
                c = None
            if c is not None:
                c.open()
        """
    )
    assert (UseKind.ATTRIBUTE, 0, "c.open") in found


def test_what_comes_out_of_an_operation_is_another_value() -> None:
    found = used("def f(a):\n    b = a.child\n    b.open()\n    c = b + 1\n")
    assert [(kind, text) for kind, _, text in found] == [(UseKind.ATTRIBUTE, "a.child")]


def test_an_attribute_is_used_where_it_is_read_from_self() -> None:
    text = "class A:\n    def __init__(self, x):\n        self.x = x\n    def f(self):\n        return self.x.upper()\n"
    found = used(text, "x", "A", SlotKind.ATTRIBUTE)
    assert (UseKind.ATTRIBUTE, 0, "self.x.upper") in found


def test_names_that_go_in_circles_come_to_an_end() -> None:
    circle = used("def f(a):\n    b = a\n    while b:\n        c = b\n        b = c\n        a = c\n        a.next()\n")
    assert (UseKind.ATTRIBUTE, 0, "a.next") in circle


def test_of_very_many_uses_the_first_are_kept() -> None:
    many = "".join(f"    a.n{number}\n" for number in range(100))
    found = [text for _, _, text in used(f"def f(a):\n    a.first\n{many}")]
    assert found[:2] == ["a.first", "a.n0"]
    assert len(found) < 100
