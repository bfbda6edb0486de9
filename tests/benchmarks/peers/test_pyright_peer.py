"""The types in what pyright's language server shows."""

from __future__ import annotations

import pytest

from benchmarks.peers.pyright_peer import shown_type


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        ("(variable) x: int", "int"),
        ("(constant) SIZE: dict[str, int]\n---\nOf all.", "dict[str, int]"),
        ("(parameter) item", None),
        ("(parameter) self: Self@Shop", "Self@Shop"),
        ("(variable) add: (\n    x: int\n) -> int", "(x: int) -> int"),
        ("(class) Shop", None),
        ("", None),
    ],
)
def test_names(shown: str, kind: str | None) -> None:
    assert shown_type(shown, is_return=False) == kind


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        ("(function) def f(x: int) -> str", "str"),
        ("(method) def add(\n    self: Self@Shop,\n    item: (int) -> str\n) -> None", "None"),
        ("(function) def f() -> ((x: int) -> int)", "((x: int) -> int)"),
        ("(function) async def f() -> int", "int"),
        ("(function) def f() -> CoroutineType[Any, Any, list[int]]", "list[int]"),
        ("(function) async def ticks() -> Generator[int, Any, None]", "AsyncGenerator[int, None]"),
        ("(variable) f: int", None),
    ],
)
def test_returns(shown: str, kind: str | None) -> None:
    assert shown_type(shown, is_return=True) == kind
