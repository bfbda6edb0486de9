"""Units: names and their slots."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred


def test_a_setter_returns_nothing_into_the_property() -> None:
    found = inferred(
        """
        class A:
            @property
            def x(self):
                return 1
            @x.setter
            def x(self, value):
                self.y = value
        a = A().x
        """
    )
    assert found["a"] == "int"


def test_an_attribute_is_forgotten_with_its_object() -> None:
    found = inferred(
        """
        class A:
            def __init__(self):
                self.x = None
        a = A()
        a.x = 1
        b = a.x
        a = A()
        c = a.x
        """
    )
    assert found["b"] == "int"
    assert "c" not in found
