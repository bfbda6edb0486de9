"""Constants beside what nothing is known of."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    "body",
    [
        "if a:\n        return 0\n    return a.price * a.quantity",
        "b = a.get('version')\n    if b:\n        return b\n    return False",
        "b = ''\n    if a:\n        b = a.quux\n    return b",
        "return a.quuxes or []",
        "return a.quux if a else None",
        "for b in a:\n        return b\n    return -1",
        "if a:\n        return a.b\n    return {}",
        "if a:\n        return None if a.b else (None, False)\n    return a.c if a.b else (a.c, False)",
        "if a:\n        return None, 1\n    return a.quux, 2",
        "b = str(a)\n    for b in a.quuxes: pass\n    return (b, 1) if b else None",
    ],
)
def test_constants_do_not_decide(body: str) -> None:
    assert "f()" not in inferred(f"def f(a):\n    {body}\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if a:\n        return 0\n    return 1", "int"),
        ("if a:\n        return ''\n    return str(a)", "str"),
        ("if a:\n        return str(a)\n    return a.quux", "str?"),
        ("if a:\n        return a.quux\n    return len(a)", "int?"),
    ],
)
def test_what_is_computed_does(body: str, expected: str) -> None:
    assert inferred(f"def f(a):\n    {body}\n")["f()"] == expected


def test_what_a_test_has_excluded_is_not_the_rest() -> None:
    assert "f()" not in inferred("def f(a):\n    if isinstance(a, str):\n        return a.strip()\n    return a\n")
    assert "f()" not in inferred("def f(a):\n    return a if not isinstance(a, bytes) else a.decode()\n")
    assert (
        inferred("def f(a):\n    if isinstance(a, str):\n        return a.strip()\n    return str(a)\n")["f()"] == "str"
    )


def test_a_container_filled_mostly_with_what_nothing_is_known_of_tells_nothing() -> None:
    source = "def f(shop):\n    found = {}\n    found['x'] = shop.name()\n    found['y'] = 'z'\n"
    assert "f.found" not in inferred(source)
    assert inferred(source.replace("shop.name()", "str(shop)"))["f.found"] == "dict[str, str]"


def test_a_variable_that_starts_as_false_may_get_anything() -> None:
    source = "class A:\n    def __init__(self, other):\n        self.link = False\n        self.link = other.link()\n"
    assert "A.link" not in inferred(source)
    assert inferred(source.replace("other.link()", "True"))["A.link"] == "bool"
    assert inferred(source.replace("False", "0"))["A.link"] == "int?"


def test_what_stands_before_and_is_a_special_case() -> None:
    source = "def f(a):\n    return a.b == 1 and a.quux()\n"
    assert "f()" not in inferred(source)
    assert "f()" not in inferred(source.replace("a.b == 1", "not a.b"))
    assert inferred(source.replace("a.quux()", "str(a)"))["f()"].startswith("bool | str")


def test_what_one_call_of_many_hands_over_tells_nothing_of_a_parameter() -> None:
    calls = "move(a.x, a.pen, a.name)\n    move(a.y, a.pen, a.name)\n    move(1, Pen(), '')\n"
    found = inferred(f"class Pen: ...\ndef move(x=0, pen=None, name=''): ...\ndef draw(a):\n    {calls}")
    assert ("move.x" in found, "move.pen" in found, found["move.name"]) == (False, False, "str?")
    found = inferred("class Pen: ...\ndef move(pen): ...\ndef draw(a):\n    move(Pen())\n    move(a.pen)\n")
    assert found["move.pen"] == "Pen?"


def test_what_isinstance_tells_apart_in_one_call_is_not_what_another_hands_over() -> None:
    source = """
    class Pen: ...
    def draw(pen): return pen
    def main(a):
        if isinstance(a, Pen):
            draw(a)
        draw(a.other())
    """
    assert "draw.pen" not in inferred(source)
    assert inferred(source.replace("draw(a)", "draw(Pen())"))["draw.pen"] == "Pen?"
    assert inferred(source.replace("draw(a.other())", ""))["draw.pen"] == "Pen?"


def test_a_function_that_calls_itself_tests_for_what_it_takes() -> None:
    source = """
    class Group: ...
    def draw(group):
        for part in group.parts():
            if isinstance(part, Group):
                draw(part)
    def main(a): draw(a.other())
    """
    assert inferred(source)["draw.group"] == "Group?"


def test_what_a_dict_of_several_classes_holds_under_one_name() -> None:
    known = "def f():\n    row = {'name': 'a', 'size': 1}\n    name = row['name']\n    title = name\n    return title\n"
    assert inferred(known)["f.title"] == "str"
    # What gets out of sight may be changed, but seldom gets another type.
    source = f"import log\n{known}".replace("    name =", "    log.show(row)\n    name =")
    assert inferred(source)["f.title"] == "str?"
    assert inferred(source.replace("1", "'b'"))["f.title"] == "str"
    assert inferred(source.replace("1", "None"))["f.name"] == "str?"
    assert inferred(f"{source}    key = str(title)\n    other = row[key]\n")["f.other"] == "int | str"
    through = f"{source}def g():\n    row = {{'a': 1, 'b': 'c'}}\n    log.show(row)\n    return (row['a'], 1)[0]\n"
    assert inferred(through)["g()"] == "int?"
