"""A class has one definition and may have many dotted names: the one that a file has imported already is found."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from typilus.annotation_types import FileNames, TypeExpression
from typilus.rewriting.run_time_names import RunTimeNames

__all__ = ["SameDefinitions"]


class SameDefinitions:
    """Finds the name by which a file knows a class, through the modules that re-export it.

    Args:
        names: Names in other modules.
        file: The file's own names.
    """

    def __init__(self, names: RunTimeNames, file: FileNames) -> None:
        self._names = names
        self._file = file

    def renamed(self, expression: TypeExpression) -> TypeExpression:
        """A type with the names that the file knows its classes by."""
        arguments = tuple(map(self.renamed, expression.arguments))
        return replace(expression, name=self._known_as(expression.name), arguments=arguments)

    def _known_as(self, name: str) -> str:
        last = name.rpartition(".")[2]
        if last == name or name in self._targets or not last.isidentifier():
            return name
        same = [target for target in self._targets if target.rpartition(".")[2] == last]
        definition = self._names.definition_of(name) if same else None
        if definition is None:
            return name
        return next((target for target in same if self._names.definition_of(target) is definition), name)

    @cached_property
    def _targets(self) -> dict[str, None]:
        """Return the imports of the file's own scope."""
        bound = self._file.bound
        return dict.fromkeys(target for local, target in self._file.imports.items() if local in bound)
