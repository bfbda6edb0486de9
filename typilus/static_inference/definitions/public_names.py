"""The names by which people import classes of libraries: `asyncio.Semaphore` for `asyncio.locks.Semaphore`."""

from __future__ import annotations

import ast

from typilus.annotation_types import TypeExpression
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.module_text import ClassDefinition, ModuleText
from typilus.static_inference.definitions.substitution import renamed

__all__ = ["PublicNames"]


class PublicNames:
    """Names of classes in the outermost packages that hand them on. Those of a project's own classes stay.

    Args:
        classes: All classes.
    """

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._names: dict[str, str] = {}

    def of(self, type_: TypeExpression) -> TypeExpression:
        """Return a type with its classes under public names."""
        return renamed(type_, self._name)

    def _name(self, name: str) -> str:
        if "." not in name:
            return name
        if name not in self._names:
            definition = self._classes.find(name)
            is_foreign = definition is not None and self._classes.modules.is_foreign(definition.module)
            self._names[name] = name if definition is None or not is_foreign else self._outermost(name, definition)
        return self._names[name]

    def _outermost(self, name: str, definition: ClassDefinition) -> str:
        parts, first = definition.module.name.split("."), definition.scope.partition(".")[0]
        if name != f"{definition.module.name}.{definition.scope}":  # it goes by another name already
            return name
        for depth in range(1, len(parts)):
            package = self._classes.modules.find(".".join(parts[:depth]))
            if package is not None and _hands_on(package, first):
                target = self._classes.lookup(package, first)
                if isinstance(target, ClassDefinition) and target.module is definition.module and target.scope == first:
                    return f"{package.name}.{definition.scope}"
        return name


def _hands_on(package: ModuleText, name: str) -> bool:
    """Return whether what a package imports under a name is meant for others.

    By the rules of stubs: it is imported with `*`, or `as` its own name, or listed in `__all__`. Sources import what
    they hand on in any way, but what `__all__` lists is all, if there is one.
    """
    listed = _listed(package)
    if name in listed:
        return True
    bound = package.body.get(name)
    if bound is None:
        return bool(package.stars) and not name.startswith("_")
    if not package.is_stub:
        return not listed
    imports = (statement for statement in bound if isinstance(statement, ast.ImportFrom))
    return any(alias.name == alias.asname == name for statement in imports for alias in statement.names)


def _listed(package: ModuleText) -> frozenset[str]:
    """The names that a package's `__all__` spells out."""
    names: set[str] = set()
    for statement in package.body.get("__all__", ()):
        value = statement.value if isinstance(statement, ast.Assign | ast.AugAssign | ast.AnnAssign) else None
        if isinstance(value, ast.List | ast.Tuple):
            names.update(str(element.value) for element in value.elts if isinstance(element, ast.Constant))
    return frozenset(names)
