"""Types that somebody would write."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("program", "kind"),
    [
        ("x = 1\nx = 1.5\n", "float"),
        ("x = True\nx = 2\n", "int"),
        ("x = [1]\nx = ['a']\n", "list[int | str]"),
        ("x = {'a': 1, 'b': 'c', 'd': 2.5, 'e': b''}\n", "dict[str, typing.Any]?"),
        ("x = {'a': 1}.keys()\n", "collections.abc.KeysView[str]"),
        ("x = {'a': 1}.values()\n", "collections.abc.ValuesView[int]"),
        ("x = 1\nx = 'a'\nx = None\n", "int | str | None"),
        ("import os\nx = os\n", "types.ModuleType"),
        ("x = int\n", "type[int]"),
        ("class A: ...\nclass B(A): ...\nx = A()\nx = B()\n", "A"),
    ],
)
def test_variables(program: str, kind: str) -> None:
    assert inferred(program)["x"] == kind


@pytest.mark.parametrize(
    ("display", "kind"),
    [
        ("[('a', 1), ('b', 2)]", "list[tuple[str, int]]"),
        ("[('a', 1), ('b', 'c')]", "list[tuple[str, int | str]]"),
        ("[('a', 1), ('b', None)]", "list[tuple[str, int | None]]"),
        ("[('a', 1), ('b', 2.5)]", "list[tuple[str, float]]"),
        ("[('a', ['b']), ('c', [])]", "list[tuple[str, list[str]]]"),
        ("[('a', 1), ('b', unknown)]", "list[tuple[str, typing.Any]]?"),
        ("[('a', 1), ('b', 2, 'c')]", "list[tuple[str, int, str] | tuple[str, int]]"),
        ("{'a': [1], 'b': ['c']}", "dict[str, list[int | str]]"),
        ("[{'a': [(1, 'b')]}, {'c': [(2, None)]}]", "list[dict[str, list[tuple[int, str | None]]]]"),
    ],
)
def test_what_a_container_holds_is_put_together_as_well(display: str, kind: str) -> None:
    assert inferred(f"from far import unknown\nx = {display}\n")["x"] == kind


def test_an_empty_display_holds_what_a_wider_type_beside_it_tells() -> None:
    program = """
        from collections.abc import Mapping, Sequence
        def load() -> Sequence[bytes] | None: ...
        def table() -> Mapping[str, int]: ...
        def show(lines=None):
            if lines is None:
                lines = []
        show(load())
        x = table()
        x = {}
        y = table()
        y = []
        """
    found = inferred(program)
    assert found["show.lines"] == "collections.abc.Sequence[bytes] | None?"
    assert found["x"] == "collections.abc.Mapping[str, int]"
    assert found["y"] == "collections.abc.Mapping[str, int] | list?"


def test_a_class_is_no_class_of_wider_numbers() -> None:
    assert inferred("x = int\nx = float\n")["x"] == "type[float] | type[int]"
    assert inferred("class A: ...\nclass B(A): ...\nx = A\nx = B\n")["x"] == "type[A]"


def test_one_of_several_classes_is_a_union_of_types() -> None:
    assert inferred("x = int\nx = str\n")["x"] == "type[int] | type[str]"
    assert inferred("x = [int, str]\n")["x"] == "list[type[int] | type[str]]"


def test_functions_that_return_themselves_end() -> None:
    found = inferred("def f():\n    return f\ng = f\n")
    assert found["g"].startswith("collections.abc.Callable")


def test_that_a_function_returns_nothing_is_known() -> None:
    assert inferred("def f(x):\n    x + 1\n")["f()"] == "None"
    assert "f()" not in inferred("def f(x):\n    raise NotImplementedError\n")
    assert "x" not in inferred("def f(): ...\nx = f()\n")


def test_none_in_a_container_keeps_a_place() -> None:
    assert inferred("x = [None] * 3\n")["x"] == "list?"
    assert inferred("x = {'a': None}\n")["x"] == "dict[str, typing.Any]?"
    assert inferred("x = [None, 1]\n")["x"] == "list[int | None]"
    assert inferred("x = (None, None)\n")["x"] == "tuple?"
    assert inferred("x = (None, 1)\n")["x"] == "tuple[None, int]"


FUNCTIONS = """
def add(a): return a + 1
def loud(b): return b.upper()
def times(a, b=2): return a * b
add(1), loud('x'), times(1)
"""


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        ("add", "collections.abc.Callable[[int], int]"),
        ("loud if add else loud", "collections.abc.Callable[[str], str]"),
        ("add if loud else loud", "collections.abc.Callable[..., int | str]"),
        ("add if loud else times", "collections.abc.Callable[..., int]"),
    ],
)
def test_several_functions_take_what_only_one_of_them_does(values: str, type_: str) -> None:
    assert inferred(f"{FUNCTIONS}x = {values}\n")["x"].rstrip("?") == type_


def test_a_tuple_of_known_length_beside_one_of_any() -> None:
    assert inferred("x = (1, 'a')\nx = tuple(int(n) for n in '12')\n")["x"] == "tuple[int | str, ...]"
    assert inferred("x = (1, 'a')\nx = (2, 'b')\n")["x"] == "tuple[int, str]"


def test_not_implemented_is_no_result() -> None:
    found = inferred("class A:\n    def __eq__(self, other):\n        return True if other else NotImplemented\n")
    assert found["A.__eq__()"] == "bool"


def test_signatures_in_containers_stay_readable() -> None:
    source = """
    held = []
    def add(value):
        held.append(add)
        held.append(lambda: (held, 1))
        held.append(lambda: (held, 2))
        held.append(held)
        return held
    for one in add(1):
        one().append(one)
    """
    assert len(inferred(source)["held"]) < 1000
    assert inferred("def f(a):\n    return [f, 1]\ntable = {'a': f}\nf('a')\n")["table"].startswith("dict[str, ")
