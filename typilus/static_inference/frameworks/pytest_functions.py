"""The arguments of what pytest calls: values of `parametrize`, fixtures by their names, and those of hooks."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import islice

from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.frameworks.declarations import home_of, keywords_of, text_of, told
from typilus.static_inference.frameworks.pytest_fixtures import fixture_value, is_fixture
from typilus.static_inference.rules.containers import Element, Unpacked
from typilus.static_inference.rules.value_flow import JOINED

__all__ = ["handed_by_pytest"]

_HOOKS = {
    "call": "pytest.CallInfo",
    "config": "pytest.Config",
    "item": "pytest.Item",
    "items": "list[pytest.Item]",
    "metafunc": "pytest.Metafunc",
    "parser": "pytest.Parser",
    "session": "pytest.Session",
}
"""Arguments of hooks, by the names that pytest knows them by."""
MAX_CASES = 48
"""So many values of a parametrized test are looked at, beside literals, of which one of each type is."""
_PARAMETRIZE, _PARAM = "mark.parametrize", "param"


def handed_by_pytest(unit: Unit, function: FunctionDefinition, name: str) -> Iterator[int]:
    """Yield the nodes of what pytest hands to a parameter of a test, fixture or hook.

    In a fixture with `params`, `request.param` means one of these from then on.
    """
    if name in _HOOKS and function.owner is None and function.scope.startswith("pytest_"):
        yield told(unit, _HOOKS[name])
    if not is_fixture(function) and not _is_test(function):
        return
    cases = list(_cases(unit, function, name))
    if cases:
        yield from cases
        return
    if name == "request":
        _know_param(unit, function)
    fixture = fixture_value(unit, function, name)
    if fixture is not None:
        yield fixture


def _is_test(function: FunctionDefinition) -> bool:
    """Return whether pytest collects a function, by its usual rules for names."""
    module, name = function.module.name.rpartition(".")[2], function.scope.rpartition(".")[2]
    is_collected = module.startswith("test") or module.endswith("_test")
    return is_collected and name.startswith("test") and "<locals>" not in function.scope


def _cases(unit: Unit, function: FunctionDefinition, name: str) -> Iterator[int]:
    """Yield the nodes of a parameter's values in the cases of a parametrized test."""
    owner = [] if function.owner is None else function.owner.node.decorator_list
    assert not isinstance(function.node, ast.Lambda)
    for decorator in [*function.node.decorator_list, *owner]:
        if not isinstance(decorator, ast.Call) or not dotted(decorator).endswith(_PARAMETRIZE):
            continue
        arguments = dict(zip(("argnames", "argvalues", "indirect"), decorator.args, strict=False))
        arguments |= keywords_of(decorator)
        names, values = _names(arguments.get("argnames")), arguments.get("argvalues")
        if name in names and values is not None and "indirect" not in arguments:
            yield from _values(unit, values, names.index(name), len(names))


def _names(node: ast.expr | None) -> list[str]:
    text = text_of(node)
    if text is not None:
        return [name.strip() for name in text.split(",") if name.strip()]
    if isinstance(node, ast.List | ast.Tuple):
        return [str(element.value) for element in node.elts if isinstance(element, ast.Constant)]
    return []


def _values(unit: Unit, values: ast.expr, index: int, count: int) -> Iterator[int]:
    """Yield the nodes of the values under one of a test's names.

    Args:
        unit: Of the test.
        values: One value, or one tuple of values, for each case.
        index: Of the name.
        count: Number of the names.
    """
    around = home_of(unit)
    if not isinstance(values, ast.List | ast.Tuple | ast.Set):
        case = unit.add(Element(is_async=False), [around.expression(values)])
        yield case if count == 1 else unit.add(Unpacked(index, count, is_star=False), [case])
        return
    distinct: dict[object, tuple[ast.expr, bool]] = {}
    for value in values.elts:
        parts = _parts(value, count)
        part = value if parts is None else parts[index] if index < len(parts) else None
        if part is not None:
            distinct.setdefault(type(part.value) if isinstance(part, ast.Constant) else part, (part, parts is None))
    if len(distinct) > MAX_CASES:
        yield unit.unknown()
    for part, is_whole in islice(distinct.values(), MAX_CASES):
        if isinstance(part, ast.Starred):
            yield from _values(unit, part.value, index, count)
        else:
            number = around.expression(part)
            yield unit.add(Unpacked(index, count, is_star=False), [number]) if is_whole else number


def _parts(value: ast.expr, count: int) -> Sequence[ast.expr] | None:
    """Return the values of one case, None where it is no display of them."""
    if isinstance(value, ast.Call) and dotted(value).rpartition(".")[2] == _PARAM:
        return value.args
    if count == 1 and not isinstance(value, ast.Starred):
        return [value]
    return value.elts if isinstance(value, ast.List | ast.Tuple) else None


def _know_param(unit: Unit, function: FunctionDefinition) -> None:
    assert not isinstance(function.node, ast.Lambda)
    for decorator in function.node.decorator_list:
        params = keywords_of(decorator).get("params") if isinstance(decorator, ast.Call) else None
        values = [] if params is None else list(_values(unit, params, 0, 1))
        if values:
            unit.know("request.param", unit.add(JOINED, values))
