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
    assert found["c"] == "int | None", "another object's may be anything that the attribute is"


def test_what_the_body_assigns_to_a_parameter_says_nothing_of_what_callers_pass() -> None:
    source = """
        def to_internal(value):
            return int(value) if value else None
        def enroll(course, other, names, later, default=None):
            course = to_internal(course)
            for other in [1]:
                pass
            with open("x") as names:
                pass
            def inner():
                return later
            later = 1.5
            return inner
        """
    found = inferred(source)
    assert not {"enroll.course", "enroll.other", "enroll.names", "enroll.later"} & found.keys()


def test_what_takes_the_place_of_none_is_like_a_default() -> None:
    source = """
        def f(a=None, b=None, c=None, d=None, e=None):
            if a is None:
                a = [1]
            b = b or "text"
            c = 1.5 if c is None else c
            if not d:
                d = {1: 2}
            e = e if e else b"x"
        """
    assert inferred(source) == {
        "f()": "None",
        "f.a": "list[int] | None?",
        "f.b": "str | None?",
        "f.c": "float | None?",
        "f.d": "dict[int, int] | None?",
        "f.e": "bytes | None?",
    }


def test_functions_inside_see_what_the_body_assigned() -> None:
    source = """
        def f(a):
            a = 1
            def g():
                return a
            return g()
        f("x")
        """
    assert inferred(source)["f.a"] == "str?"
    assert inferred(source)["f()"].startswith("int | str")


def test_what_a_test_showed_of_an_attribute_is_forgotten_with_its_object() -> None:
    found = inferred(
        """
        def f(a, b):
            if isinstance(a.x, int):
                c = a.x
                a = b
                d = a.x
        """
    )
    assert found["f.c"] == "int"
    assert "f.d" not in found
