"""The names by which people import classes of libraries: `asyncio.Semaphore` for `asyncio.locks.Semaphore`."""

from __future__ import annotations

from typilus.annotation_types import ANY, UNION, TypeExpression, generic_of, union_of
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.module_exports import is_exported
from typilus.static_inference.definitions.module_text import ClassDefinition
from typilus.static_inference.definitions.substitution import renamed

__all__ = ["PublicNames"]

_ARRAY = "numpy.ndarray"


class PublicNames:
    """Names of classes in the outermost packages that hand them on. Those of a project's own classes stay.

    Args:
        classes: All classes.
    """

    def __init__(self, classes: Classes) -> None:
        self._classes = classes
        self._names: dict[str, str] = {}

    def of(self, type_: TypeExpression) -> TypeExpression:
        """Return a type with its classes under public names, and arrays as people write them."""
        return _with_arrays(renamed(type_, self._name))

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
            if package is not None and is_exported(package, first):
                target = self._classes.lookup(package, first)
                if isinstance(target, ClassDefinition) and target.module is definition.module and target.scope == first:
                    return f"{package.name}.{definition.scope}"
        return name


def _with_arrays(type_: TypeExpression) -> TypeExpression:
    """Return a type with NumPy's arrays of numbers as `NDArray[float64]`, and others bare.

    Their shapes, `ndarray[tuple[int, int], dtype[float64]]`, stand in stubs alone.
    """
    if not type_.arguments:
        return type_
    if type_.name == _ARRAY:
        numbers = type_.arguments[-1]
        is_known = numbers.name == "numpy.dtype" and numbers.arguments not in ((), (ANY,))
        return TypeExpression(_ARRAY, (ANY, numbers) if is_known else ())
    arguments = tuple(map(_with_arrays, type_.arguments))
    if arguments == type_.arguments:
        return type_
    return union_of(arguments) if type_.name == UNION else generic_of(type_.name, arguments)
