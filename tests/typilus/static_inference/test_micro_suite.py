"""The micro-suite is whole: enough programs, each expectation of a symbol that is there, in canonical form."""

from __future__ import annotations

import ast
import collections

import pytest

from graph_extraction import extract_file
from graph_extraction.graph import Symbol
from tests.typilus.static_inference.micro_suite import CATEGORIES, PROGRAMS, MicroProgram, micro_programs
from typilus.annotation_types import FileNames, canonicalise
from typilus.prediction.values import TypePrediction

FEWEST = 15
# Names that nobody annotates, and what Python itself lays down.
NOT_ASKED = {"_", "__init__", "__all__", "__slots__"}


def name_of(symbol: Symbol) -> str:
    return TypePrediction(symbol, None, None, ()).qualified_name


def test_enough_programs_in_every_category() -> None:
    counts = collections.Counter(program.category for program in micro_programs())
    assert sorted(counts) == sorted(CATEGORIES) == sorted(path.name for path in PROGRAMS.iterdir())
    assert min(counts.values()) >= FEWEST, counts


def test_programs_differ() -> None:
    trees = collections.Counter(ast.dump(ast.parse(program.source)) for program in micro_programs())
    assert max(trees.values()) == 1


@pytest.mark.parametrize("category", CATEGORIES)
def test_expectations_name_symbols_and_leave_none_out(category: str) -> None:
    for program in micro_programs():
        if program.category == category:
            symbols = extract_file(program.path).symbols
            counts = collections.Counter(map(name_of, symbols))
            assert all(counts[name] == 1 for name in program.expected), program.path
            asked = {name_of(each) for each in symbols if each.annotatable and each.name not in NOT_ASKED}
            assert asked - set(program.expected) <= repeated(counts), program.path


def repeated(counts: collections.Counter[str]) -> set[str]:
    """The getter and the setter of a property have one name."""
    return {name for name, count in counts.items() if count > 1}


@pytest.mark.parametrize("category", CATEGORIES)
def test_expected_types_are_canonical(category: str) -> None:
    for program in micro_programs():
        if program.category == category:
            for name, types in program.expected.items():
                assert len(set(types)) == len(types), f"{program.path}: {name}"
                for text in types:
                    assert str(canonicalise(text, FileNames())) == text, f"{program.path}: {name}"


def test_a_program_is_read() -> None:
    (shop,) = (each for each in micro_programs() if each.name == "shop_prices")
    assert isinstance(shop, MicroProgram)
    assert shop.category == "classes"
    assert shop.expected["Shop.prices"] == ("dict[str, float]",)
    assert shop.expected["Shop.cheapest()"] == ("str",)
    (folder,) = (each for each in micro_programs() if each.name == "package")
    assert folder.path.name == "main.py"
    assert folder.expected["basket"] == ("shop.basket.Basket", "shop.Basket")
