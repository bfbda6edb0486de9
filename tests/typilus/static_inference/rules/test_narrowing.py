"""What tests tell of names."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred


def test_none_is_excluded() -> None:
    found = inferred(
        """
        import re
        m = re.match("a", "b")
        if m:
            x = m.group()
        if m is not None:
            y = m
        else:
            z = m
        w = m if m is None else 1
        if m is None:
            raise ValueError
        after = m
        """
    )
    assert found["x"].rstrip("?") == "str"
    assert found["y"] == found["after"] == "re.Match[str]"
    assert found["w"] == "int | None"
    assert "z" not in found


def test_isinstance() -> None:
    found = inferred(
        """
        def f(value):
            if isinstance(value, (int, str)):
                x = value
            elif isinstance(value, list):
                y = value
        def g(value=1):
            if not isinstance(value, int):
                return None
            return value
        """
    )
    assert found["f.x"] == "int | str"
    assert found["f.y"] == "list?"
    assert found["g()"].startswith("int | None")


def test_attributes_are_narrowed_too() -> None:
    found = inferred(
        """
        class A:
            def __init__(self):
                self.x = None
            def set(self):
                self.x = 1
            def get(self):
                if self.x is None:
                    return "none"
                y = self.x
                return y
        """
    )
    assert found["A.get.y"] == "int"
    assert found["A.get()"] == "int | str"


def test_patterns() -> None:
    found = inferred(
        """
        def f(value):
            match value:
                case int() as number:
                    x = number
                case [first, *rest]:
                    y = rest
                case str():
                    z = value
        class Point:
            x: int
            y: str
        def g():
            match Point():
                case Point(x=a, y=b):
                    return b
        """
    )
    assert found["f.x"] == "int"
    assert found["f.z"] == "str"
    assert found["g()"].rstrip("?") == "str | None"


def test_what_equals_a_value_may_be_of_another_class() -> None:
    source = """
        import unknown
        def read():
            leaf = unknown.leaf()
            assert leaf == ":"
            return leaf
        def choose(kind=None):
            found = "a" if kind else 1
            if found == "a":
                return found
            return "b"
        """
    found = inferred(source)
    assert "read()" not in found
    assert found["choose()"] == "str"


def test_what_can_be_called_is_told_from_what_cannot() -> None:
    found = inferred(
        """
        class Maker:
            def __call__(self):
                return 1
        def resolve(value):
            if callable(value):
                return value()
            return value
        first = resolve(lambda: 12)
        second = resolve(3)
        third = resolve(Maker())
        """
    )
    assert found["resolve()"] == "int?"
    assert [found[name] for name in ("first", "second", "third")] == ["int?"] * 3
