"""Test code, and the classes that stand in for others there: weak evidence of the types of the code under test.

A test hands mocks, fakes and fixtures to what it tests. Whoever annotates the code under test means the real thing.
"""

from __future__ import annotations

from functools import lru_cache

from typilus.annotation_types.expression import TypeExpression, parse_type
from typilus.errors import TypeExpressionError

__all__ = ["is_stand_in", "is_test_module", "stand_ins_in"]

# Packages for tests, and the names that test runners go by.
_PARTS = frozenset({"test", "tests", "testing", "conftest", "unittest", "pytest", "_pytest", "mock", "mocks"})
_PREFIXES = ("test_", "pytest_")
_SUFFIXES = ("_test", "_tests")


@lru_cache(maxsize=16_384)
def is_test_module(module: str) -> bool:
    """Return whether a dotted module name is that of test code.

    >>> is_test_module("tests.shop.test_cart"), is_test_module("unittest.mock"), is_test_module("shop.latest")
    (True, True, False)
    """
    parts = module.split(".")
    return any(part in _PARTS or part.startswith(_PREFIXES) or part.endswith(_SUFFIXES) for part in parts)


def stand_ins_in(type_: TypeExpression) -> frozenset[str]:
    """The classes of test code that a type names, itself and its arguments."""
    own = frozenset({type_.name}) if is_test_module(type_.name.rpartition(".")[0]) else frozenset()
    return own.union(*map(stand_ins_in, type_.arguments))


@lru_cache(maxsize=16_384)
def is_stand_in(type_: str) -> bool:
    """Return whether a canonical type names a class of test code."""
    try:
        return bool(stand_ins_in(parse_type(type_)))
    except TypeExpressionError:
        return False
