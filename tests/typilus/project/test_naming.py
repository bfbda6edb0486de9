"""Names that are alike, plurals, and what is written as classes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typilus.project.naming import likeness, singular, words_of


def alike(first: str, second: str) -> float:
    return likeness(words_of(first), words_of(second))


def test_the_same_words_are_as_alike_as_can_be() -> None:
    assert alike("http_client", "HTTPClient") == pytest.approx(1.0)
    assert alike("v2_client", "Client3") == pytest.approx(alike("v_client", "Client"))


def test_the_last_word_counts_most() -> None:
    assert alike("user_config", "Config") > alike("user_config", "User") > 0
    assert alike("user", "Config") == 0


def test_a_beginning_is_nearly_the_word() -> None:
    assert 0.5 < alike("req", "Request") < 1
    assert alike("re", "Request") == 0


@given(st.from_regex(r"[a-zA-Z_]{1,12}", fullmatch=True), st.from_regex(r"[a-zA-Z_]{1,12}", fullmatch=True))
def test_likeness_is_a_symmetric_share(first: str, second: str) -> None:
    assert 0 <= alike(first, second) <= 1 + 1e-9
    assert alike(first, second) == pytest.approx(alike(second, first))


@pytest.mark.parametrize(
    ("name", "one"),
    [("shops", "shop"), ("entries", "entry"), ("boxes", "box"), ("shop_list", "shop"), ("classes", "class"),
     ("class", None), ("status", None), ("axis", None), ("shop", None), ("s", None)],
)  # fmt: skip
def test_singular(name: str, one: str | None) -> None:
    assert singular(name) == one
