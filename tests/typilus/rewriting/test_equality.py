"""What the proof accepts, and what it does not."""

from __future__ import annotations

import pytest

from typilus.rewriting.equality import difference

IMPORTS = ("from typing import TYPE_CHECKING", "from a import B")


@pytest.mark.parametrize(
    ("before", "after", "added", "fault"),
    [
        ("x = 1", "x: int = 1", (), None),
        ("def f(a): pass", "def f(a: int) -> str: pass", (), None),
        ("x = 1", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  from a import B\nx: 'B' = 1", IMPORTS, None),
        ("x = 1", "x: int = 2", (), "tree"),
        ("x = 1", "x = 1\ny = 1", (), "tree"),
        ("x = 1", "import a\nx = 1", (), "tree"),
        ("x = 1", "x = 1", ("import a",), "added import"),
        ("x = 1", "x: = 1", (), "parse"),
        ("def f():\n global x\n x = 1", "def f():\n global x\n x: int = 1", (), "compile"),
        ("def f(a): pass", "def f(a, /): pass", (), "3.7"),
    ],
)
def test_differences(before: str, after: str, added: tuple[str, ...], fault: str | None) -> None:
    found = difference(before, after, added, (3, 7) if fault == "3.7" else (3, 10))
    assert found is None if fault is None else fault in (found or "")
