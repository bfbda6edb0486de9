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


def test_classes_with_a_common_base() -> None:
    shapes = "class Shape: ...\nclass Circle(Shape): ...\nclass Square(Shape): ...\nclass Disk(Circle): ...\n"
    made = "def f(a):\n    if a:\n        return Square()\n    {}return Circle()\n"
    assert variants(shapes + made.format(""), "f()")[0] == "Shape"
    assert variants(shapes + made.format("if g:\n        return None\n    "), "f()")[0] == "Shape | None"
    assert variants(shapes + "x = [Square(), Circle()]\n", "x")[0] == "list[Shape]"
    assert variants(shapes + "x = {'a': [Square(), Circle()]}\n", "x")[0] == "dict[str, list[Shape]]"
    assert "Shape" not in variants(shapes + "class Other: ...\nx = Square()\nx = Other()\n", "x")
    assert variants("x = [1, '']\n", "x") == []
