"""What is noted at definitions: receivers, annotations, type parameters, and where names are bound."""

from __future__ import annotations

import sys

import pytest

from graph_extraction import EdgeType, Obstacle, extract, parse_source
from tests.graph_extraction.passes.edges import labeled_edges
from tests.graph_extraction.syntax.symbols import symbols_of


@pytest.mark.parametrize(
    ("decorator", "is_receiver"),
    [
        ("", True),
        ("@classmethod", True),
        ("@property", True),
        ("@staticmethod", False),
        ("@builtins.staticmethod", False),
    ],
)
@pytest.mark.parametrize("parameters", ["first, second", "first, /, second", "first, *second", "first=1, **second"])
def test_the_first_parameter_of_a_method_is_its_receiver(decorator: str, is_receiver: bool, parameters: str) -> None:
    found = symbols_of(f"class A:\n    {decorator}\n    def f({parameters}): pass\n")
    assert (found["A.f.first"].obstacle is Obstacle.RECEIVER) == is_receiver
    assert found["A.f.second"].obstacle is None


@pytest.mark.parametrize(
    "text",
    ["def f(first): pass\n", "class A:\n    def f(self):\n        def f(first): pass\n", "f = lambda first: 1\n"],
)
def test_a_function_outside_of_a_class_body_has_no_receiver(text: str) -> None:
    assert not [name for name, symbol in symbols_of(text).items() if name.endswith("first") and symbol.obstacle]


@pytest.mark.parametrize(
    ("header", "annotation"),
    [
        ("def f() -> int:", "int"),
        ("def f() -> (int):", "int"),
        ("def f() -> list[\n    int\n]:", "list[int]"),
        ("async def f() -> 'A':", "'A'"),
        ("def f():", None),
    ],
)
def test_the_annotation_of_a_return_is_noted_and_no_part_of_the_graph(header: str, annotation: str | None) -> None:
    text = f"{header}\n    return a\n"
    assert symbols_of(text)["f()"].annotation == annotation
    graph, bare = extract(parse_source(text)), extract(parse_source(f"{header.split('(')[0]}():\n    return a\n"))
    assert [graph.labels[label] for label in graph.node_label] == [bare.labels[label] for label in bare.node_label]


def test_decorators_and_defaults_belong_to_the_scope_around() -> None:
    text = "def around():\n    name = 1\n    @name\n    def f(name=name): return name\n"
    found = symbols_of(text)
    assert {"around.name", "around.<locals>.f.name"} <= set(found)
    graph = extract(parse_source(text))
    outer = found["around.name"].node
    lines = [edge for edge in graph.edges[EdgeType.OCCURRENCE_OF].T.tolist() if edge[1] == outer]
    assert len(lines) == 3  # where it is bound, the decorator, the default


def test_a_body_without_more_than_declarations_is_as_good_as_pass() -> None:
    bare, empty = (extract(parse_source(f"class A:\n    {body}\n")) for body in ("x: int", "pass"))
    assert [bare.labels[label] for label in bare.node_label] == [empty.labels[label] for label in empty.node_label]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="syntax of Python 3.12")
@pytest.mark.parametrize("text", ["def f[T: int](x): pass\n", "class A[T]: pass\n", "type A[T] = int\n"])
def test_type_parameters_are_left_out(text: str) -> None:
    graph = extract(parse_source(text))
    assert "T" not in graph.labels
    assert "[" not in graph.labels


def test_names_of_definitions_are_symbols_that_nobody_annotates() -> None:
    edges = labeled_edges("def f(): pass\nclass A: pass\nf, A\n", EdgeType.OCCURRENCE_OF)
    assert {("f", "f"), ("A", "A")} <= set(edges)
    assert set(symbols_of("def f(): pass\nclass A: pass\nf, A\n")) == {"f()"}
