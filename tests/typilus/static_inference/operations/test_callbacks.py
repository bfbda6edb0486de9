"""What functions of libraries pass to the functions that they are given."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred
from tests.typilus.static_inference.places.marked import type_at


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        ("sorted(['a'], key=lambda ^word: len(word))", "str?"),
        ("sorted({'a': 1}.items(), key=lambda ^pair: pair[1])", "tuple[str, int]?"),
        ("max([1.5], key=lambda ^one: one)", "float?"),
        ("list(map(lambda a, ^b: b, ['a'], [1]))", "int?"),
        ("list(filter(lambda ^one: one, [1]))", "int?"),
        ("from functools import reduce\nreduce(lambda text, ^one: text, [1], '')", "int?"),
        ("def show(^word): pass\nlist(map(show, ['a']))", "str?"),
        ("class Shop:\n    def show(self, ^word): pass\nlist(map(Shop().show, ['a']))", "str?"),
        ("import re\nre.sub('a', lambda ^found: '', 'b')", "re.Match[str]?"),
        ("sorted(unknown, key=lambda ^word: 1)", None),
    ],
)
def test_parameters_of_callbacks(source: str, type_: str | None) -> None:
    assert type_at(source) == type_


def test_a_function_is_no_guard_of_types_unless_it_says_so() -> None:
    assert type_at("^odd = list(filter(lambda number: number % 2 == 1, [1, 2]))") == "list[int]"


def test_arguments_in_front_of_those_of_a_parameter_specification() -> None:
    found = inferred("import curses\ndef main(screen, name):\n    return screen.getch()\ncurses.wrapper(main, 'a')\n")
    assert found["main.screen"] == "curses.window?"
    assert found["main()"].rstrip("?") == "int"


def test_functions_of_the_project_say_what_they_pass() -> None:
    found = inferred(
        "from collections.abc import Callable\n"
        "def apply(function: Callable[[int, str], bool]) -> None: ...\n"
        "def chosen(number, text): return number == text\n"
        "apply(chosen)\n"
    )
    assert (found["chosen.number"], found["chosen.text"]) == ("int?", "str?")
