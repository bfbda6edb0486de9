"""Few types for many."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.annotation_types import NONE, TypeExpression, parse_type
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.graph.type_sets import MAX_HELD, UNKNOWN, FunctionValue, TypeSet, type_set
from typilus.static_inference.solving.widening import MAX_ALTERNATIVES, Widening

SHAPES = "class Shape: ...\n" + "".join(f"class S{number}(Shape): ...\n" for number in range(9))


@pytest.fixture
def widening() -> Widening:
    read = parse_source(SHAPES + "class Other: ...\n" + "".join(f"def f{n}(): ...\n" for n in range(9)), "<string>")
    program = Program(Modules({}))
    module = ModuleText("shop", "", read.tree)
    program.modules.add(module)
    program.build(module)
    return Widening(program.classes)


def shapes(count: int, pattern: str = "shop.S{}") -> TypeSet:
    return type_set(*(parse_type(pattern.format(number)) for number in range(count)))


def texts(types: TypeSet) -> list[str]:
    return sorted(map(str, types.alternatives)) + ["?"] * types.is_open


def test_few_stay_what_they_are(widening: Widening) -> None:
    few = shapes(MAX_ALTERNATIVES)
    assert widening.of(few) is few
    listed = type_set(parse_type("list[shop.S1 | shop.S2]"))
    assert widening.of(listed) is listed


def test_many_classes_become_their_base(widening: Widening) -> None:
    assert texts(widening.of(shapes(7))) == ["shop.Shape", "?"]
    with_none = TypeSet(shapes(7).alternatives | {NONE})
    assert texts(widening.of(with_none)) == ["None", "shop.Shape", "?"]
    assert texts(widening.of(shapes(7, "type[shop.S{}]"))) == ["type[shop.Shape]", "?"]


def test_others_beside_them_stay_unless_they_are_many(widening: Widening) -> None:
    builtin = [TypeExpression(name) for name in ("int", "str", "bytes", "float", "list", "dict")]
    assert texts(widening.of(TypeSet(shapes(7).alternatives | {builtin[0]}))) == ["int", "shop.Shape", "?"]
    assert widening.of(TypeSet(shapes(7).alternatives | set(builtin))) == UNKNOWN


def test_without_a_base_nothing_is_known(widening: Widening) -> None:
    assert widening.of(shapes(7, "a.C{}")) == UNKNOWN
    assert widening.of(TypeSet(shapes(7).alternatives | {TypeExpression("shop.Other")})) == UNKNOWN


def test_many_inside_of_a_container(widening: Widening) -> None:
    members = " | ".join(f"shop.S{number}" for number in range(7))
    assert texts(widening.of(type_set(parse_type(f"dict[str, list[{members} | None]]")))) == [
        "dict[str, list[shop.Shape | None]]"
    ]
    unrelated = " | ".join(f"a.C{number}" for number in range(7))
    assert texts(widening.of(type_set(parse_type(f"dict[str, {unrelated}]")))) == ["dict[str, typing.Any]"]


def test_of_many_functions_it_is_known_that_they_can_be_called(widening: Widening) -> None:
    module = ModuleText("shop", "", ast.parse("".join(f"def f{number}(): ...\n" for number in range(MAX_HELD + 1))))
    functions = [
        FunctionValue(module.function_of([node], "")) for node in module.tree.body if isinstance(node, ast.FunctionDef)
    ]
    found = widening.of(type_set(*functions))
    assert texts(found) == ["collections.abc.Callable", "?"]
    assert texts(widening.of(type_set(*functions, NONE))) == ["None", "collections.abc.Callable", "?"]
    assert widening.of(type_set(*functions, parse_type("int"))) == UNKNOWN
    assert len(widening.of(type_set(*functions[1:], parse_type("int"))).alternatives) == MAX_HELD + 1


def test_in_a_program() -> None:
    tests = "".join(f"    if a == {number}:\n        return S{number}()\n" for number in range(9))
    assert inferred(f"{SHAPES}def make(a):\n{tests}    return None\n")["make()"] == "Shape | None?"
    made = ", ".join(f"S{number}()" for number in range(9))
    assert inferred(f"{SHAPES}made = [{made}]\n")["made"] == "list[Shape]"
