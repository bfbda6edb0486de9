"""When the values of a container are asked beside its type."""

from __future__ import annotations

from tests.typilus.static_inference.places.marked import type_at


def test_a_type_that_says_all_is_enough() -> None:
    assert type_at("row = {'a': 1, 'b': 2}\nprint(row^['c'])") == "int"


def test_an_unknown_key_leaves_all_types() -> None:
    assert type_at("def f(key):\n    row = {'a': 1, 'b': 'c'}\n    print(row^[key])") == "int | str"


def test_what_is_no_display_is_not_followed() -> None:
    assert type_at("import os\nprint(os.environ^['a'])") == "str"
    assert type_at("def f(row):\n    print(row^['a'])") is None
