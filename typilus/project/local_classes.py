"""Classes of functions, which nothing outside of these functions can name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph_extraction import Symbol, SymbolKind
from typilus.project.reading import AnalyzedFile
from typilus.semantics import LOCALS

__all__ = ["LocalClasses"]

_LOCAL = re.compile(r"[\w.]+(?:\.<locals>\.[\w.]+)+")


@dataclass(frozen=True, slots=True)
class _LocalClass:
    """A class: the function that it is in, and its name there."""

    function: str
    name: str


class LocalClasses:
    """The classes of one file's functions, by the names that types have for them: `pkg.mod.make.Shop`."""

    def __init__(self, file: AnalyzedFile) -> None:
        self._module = f"{file.module}." if file.module else ""
        self._classes: dict[str, _LocalClass] = {}
        for scope in file.semantics.scopes.values():
            name = scope.qualified_name
            if scope.is_class and LOCALS in name:
                self._classes[self._module + name.replace(LOCALS, ".")] = _LocalClass(*name.rsplit(LOCALS, 1))

    def named(self, type_text: str) -> str:
        """The type with `pkg.mod.make.Shop` for `pkg.mod.make.<locals>.Shop`, the class's qualified name.

        The classes of other files' functions keep that, with which no type can be written.
        """
        return _LOCAL.sub(self._named, type_text) if LOCALS in type_text and self._classes else type_text

    def _named(self, match: re.Match[str]) -> str:
        name = match[0].replace(LOCALS, ".")
        return name if name in self._classes else match[0]

    def hidden_from(self, symbol: Symbol) -> frozenset[str]:
        """The classes that the annotation of a symbol cannot name."""
        if not self._classes:
            return frozenset()
        around = symbol.scope.split(LOCALS)
        # The parameters of a function are annotated outside of it.
        count = len(around) - (symbol.kind is SymbolKind.PARAMETER)
        functions = {LOCALS.join(around[: number + 1]) for number in range(count)}
        # Types know one name for classes of several functions that are called the same.
        visible = {local.name for local in self._classes.values() if local.function in functions}
        return frozenset(name for name, local in self._classes.items() if local.name not in visible)
