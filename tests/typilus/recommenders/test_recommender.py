"""Symbols for which nothing is to be suggested, and why."""

from __future__ import annotations

from graph_extraction import SymbolKind
from typilus.project.reading import read_text
from typilus.recommenders.recommender import skip_reason


def reasons(text: str) -> dict[tuple[SymbolKind, str], str | None]:
    """The reason of each symbol of a text, by kind and name."""
    file = read_text(text)
    return {(each.kind, each.name): skip_reason(each, file.names) for each in file.graph.symbols}


def test_a_receiver_is_skipped_whatever_it_is_called() -> None:
    found = reasons("class Till:\n    def open(this, self): ...\n    @classmethod\n    def new(cls): ...\n")
    assert found[SymbolKind.PARAMETER, "this"] == "method receiver: its class is its type"
    assert found[SymbolKind.PARAMETER, "cls"] is not None
    assert found[SymbolKind.PARAMETER, "self"] is None, "it comes second"


def test_a_function_and_a_static_method_have_no_receiver() -> None:
    found = reasons("def f(self): ...\nclass Till:\n    @staticmethod\n    def new(cls): ...\n")
    assert found[SymbolKind.PARAMETER, "self"] is None
    assert found[SymbolKind.PARAMETER, "cls"] is None


def test_a_variable_that_stands_for_a_type_is_skipped_and_a_value_is_not() -> None:
    text = "from typing import TypeVar\nT = TypeVar('T')\nPrices = list[int]\ncount = 3\nprices = list(Prices())\n"
    found = {name: reason for (_, name), reason in reasons(text).items()}
    assert found == {
        "T": "it names a type, not a value",
        "Prices": "it names a type, not a value",
        "count": None,
        "prices": None,
    }


def test_only_variables_can_be_names_of_types() -> None:
    found = reasons("Price = int\ndef f(Price): ...\n")
    assert found[SymbolKind.VARIABLE, "Price"] == "it names a type, not a value"
    assert found[SymbolKind.PARAMETER, "Price"] is None


def test_every_object_has_its_class() -> None:
    found = reasons("class Till:\n    def __init__(self): self.__class__ = Till\n")
    assert found[SymbolKind.ATTRIBUTE, "__class__"] == "every object has it: it is its class"
