"""One thing, and many."""

from __future__ import annotations

import pytest

from typilus.counting import counted


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (21, "21 files"), (1_001, "1,001 files")]
)
def test_one_thing_has_no_s(number: int, text: str) -> None:
    assert counted(number, "file") == text
