"""Values that agree tell a type; scopes are those of the graph's symbols."""

from __future__ import annotations

from tests.typilus.recommenders.places_of import context_of
from typilus.project.reading import read_text
from typilus.recommenders.value_recommender import ValueRecommender

TEXT = """\
from typing import TypeVar
T = TypeVar("T")
limit = 3
name = None
name = "a"
mixed = 1
mixed = "a"
bare = None
class Shop:
    def __init__(self, owner):
        self.owner = owner
        self.open = False
        def inner():
            count = len(owner)
            return count
"""


def test_what_is_told() -> None:
    file = read_text(TEXT)
    answers = ValueRecommender().recommend(context_of(file))
    told = {
        (symbol.scope, symbol.name): [each.type for each in answer]
        for symbol, answer in zip(file.graph.symbols, answers, strict=True)
        if answer
    }
    assert told == {
        ("", "limit"): ["int"],
        ("", "name"): ["str | None"],
        ("Shop", "open"): ["bool"],
        ("Shop.__init__.<locals>.inner", "count"): ["int"],
    }


def test_an_object_of_an_imported_class_may_only_describe_a_field() -> None:
    text = (
        "import some\nfrom some import Thing\n"
        "class Form(some.Form):\n    title = Thing()\n    limit = 3\n"
        "    def __init__(self):\n        self.made = Thing()\n"
        "class Plain:\n    thing = Thing()\n"
    )
    file = read_text(text)
    answers = ValueRecommender().recommend(context_of(file))
    told = {symbol.name: said[0].type for symbol, said in zip(file.graph.symbols, answers, strict=True) if said}
    assert told == {"limit": "int", "made": "some.Thing", "thing": "some.Thing"}
