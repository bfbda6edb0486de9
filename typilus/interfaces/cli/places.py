"""Places that a user names on the command line: a line of a file, a position in it, or a symbol by its name."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from graph_extraction import Symbol, read_source
from typilus.errors import TypilusError

__all__ = ["NamedPlace", "parse_place", "symbols_at"]

_LOCALS = "<locals>."


class Explained(Protocol):
    """A value about one symbol."""

    @property
    def symbol(self) -> Symbol:
        """The symbol."""


Value = TypeVar("Value", bound=Explained)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place in a file: a line, from 1, perhaps with a column, from 1, or else a qualified name."""

    path: str
    line: int | None
    name: str | None = None
    column: int | None = None

    def __str__(self) -> str:
        if self.column is not None:
            return f"{self.path}:{self.line}:{self.column}"
        return f"{self.path}::{self.name}" if self.line is None else f"{self.path}:{self.line}"


def parse_place(text: str) -> NamedPlace:
    """Return the place that a text names, `FILE:LINE`, `FILE:LINE:COL` or `FILE::NAME`.

    Raises:
        TypilusError: It names none.
    """
    path, separator, name = text.partition("::")
    if separator and path and name:
        return NamedPlace(path, None, name)
    path, separator, line = text.rpartition(":")
    outer, _, before = path.rpartition(":")
    if outer and before.isdecimal() and line.isdecimal():
        if not int(line):
            raise TypilusError(f"{text}: columns count from 1; write FILE:LINE:COL, as in shop.py:12:9")
        return NamedPlace(outer, int(before), column=int(line))
    if not separator or not line.isdigit():
        raise TypilusError(
            f"{text}: line number missing; write FILE:LINE, as in shop.py:12, or FILE::NAME, as in shop.py::Basket.add"
        )
    return NamedPlace(path, int(line))


def symbols_at(location: NamedPlace, values: Sequence[Value]) -> list[Value]:
    """Return the values of the symbols that are meant, of those of all symbols of the file.

    Of a line these are the symbols that are first bound there, or else those of the nearest line with any. The name of
    a function means its return and its parameters, that of a class its attributes.

    Raises:
        TypilusError: There is no such symbol, or no such line.
    """
    if location.line is None:
        return _named(location, values)
    count = len(read_source(location.path).text.splitlines())
    if not 1 <= location.line <= count:
        raise TypilusError(f"{location}: no such line; the file has {count:,}")
    if not values:
        raise TypilusError(f"{location}: the file has no parameters, returns, variables or attributes")
    wanted = location.line
    nearest = min((value.symbol.line for value in values), key=lambda line: (abs(line - wanted), line))
    return [value for value in values if value.symbol.line == nearest]


def _named(location: NamedPlace, values: Sequence[Value]) -> list[Value]:
    wanted = (location.name or "").removesuffix("()").replace(_LOCALS, "")
    names = [_name_of(value.symbol) for value in values]
    exact = [value for value, name in zip(values, names, strict=True) if name == wanted]
    is_function = any(value.symbol.kind.value == "return" for value in exact)
    inside = [value for value in values if value.symbol.scope.replace(_LOCALS, "") == wanted]
    if is_function:
        exact += [value for value in inside if value.symbol.kind.value == "parameter" and value not in exact]
    meant = exact or [value for value in inside if value.symbol.kind.value == "attribute"] or inside
    if not meant:
        close = difflib.get_close_matches(wanted, names, 1)
        advice = f"did you mean {location.path}::{close[0]}?" if close else "typilus predict lists all symbols"
        raise TypilusError(f"{location}: no such parameter, return, variable or attribute; {advice}")
    return meant


def _name_of(symbol: Symbol) -> str:
    """The qualified name as people type it: without marks of local scopes, and the return by its function's name."""
    return (f"{symbol.scope}.{symbol.name}" if symbol.scope else symbol.name).replace(_LOCALS, "")
