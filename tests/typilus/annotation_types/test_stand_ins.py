"""Which modules and classes are of tests."""

from __future__ import annotations

import pytest

from typilus.annotation_types import is_stand_in, is_test_module, parse_type, stand_ins_in


@pytest.mark.parametrize(
    "module",
    [
        *("tests", "tests.shop.helpers", "shop.tests.cart", "test_cart", "cart_test", "conftest", "shop.conftest"),
        *("unittest.mock", "django.test.client", "numpy.testing", "_pytest.monkeypatch", "pytest_mock.plugin"),
    ],
)
def test_test_code(module: str) -> None:
    assert is_test_module(module)


@pytest.mark.parametrize("module", ["", "shop", "shop.latest", "contest", "attestation.protest", "shop.testimony"])
def test_product_code(module: str) -> None:
    assert not is_test_module(module)


def test_stand_ins_are_found_in_arguments_too() -> None:
    found = stand_ins_in(parse_type("dict[str, tests.fakes.Bot | unittest.mock.Mock]"))
    assert found == {"tests.fakes.Bot", "unittest.mock.Mock"}


def test_what_is_a_stand_in() -> None:
    assert is_stand_in("list[unittest.mock.MagicMock]")
    assert not is_stand_in("list[shop.cart.Cart]")
    assert not is_stand_in("test"), "a class of that name is of no test module"
    assert not is_stand_in("no type [")
