"""Types as numbers, and as classes: erased beside a similarity, whole for a classifier."""

from __future__ import annotations

import pytest

from typilus.neural.objectives import UNKNOWN_CLASS
from typilus.neural.training_config import TrainingConfig
from typilus.neural.type_table import UNKNOWN_TYPE, TypeTable

COUNTS = {"list[int]": 3, "int": 4, "list[str]": 2, "shop.Shop": 1, "dict[str, int]": 2}


def test_types_are_numbered_whole_and_classed_erased() -> None:
    types = TypeTable(["list"])
    one, other, unknown = types.lookup("list[int]"), types.lookup("list[str]"), types.lookup("shop.Shop")
    assert one[1] == other[1] == 0
    assert unknown[1] == UNKNOWN_CLASS
    assert len({one[0], other[0], unknown[0]}) == 3
    assert types.lookup("list[int]") == one


def test_a_type_that_is_no_expression_stands_for_itself() -> None:
    assert TypeTable(["5_odd.Thing"]).lookup("5_odd.Thing") == (0, 0)


@pytest.mark.parametrize(
    ("objective", "classes"),
    [("typilus", ("list", "int")), ("space", ("list", "int")), ("class", ("int", "list[int]", UNKNOWN_TYPE))],
)
def test_the_most_frequent_types_are_classes(objective: str, classes: tuple[str, ...]) -> None:
    config = TrainingConfig(objective=objective, max_classes=2, min_class_count=2)
    assert TypeTable.of_counts(COUNTS, config).classes == classes


def test_classes_are_seen_often_enough() -> None:
    config = TrainingConfig(objective="class", max_classes=9, min_class_count=3)
    assert TypeTable.of_counts(COUNTS, config).classes == ("int", "list[int]", UNKNOWN_TYPE)


def test_a_classifier_drops_no_symbol() -> None:
    types = TypeTable.of_counts(COUNTS, TrainingConfig(objective="class", max_classes=2, min_class_count=1))
    assert [types.lookup(name)[1] for name in ("int", "list[int]", "list[str]", "never.Seen")] == [0, 1, 2, 2]


def test_numbers_are_given_in_the_order_of_the_counts() -> None:
    """Processes that train together see different files, and have to mean the same by a number."""
    types = TypeTable.of_counts(COUNTS, TrainingConfig())
    assert [types.lookup(name)[0] for name in COUNTS] == list(range(len(COUNTS)))
