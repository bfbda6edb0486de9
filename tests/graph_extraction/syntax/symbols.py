"""Symbols of small files by qualified name: what tests of the sweep look at."""

from __future__ import annotations

from textwrap import dedent

from graph_extraction import Symbol, SymbolKind, extract, parse_source

__all__ = ["symbols_of"]


def symbols_of(text: str) -> dict[str, Symbol]:
    """By `scope.name`, a return by its function's name with `()`, an attribute of a class with its class."""
    symbols = extract(parse_source(dedent(text).lstrip("\n"), "a.py")).symbols
    return {
        f"{symbol.scope}.{symbol.name}".lstrip(".") + ("()" if symbol.kind is SymbolKind.RETURN else ""): symbol
        for symbol in symbols
    }
