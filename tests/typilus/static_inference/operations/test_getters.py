"""Methods that a decorator makes values."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

DERIVED = """
class {name}(property):
    pass
"""
DESCRIPTOR = """
class {name}:
    def __init__(self, wrapped):
        self.wrapped = wrapped
    def __get__(self, instance, owner):
        if instance is None:
            return self
        value = self.wrapped(instance)
        instance.__dict__[self.wrapped.__name__] = value
        return value
"""
FUNCTION = """
def {name}(method):
    @property
    def remembered(self):
        return method(self)
    return remembered
"""
CALL = """
def {name}(method):
    return property(lambda self: method(self))
"""
OTHER_DESCRIPTOR = """
from types import MethodType
class {name}:
    def __init__(self, wrapped):
        self.wrapped = wrapped
    def __get__(self, instance, owner):
        return MethodType(self, instance)
    def __call__(self, *args):
        return self.wrapped(*args)
"""
KEEPING = """
def {name}(method):
    return method
"""
USE = """
class Shop:
    def __init__(self, name):
        self.name = name
    @{name}
    def size(self):
        return len(self.name)
def f(shop: Shop):
    return shop.size
"""


@pytest.mark.parametrize("decorator", [DERIVED, DESCRIPTOR, FUNCTION, CALL])
def test_reading_it_calls_the_method(decorator: str) -> None:
    assert inferred((decorator + USE).format(name="reified"))["f()"] == "int"


@pytest.mark.parametrize("decorator", [OTHER_DESCRIPTOR, KEEPING, ""])
def test_other_decorators_make_no_values(decorator: str) -> None:
    assert inferred((decorator + USE).format(name="reified")).get("f()") != "int"


def test_a_decorator_of_another_module_is_found() -> None:
    assert inferred("import functools\n" + USE.format(name="functools.cached_property"))["f()"] == "int"
