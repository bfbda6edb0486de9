"""Comprehensions: their loops bind names of their own."""

from __future__ import annotations

import ast

from typilus.static_inference.building.narrowing import narrow
from typilus.static_inference.building.unit import Unit
from typilus.static_inference.rules import displays
from typilus.static_inference.rules.containers import element, unpacked

__all__ = ["collection", "dictionary"]


def collection(unit: Unit, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> int:
    """A list, set or generator."""
    before = dict(unit.environment)
    _loops(unit, node.generators)
    inner = unit.expression(node.elt)
    unit.environment = before
    is_async = any(each.is_async for each in node.generators)
    return unit.add(displays.comprehension, [inner], node, is_async)


def dictionary(unit: Unit, node: ast.DictComp) -> int:
    """A dict."""
    before = dict(unit.environment)
    _loops(unit, node.generators)
    inputs = [unit.expression(node.key), unit.expression(node.value)]
    unit.environment = before
    return unit.add(displays.dictionary, inputs, node, (True,))


def _loops(unit: Unit, generators: list[ast.comprehension]) -> None:
    for each in generators:
        taken = unit.add(element, [unit.expression(each.iter)], each.iter, bool(each.is_async))
        _bind(unit, each.target, taken)
        for test in each.ifs:
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
        star = next((place for place, each in enumerate(target.elts) if isinstance(each, ast.Starred)), None)
        for place, each in enumerate(target.elts):
            where = place if star is None or place < star else place - len(target.elts)
            _bind(unit, each, unit.add(unpacked, [number], each, (where, len(target.elts), place == star)))
