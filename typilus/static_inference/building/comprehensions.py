"""Comprehensions: their loops bind names of their own."""

from __future__ import annotations

import ast

from typilus.static_inference.building.branch_tests import narrow
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.rules.containers import Element, Unpacked
from typilus.static_inference.rules.displays import Comprehension, Dictionary

__all__ = ["collection", "dictionary"]

_LIST, _SET = Comprehension("list", 0), Comprehension("set", 0)
_GENERATOR = Comprehension("collections.abc.Generator", 2)
_ASYNC_GENERATOR = Comprehension("collections.abc.AsyncGenerator", 1)


def collection(unit: Unit, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> int:
    """A list, set or generator."""
    before = dict(unit.environment)
    _loops(unit, node.generators)
    inner = unit.expression(node.elt)
    unit.environment = before
    is_async = any(generator.is_async for generator in node.generators)
    return unit.add(_rule(node, is_async), [inner], node)


def _rule(node: ast.ListComp | ast.SetComp | ast.GeneratorExp, is_async: bool) -> Comprehension:
    if isinstance(node, ast.GeneratorExp):
        return _ASYNC_GENERATOR if is_async else _GENERATOR
    return _LIST if isinstance(node, ast.ListComp) else _SET


def dictionary(unit: Unit, node: ast.DictComp) -> int:
    """A dict."""
    before = dict(unit.environment)
    _loops(unit, node.generators)
    inputs = [unit.expression(node.key), unit.expression(node.value)]
    unit.environment = before
    return unit.add(Dictionary((True,)), inputs, node)


def _loops(unit: Unit, generators: list[ast.comprehension]) -> None:
    for generator in generators:
        taken = unit.add(Element(bool(generator.is_async)), [unit.expression(generator.iter)], generator.iter)
        _bind(unit, generator.target, taken)
        for test in generator.ifs:
            unit.expression(test)
            narrow(unit, test, True)


def _bind(unit: Unit, target: ast.expr, number: int) -> None:
    """Names of a comprehension have no slot outside."""
    if isinstance(target, ast.Name):
        unit.environment[target.id] = number
        unit.forget(target.id)
    elif isinstance(target, ast.Starred):
        _bind(unit, target.value, number)
    elif isinstance(target, ast.Tuple | ast.List):
        star = next((index for index, element in enumerate(target.elts) if isinstance(element, ast.Starred)), None)
        for index, element in enumerate(target.elts):
            where = index if star is None or index < star else index - len(target.elts)
            count = len(target.elts) if star in (None, index) else None
            _bind(unit, element, unit.add(Unpacked(where, count, index == star), [number], element))
