"""What stands in a stub for a variable."""

from __future__ import annotations

import pytest

from typilus.rewriting.stubs import stub_of


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("x = 1", "x: int"),
        ("x = -1.5", "x: float"),
        ("x = f'{y}'", "x: str"),
        ("x = [1]", "x: list[Any]"),
        ("x = {a: b for a in c}", "x: dict[Any, Any]"),
        ("x = (1, 2)", "x: tuple[Any, ...]"),
        ("x = None", "x: Any"),
        ("x = call()", "x: Any"),
        ("x: int = 3", "x: int"),
        ("x: 'int' = 3", "x: int"),
        ("x: Final = 3", "x: Final = 3"),
        ("x: Final = call()", "x: Any"),
        ("x: Literal['a b'] = 'a b'", "x: Literal['a b']"),
        ("X: TypeAlias = 'int'", "X: TypeAlias = 'int'"),
        ("X = Union[int, str]", "X = Union[int, str]"),
        ("X = list[int] | None", "X = list[int] | None"),
        ("x = flags | more", "x: Any"),
        ("X = int", "X = int"),
        ("x = missing", "x: Any"),
        ("T = TypeVar('T')", "T = TypeVar('T')"),
        ("P = namedtuple('P', 'x y')", "P = namedtuple('P', 'x y')"),
        ("__all__ = ['x']", "__all__ = ['x']"),
        ("a, x = b", "x: Any"),
    ],
)
def test_a_variable(code: str, line: str) -> None:
    assert line in stub_of(code + "\n", "a.py").splitlines()


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("class E(Enum):\n    A = 1", "A = 1"),
        ("class E(enum.Flag):\n    A = auto()", "A = ..."),
        ("class D:\n    a: int = field(init=False, default=make())", "a: int = field(init=False)"),
        ("class N(NamedTuple):\n    a: int = 1", "a: int = ..."),
        ("class A:\n    a = 1", "a: int"),
    ],
)
def test_a_variable_of_a_class(code: str, line: str) -> None:
    assert f"    {line}" in stub_of(code + "\n", "a.py").splitlines()
