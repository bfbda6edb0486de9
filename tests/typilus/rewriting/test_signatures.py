"""Headers of functions."""

from __future__ import annotations

import pytest

from typilus.rewriting.signatures import annotate_header


@pytest.mark.parametrize(
    ("header", "after"),
    [
        ("def f(a):", "def f(a: int) -> str:"),
        ("def f( a=1,*,b ) :", "def f( a: int = 1,*,b ) -> str :"),
        ("async def f(\r\n  *a,  # why\r\n):", "async def f(\r\n  *a: int,  # why\r\n) -> str:"),
        ("def f(a:bytes  =  1)->  bytes:", "def f(a:int  =  1)->  str:"),
        ("def f(b=lambda a: a, **a):", "def f(b=lambda a: a, **a: int) -> str:"),
        ("def f(ａ=1):", "def f(ａ: int = 1) -> str:"),  # a wide letter, which Python reads as the narrow one
        ("def f(b, \\\n a, /):", "def f(b, \\\n a: int, /) -> str:"),
    ],
)
def test_headers(header: str, after: str) -> None:
    assert annotate_header(header, {"a": "int"}, "str") == after


def test_what_libcst_cannot_read_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot read"):
        annotate_header("def f(", {"a": "int"}, None)
