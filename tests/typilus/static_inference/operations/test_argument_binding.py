"""Arguments against signatures."""

from __future__ import annotations

import ast

import pytest

from typilus.annotation_types import parse_type
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.graph.type_sets import UNKNOWN, type_set
from typilus.static_inference.operations.argument_binding import accepts, bind, literal, unify
from typilus.static_inference.solving.solver import Solver


def signature(text: str) -> ast.arguments:
    function = ast.parse(f"def f({text}): ...").body[0]
    assert isinstance(function, ast.FunctionDef)
    return function.args


@pytest.mark.parametrize(
    ("parameters", "keywords", "taken"),
    [
        ("a, b", ("", ""), ["a", "b"]),
        ("a, b=1", ("",), ["a"]),
        ("a, b", ("",), None),
        ("a", ("", ""), None),
        ("a, *rest", ("", "", ""), ["a", "rest", "rest"]),
        ("a, **rest", ("", "x"), ["a", "rest"]),
        ("*, a", ("a",), ["a"]),
        ("*, a", (), None),
        ("a, /", ("a",), None),
        ("a, b, c", ("", "*"), ["a", "b", "c"]),
        ("a, b", ("**",), []),
    ],
)
def test_binding(parameters: str, keywords: tuple[str, ...], taken: list[str] | None) -> None:
    bound = bind(signature(parameters), keywords, 0)
    assert (None if bound is None else [each.parameter.arg for each in bound]) == taken


@pytest.fixture(scope="module")
def solver() -> Solver:
    return Solver(Program(Modules({})))


@pytest.mark.parametrize(
    ("wanted", "given", "fits"),
    [
        ("int", "bool", True),
        ("float", "int", True),
        ("int", "float", False),
        ("int | str", "str", True),
        ("str", "int | str", False),
        ("collections.abc.Iterable[str]", "list[str]", True),
        ("collections.abc.Iterable[str]", "list[int]", False),
        ("typing.SupportsIndex", "int", True),
        ("typing.SupportsIndex", "str", False),
        ("typing.Literal['a', 'b']", "typing.Literal['a']", True),
        ("typing.Literal['a']", "str", False),
        ("str", "typing.Literal['a']", True),
        ("None", "None", True),
        ("str", "None", False),
        ("collections.abc.Buffer", "bytes", True),
        ("object", "elsewhere.Shop", True),
        ("_typeshed.DataclassInstance", "elsewhere.Shop", True),
        ("_typeshed.DataclassInstance", "int", True),
    ],
)
def test_what_a_parameter_accepts(solver: Solver, wanted: str, given: str, fits: bool) -> None:
    assert accepts(solver, parse_type(wanted), parse_type(given)) is fits


@pytest.mark.parametrize(
    ("wanted", "given", "learned"),
    [
        ("~T", "int", {"~T": "int"}),
        ("list[~T]", "list[int]", {"~T": "int"}),
        ("collections.abc.Iterable[~T]", "dict[str, int]", {"~T": "str"}),
        ("~T | None", "int | None", {"~T": "int"}),
        ("tuple[~T, ...]", "tuple[int, str]", {"~T": "int | str"}),
        ("type[~T]", "type[int]", {"~T": "int"}),
        ("int", "int", {}),
        ("~T | collections.abc.Callable[[], ~T]", "type[list]", {"~T": "list"}),
        ("~T | collections.abc.Callable[[], ~T]", "int", {"~T": "int"}),
    ],
)
def test_what_variables_learn(solver: Solver, wanted: str, given: str, learned: dict[str, str]) -> None:
    found: dict[str, object] = {}
    unify(solver, parse_type(wanted), type_set(parse_type(given)), found)  # type: ignore[arg-type]
    assert {name: str(kind) for name, kind in found.items()} == learned


def test_literals_are_what_is_written() -> None:
    assert str(literal(ast.Constant("rb"), UNKNOWN).types[0]) == "typing.Literal['rb']"
    assert literal(ast.Name("mode", ast.Load()), UNKNOWN) is UNKNOWN
