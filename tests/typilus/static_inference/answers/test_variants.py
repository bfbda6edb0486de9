"""Other types that people write."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import answers


def variants(program: str, name: str) -> list[str]:
    return [str(each) for each in answers(program)[name].variants]


def test_variants() -> None:
    assert variants("def f(a): ...\nf([1])\n", "f.a") == [
        "collections.abc.Sequence[int]",
        "collections.abc.Iterable[int]",
    ]
    assert variants("def f():\n    yield 1\n", "f()")[:2] == [
        "collections.abc.Generator[int, None, None]",
        "collections.abc.Iterable[int]",
    ]
    assert variants("class A:\n    def f(self):\n        return self\n", "A.f()") == ["typing.Self"]
    assert variants("class B: ...\nclass A(B): ...\nx = A()\n", "x") == ["B"]
    assert variants("x = 1\nx = None\n", "x") == ["int"]
    assert variants("x = {}\n", "x") == ["dict[str, typing.Any]"]
    assert variants("x = 1\n", "x") == []
