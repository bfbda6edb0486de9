"""Symbols that were annotated with one thought: where one is wrong, so are often the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from graph_extraction.graph import Symbol, SymbolKind

__all__ = ["families_of"]

_CONSTRUCTOR = ".__init__"


def families_of(symbols: Sequence[Symbol]) -> list[set[int]]:
    """For each symbol of a file the positions of its family, itself included.

    A family are the parameters and the return of one function, the fields of one class with the parameters of its
    constructor, and the symbols of one kind and name: a method and what overrides it, a parameter that is passed on.
    """
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for position, symbol in enumerate(symbols):
        for group in _groups_of(symbol):
            groups[group].add(position)
    return [set().union(*(groups[group] for group in _groups_of(symbol))) for symbol in symbols]


def _groups_of(symbol: Symbol) -> Iterator[Hashable]:
    yield symbol.kind, symbol.name
    if symbol.kind is SymbolKind.RETURN:
        yield f"{symbol.scope}.{symbol.name}" if symbol.scope else symbol.name
    elif symbol.scope:
        yield symbol.scope.removesuffix(_CONSTRUCTOR)
