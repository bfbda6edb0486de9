"""`value[index]`."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("[1][0]", "int"),
        ("[1][:1]", "list[int]"),
        ("'ab'[0]", "str"),
        ("b'ab'[0]", "int"),
        ("{'a': 1}['a']", "int"),
        ("(1, 'a')[1]", "str"),
        ("(1, 'a')[-2]", "int"),
        ("(1, 'a', 2.0)[1:]", "tuple[str, float]"),
        ("{'a': [1]}['a'][0]", "int"),
    ],
)
def test_values(value: str, kind: str) -> None:
    assert inferred(f"x = {value}")["x"] == kind


def test_what_cannot_be_subscripted_gives_nothing() -> None:
    assert "x" not in inferred("x = (1)[0]")


def test_what_is_asked_for_a_name_is_no_text_by_then() -> None:
    source = "def f(x):\n    error = {'a': 1}\n    if x:\n        error = 'text'\n    return error['a']\n"
    assert inferred(source)["f()"] == "int"


@pytest.mark.parametrize(
    ("code", "type_"),
    [
        ("for row in rows(1):\n    x = row['name']", "str?"),
        ("x = sorted(rows(1), key=id)[0].get('name')", "str | None?"),
        ("import itertools\nx = list(itertools.islice(rows(1), 3))[0]['size']", "int?"),
        ("def name(row):\n    return row['name']\nfor row in rows(1):\n    x = name(row)", "str?"),
        ("by_name = {}\nfor row in rows(1):\n    by_name[row['name']] = row\nx = by_name['a']['size']", "int?"),
        ("def f(name, size):\n    return name\nfor row in rows(1):\n    x = f(**row)", "str?"),
        ("row = {}\nrow['name'] = 'a'\nrow['size'] = 1\nother = [row]\nx = other[0]['name']", "str"),
        ("for row in rows(1):\n    row['name'] = b''\n    x = row['name']", "bytes"),
    ],
)
def test_values_under_keys_that_are_written_out(code: str, type_: str) -> None:
    source = "def rows(count):\n    yield {'name': 'a', 'size': count + 1}\n"
    assert inferred(f"{source}{code}\n")["x"] == type_
