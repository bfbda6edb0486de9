"""`None` and `Never` are written only where control flow shows them."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import parse_source
from typilus.annotation_types import parse_type
from typilus.rewriting.flow_objection import flow_objection
from typilus.rewriting.slots import Slot, find_slots

ENDLESS = "def f():\n    while True: pass\n"


def slot_in(text: str, name: str = "f") -> Slot:
    return next(slot for slot in find_slots(parse_source(text.encode())) if slot.name == name)


@pytest.mark.parametrize(
    ("text", "type_", "objection"),
    [
        ("def f(): print()\n", "None", None),
        ("def f(): return 1\n", "None", "its control flow does not show that it returns None"),
        ("def f(a):\n    if a: return 1\n", "None", "its control flow does not show that it returns None"),
        ("def f(): yield\n", "None", "its control flow does not show that it returns None"),
        (ENDLESS, "typing.NoReturn", None),
        (ENDLESS, "typing.Never", None),
        (ENDLESS, "typing.NoReturn | int", "its control flow does not show typing.NoReturn"),
        (ENDLESS, "list[typing.Never]", "its control flow does not show typing.Never"),
        ("def f(): print()\n", "typing.NoReturn", "its control flow does not show typing.NoReturn"),
        ("class A:\n    def f(self): raise NotImplementedError\n", "typing.NoReturn", "its control flow does not show"),
    ],
)
def test_returns_need_what_control_flow_shows(text: str, type_: str, objection: str | None) -> None:
    found = flow_objection(parse_type(type_), slot_in(text))
    assert found is None if objection is None else objection in (found or "")


@pytest.mark.parametrize("type_", ["int", "None | int", "list[None]", "collections.abc.Callable[[], None]"])
@pytest.mark.parametrize("text", ["def f(): return 1\n", "f = 1\n", "def g(f): pass\n"])
def test_other_types_are_left_to_others(type_: str, text: str) -> None:
    assert flow_objection(parse_type(type_), slot_in(text)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("f = None\n", "a variable"),
        ("def g(f): pass\n", "a parameter"),
        ("class A:\n    def __init__(self): self.f = None\n", "an attribute"),
    ],
)
@pytest.mark.parametrize("type_", ["None", "typing.Never", "typing.NoReturn"])
def test_nothing_else_than_a_return_can_show_them(text: str, words: str, type_: str) -> None:
    assert flow_objection(parse_type(type_), slot_in(text)) == f"{type_} alone says nothing of {words}"


def test_the_owner_of_a_method_tells_an_abstract_one() -> None:
    text = "class A:\n    def f(self): print()\n"
    slot = slot_in(text)
    assert isinstance(slot.owner.node, ast.ClassDef)
    assert flow_objection(parse_type("None"), slot) is None
