"""Which libraries read annotations."""

from __future__ import annotations

import pytest

from typilus.project.known_readers import is_harmless, is_stranger


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("builtins.sorted", True),
        ("functools.lru_cache()", True),
        ("inspect.signature", False),
        ("dataclasses.dataclass", False),
        ("typing.NamedTuple", False),
        ("pytest.fixture()", True),
        ("attr.s", False),
        ("numba.njit", True),
        ("numba.experimental.jitclass", False),
        ("fastapi.FastAPI.get", False),
    ],
)
def test_what_leaves_annotations_unread(name: str, harmless: bool) -> None:
    assert is_harmless(name) is harmless


def test_strangers() -> None:
    assert [is_stranger(top) for top in ("fastapi", "click", "os", "attr")] == [True, False, False, False]
