"""Type variables as modules declare them: their bounds and their defaults."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from typilus.annotation_types import TypeExpression
from typilus.errors import TypeExpressionError
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.module_text import ModuleText

__all__ = ["bound_of", "needs_arguments"]


def bound_of(classes: Classes, module: ModuleText, variable: str) -> TypeExpression | None:
    """Return the bound of a module's type variable (`~T`), None if it declares none."""
    for keyword in _declared(module, variable):
        if keyword.arg == "bound":
            try:
                return classes.read(keyword.value, module.names, module)
            except TypeExpressionError:
                return None
    return None


def needs_arguments(classes: Classes, name: str) -> bool:
    """Return whether the bare name of a class leaves something open: it has a type parameter without a default.

    Those of `slice` and `BufferedReader` have defaults (PEP 696).
    """
    variables = classes.parameters(name)
    definition = classes.find(name) if variables else None
    return definition is not None and not all(_has_default(classes, definition.module, one) for one in variables)


def _has_default(classes: Classes, module: ModuleText, variable: str) -> bool:
    name = variable.removeprefix("~")
    target = classes.lookup(module, name)
    origin, name = target if isinstance(target, tuple) else (module, name)
    return any(keyword.arg == "default" for keyword in _declared(origin, name))


def _declared(module: ModuleText, variable: str) -> Iterator[ast.keyword]:
    """The arguments of the call that makes a type variable."""
    for statement in module.body.get(variable.removeprefix("~"), ()):
        call = statement.value if isinstance(statement, ast.Assign) else None
        yield from call.keywords if isinstance(call, ast.Call) else ()
