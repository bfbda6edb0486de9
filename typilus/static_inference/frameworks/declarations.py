"""Parts of the declarations of frameworks, read, and the nodes of the values that they stand for."""

from __future__ import annotations

import ast

from typilus.annotation_types import parse_type
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.rules.displays import Collection
from typilus.static_inference.rules.value_flow import Collected

__all__ = [
    "converted",
    "home_of",
    "is_true",
    "keywords_of",
    "list_of",
    "origin_of",
    "positional",
    "text_of",
    "told",
    "tuple_of",
]


def home_of(unit: Unit) -> Unit:
    """Return the unit around a function, in which its decorators are evaluated."""
    return unit.outer or unit.home or unit


def keywords_of(call: ast.Call) -> dict[str, ast.expr]:
    """Return the arguments of a call that have a name."""
    return {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg is not None}


def text_of(node: ast.expr | None) -> str | None:
    """Return the value of a text that is written out, None for anything else."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_true(node: ast.expr | None) -> bool:
    """Return whether an argument is written as `True`."""
    return isinstance(node, ast.Constant) and node.value is True


def positional(function: FunctionDefinition) -> list[str]:
    """Return the names of a function's positional parameters, without the receiver."""
    arguments = function.node.args
    return [one.arg for one in (*arguments.posonlyargs, *arguments.args) if one.arg != function.receiver]


def origin_of(unit: Unit, node: ast.expr) -> tuple[str, str]:
    """Return the package that a name, or what a call calls, is imported from, and its last name there.

    Both are empty for names that are not imported.
    """
    local, _, rest = dotted(node).partition(".")
    qualified = unit.module.names.imports.get(local, "")
    return qualified.partition(".")[0], (rest or qualified).rpartition(".")[2] if qualified else ""


def told(unit: Unit, type_text: str) -> int:
    """Return the node of a value of a type."""
    return unit.program.told(parse_type(type_text))


def converted(unit: Unit, converter: ast.expr, further: int = 0) -> int:
    """Return the node of what a function or class makes of a text, and of so many further arguments, all None."""
    arguments = [ast.copy_location(ast.Constant(value), converter) for value in ("", *[None] * further)]
    return home_of(unit).expression(ast.copy_location(ast.Call(converter, [*arguments], []), converter))


def list_of(unit: Unit, number: int) -> int:
    """Return the node of a list of what a node has."""
    return unit.add(Collection("list", (False,)), [number])


def tuple_of(unit: Unit, number: int) -> int:
    """Return the node of a tuple of any length of what a node has."""
    return unit.add(Collected(is_mapping=False, is_uniform=True), [number])
