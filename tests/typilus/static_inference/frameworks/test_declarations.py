"""Declarations read, and what they stand for put into the graph."""

from __future__ import annotations

import ast

import pytest

from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.frameworks.declarations import (
    converted,
    home_of,
    keywords_of,
    list_of,
    text_of,
    told,
    tuple_of,
)
from typilus.static_inference.solving.solver import Solver


def expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


@pytest.mark.parametrize(
    ("converter", "of_one", "of_list", "of_tuple"),
    [
        ("int", "int", "list[int]", "tuple[int, ...]"),
        ("Path", "pathlib.Path", "list[pathlib.Path]", "tuple[pathlib.Path, ...]"),
        ("lambda text: text.split()", "list[str]", "list[list[str]]", "tuple[list[str], ...]"),
    ],
)
def test_values(converter: str, of_one: str, of_list: str, of_tuple: str) -> None:
    module = ModuleText("shop", "", ast.parse("from pathlib import Path\ndef main(): ...\n"))
    program = Program(Modules({"shop": module}))
    program.build(module)
    unit = program.units["shop", "main"]
    assert home_of(unit) is program.units["shop", ""]
    one = converted(unit, expression(converter))
    numbers = [one, list_of(unit, one), tuple_of(unit, one), told(unit, "dict[str, int]")]
    solver = Solver(program)
    solver.run()
    types = [[str(type_) for type_ in solver.value(number).types] for number in numbers]
    assert types == [[of_one], [of_list], [of_tuple], ["dict[str, int]"]]


def test_arguments_of_a_call() -> None:
    call = expression("f('--it', 3, default='x', **rest)")
    assert isinstance(call, ast.Call)
    assert list(keywords_of(call)) == ["default"]
    assert [text_of(node) for node in (*call.args, keywords_of(call)["default"], None)] == ["--it", None, "x", None]
