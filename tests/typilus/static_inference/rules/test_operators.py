"""Operators, through their methods."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("1 + 2", "int"),
        ("1 + 2.0", "float"),
        ("1 / 2", "float"),
        ("2 ** 8", "int"),
        ("2 ** 0.5", "float"),
        ("'a' + 'b'", "str"),
        ("'%s' % 1", "str"),
        ("'a' * 3", "str"),
        ("3 * [1]", "list[int]"),
        ("[1] + ['a']", "list[int | str]"),
        ("{1} | {'a'}", "set[int | str]"),
        ("1 < 2", "bool"),
        ("1 in [1]", "bool"),
        ("not 1", "bool"),
        ("-1.5", "float"),
        ("~1", "int"),
        ("1 or 'a'", "int | str"),
        ("None or 'a'", "str"),
        ("1 if 2 else 'a'", "int | str"),
        ("7 // 2", "int"),
        ("divmod(7, 2)", "tuple[int, int]"),
    ],
)
def test_values(value: str, kind: str) -> None:
    assert inferred(f"x = {value}")["x"].rstrip("?") == kind


def test_classes_have_operators_of_their_own() -> None:
    found = inferred(
        """
        class Money:
            def __init__(self, amount):
                self.amount = amount
            def __add__(self, other):
                return Money(self.amount + other.amount)
            def __radd__(self, other):
                return "reflected"
        total = Money(1) + Money(2)
        other = 1 + Money(2)
        """
    )
    assert found["total"] == "Money"
    assert found["other"] == "str"


def test_an_unknown_side_has_the_type_of_the_other() -> None:
    assert inferred("def f(x):\n    y = x + 'a'\n")["f.y"] == "str?"


def test_augmented_assignment() -> None:
    found = inferred("x = 1\nx += 0.5\nitems = []\nitems += [1]\n")
    assert found["x"] == "float"
    assert found["items"] == "list[int]"


def test_an_unknown_number_is_guessed_by_the_other_side() -> None:
    found = inferred(
        """
        def share(part, total): return (part.size / float(total.size)) * 100
        def half(part): return part.size / 2
        def more(part): return part.size * 1.5
        def often(part): return part.size * 3
        """
    )
    assert found["share()"] == found["half()"] == found["more()"] == "float?"
    assert "often()" not in found, "text and lists are multiplied with integers, too"


def test_what_a_time_is_subtracted_from_is_one() -> None:
    source = "import datetime\ndef f(born):\n    age = born - datetime.datetime(2020, 1, 1)\n"
    assert inferred(source)["f.age"] == "datetime.timedelta?"
