"""The request that Django hands to views and middleware, first of all and by one name in all of its documentation."""

from __future__ import annotations

from collections.abc import Iterator

from typilus.static_inference.building.unit import Unit
from typilus.static_inference.definitions.module_text import FunctionDefinition, ModuleText
from typilus.static_inference.frameworks.declarations import positional, told

__all__ = ["handed_by_django", "is_view"]

_NAME = "request"
_REST_FRAMEWORK = "rest_framework"


def is_view(function: FunctionDefinition) -> bool:
    """Return whether the first argument of a function of a module that uses Django is called `request`."""
    return bool(function.module.derived(_packages)) and positional(function)[:1] == [_NAME]


def handed_by_django(unit: Unit, function: FunctionDefinition, name: str) -> Iterator[int]:
    """Yield the node of a view's request. That of Django REST framework is another one.

    It is a custom of names: a function may get something else under it.
    """
    if name == _NAME and is_view(function):
        is_rest = _REST_FRAMEWORK in function.module.derived(_packages)
        yield told(unit, "rest_framework.request.Request" if is_rest else "django.http.HttpRequest")
        yield unit.unknown()


def _packages(module: ModuleText) -> frozenset[str]:
    """The packages of Django that a module imports from."""
    tops = {qualified.partition(".")[0] for qualified in module.names.imports.values()}
    return frozenset(tops & {"django", _REST_FRAMEWORK})
