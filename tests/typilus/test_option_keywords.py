"""Keyword arguments are the fields of the options: see `test_options`. Here that none of them is required."""

from __future__ import annotations

import pytest

from typilus import option_keywords


@pytest.mark.parametrize("name", option_keywords.__all__)
def test_no_keyword_is_required(name: str) -> None:
    keywords = getattr(option_keywords, name)
    assert keywords.__required_keys__ == frozenset()
    assert {"model", "recommenders"} <= keywords.__optional_keys__
