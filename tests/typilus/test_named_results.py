"""Results by the names of their symbols."""

from __future__ import annotations

import pytest

from typilus.named_results import result_named

RESULTS = [("Shop.add.price", 1), ("Shop.add()", 2), ("Shop.add.price", 3), ("Till.pay.coins", 4)]


def test_the_first_of_a_name() -> None:
    assert result_named("Shop.add.price", RESULTS, "shop.py") == 1
    assert result_named("Shop.add()", RESULTS, "shop.py") == 2


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Shop.add.prise", "there is 'Shop.add.price'"),
        ("coins", "there is 'Till.pay.coins'"),
        ("unlike", "there are 3 others"),
    ],
)
def test_another_name_gets_those_like_it(name: str, hint: str) -> None:
    with pytest.raises(KeyError, match=rf"shop\.py: no symbol '{name}'; {hint}".replace("(", r"\(")):
        result_named(name, RESULTS, "shop.py")
