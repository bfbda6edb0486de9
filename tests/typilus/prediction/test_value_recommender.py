"""Values that agree tell a type; scopes are those of the graph's symbols."""

from __future__ import annotations

from typilus.prediction.reading import read_text
from typilus.prediction.value_recommender import ValueRecommender

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
    (answers,) = ValueRecommender().recommend([file])
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
