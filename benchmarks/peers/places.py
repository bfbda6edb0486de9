"""Where a file binds each symbol: tools tell the type of one place, a symbol's is the union of what all say."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph_extraction import DefinitionNode, FunctionNode, SourceDocument
from graph_extraction.graph import Symbol, SymbolKind

__all__ = ["Place", "places_of"]

Place = tuple[int, int]
"""Line, from 1, and column, from 0, in characters."""

MAX_PLACES = 4


def places_of(source: SourceDocument, symbols: Sequence[Symbol]) -> Mapping[Symbol, Sequence[Place]]:
    """The first places where each symbol is bound, `MAX_PLACES` at most; never none."""
    bound = defaultdict(list)
    for scope, name, place in _bindings(source.tree, "", False, None):
        bound[scope, name].append(place)
    found: dict[Symbol, Sequence[Place]] = {}
    for symbol in symbols:
        others = bound[symbol.scope, symbol.name] if symbol.kind in (SymbolKind.VARIABLE, SymbolKind.ATTRIBUTE) else []
        found[symbol] = list(dict.fromkeys([(symbol.line, symbol.column), *others]))[:MAX_PLACES]
    return found


def _bindings(
    node: ast.AST, scope: str, is_function: bool, receiver: tuple[str, str] | None
) -> Iterator[tuple[str, str, Place]]:
    """Scope, name and place of all names and receiver's attributes that are assigned; columns as for ASCII lines."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, DefinitionNode):
            inner = f"{scope}.<locals>.{child.name}" if is_function else f"{scope}.{child.name}".lstrip(".")
            owner = receiver
            if isinstance(child, FunctionNode) and isinstance(node, ast.ClassDef) and child.args.args:
                owner = (child.args.args[0].arg, scope)
            yield from _bindings(child, inner, isinstance(child, FunctionNode), owner)
            continue
        if isinstance(child, ast.Name) and isinstance(child.ctx, ast.Store):
            yield scope, child.id, (child.lineno, child.col_offset)
        elif (
            receiver is not None
            and isinstance(child, ast.Attribute)
            and isinstance(child.ctx, ast.Store)
            and isinstance(child.value, ast.Name)
            and child.value.id == receiver[0]
        ):
            yield receiver[1], child.attr, (child.end_lineno or 0, (child.end_col_offset or 0) - len(child.attr))
        yield from _bindings(child, scope, is_function, receiver)
