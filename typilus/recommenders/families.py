"""Symbols that were annotated with one thought: where one is wrong, so are often the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from graph_extraction import Symbol, SymbolKind

__all__ = ["families_of"]

_CONSTRUCTOR = ".__init__"


def families_of(symbols: Sequence[Symbol]) -> list[set[int]]:
    """Return for each symbol of a file the indices of its family, itself included.

    A family are the parameters and the return of one function, the fields of one class with the parameters of its
    constructor, and what methods of one name have under one name: a method and what overrides it.
    """
    groups: dict[Hashable, set[int]] = defaultdict(set)
    for position, symbol in enumerate(symbols):
        for group in _groups_of(symbol):
            groups[group].add(position)
    return [
        set().union({position}, *(groups[group] for group in _groups_of(symbol)))
        for position, symbol in enumerate(symbols)
    ]


def _groups_of(symbol: Symbol) -> Iterator[Hashable]:
    if symbol.kind is SymbolKind.RETURN:
        yield symbol.kind, symbol.name
        yield f"{symbol.scope}.{symbol.name}" if symbol.scope else symbol.name
    elif symbol.scope:
        yield symbol.scope.removesuffix(_CONSTRUCTOR)
        if symbol.kind is SymbolKind.PARAMETER:
            yield symbol.kind, symbol.scope.rpartition(".")[2], symbol.name
