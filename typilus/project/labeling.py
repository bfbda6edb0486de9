"""Symbols of a graph and the annotations beside them: canonical labels."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from graph_extraction import SourceDocument, Symbol, SymbolKey, extract
from typilus import annotation_types
from typilus.annotation_types import (
    LITERAL,
    UNION,
    FileNames,
    TypeExpression,
    canonicalize,
    collect_bases,
    is_informative,
    parse_type,
    union_of,
)
from typilus.class_matching import imported_names
from typilus.errors import TypeExpressionError
from typilus.project.inferred_labels import inferred_types, says_all
from typilus.project.labeled_file import LabeledFile
from typilus.project.reexports import ReExports

__all__ = ["Labeling", "label_source", "rename"]

MAX_LABEL_LENGTH = 300
"""Characters; what is longer is a generated type that nobody would write."""

MAX_ALIAS_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Labeling:
    """A labeled file and what became of its annotations.

    Attributes:
        file: The file.
        uninformative: Annotations that say nothing (Any, None, type variables, private names).
        malformed: Annotations that are no type.
    """

    file: LabeledFile
    uninformative: int
    malformed: int


def label_source(
    source: SourceDocument,
    project: str,
    module: str,
    reexports: ReExports,
    stubs: Mapping[SymbolKey, TypeExpression] | None = None,
    inferred_stub: str | None = None,
) -> Labeling:
    """Extract one file's graph and label its symbols.

    Args:
        source: The file; its path is relative to the project.
        project: Name of the project.
        module: Dotted name of the file.
        reexports: Public names and aliases of the project.
        stubs: Types from a stub, which come before the file's own annotations.
        inferred_stub: Text of a stub that a checker inferred, for the symbols that nothing is written for.

    Raises:
        SourceError: No graph can be made of it.
    """
    graph = source.derived(extract)
    is_package = source.is_package
    names = FileNames.from_tree(source.tree, module, is_package=is_package)
    inferred = {} if inferred_stub is None else inferred_types(inferred_stub, source.tree, module, is_package)
    labels: list[str | None] = []
    guesses: list[str | None] = []
    uninformative = malformed = 0
    for symbol in graph.symbols:
        label = guess = None
        if not symbol.is_receiver:
            try:
                type_ = _type_of(symbol, names, stubs)
            except TypeExpressionError:
                malformed += 1
                type_ = None
            if type_ is not None:
                label = _label(type_, reexports)
                uninformative += label is None
            elif symbol.annotation is None:
                guess = _guess(inferred.get(symbol.key), reexports)
        labels.append(label)
        guesses.append(guess)
    hierarchy = _hierarchy(source.tree, names, reexports)
    found_by_inference = tuple(guesses) if any(guesses) else ()
    file = LabeledFile(
        project,
        source.path,
        module,
        graph,
        tuple(labels),
        hierarchy,
        found_by_inference,
        tuple(reexports.public_name(_qualified(names.module, definition.name)) for definition in graph.definitions),
        tuple((reexports.public_name(name), used) for name, used in imported_names(graph, names)),
    )
    return Labeling(file, uninformative, malformed)


def rename(expression: TypeExpression, names: ReExports) -> TypeExpression:
    """A type with every class in it under its public name and every alias of the project replaced by its meaning.

    Raises:
        TypeExpressionError: A name that the project passes on turned out to be no type.
    """
    return annotation_types.rename(_opened(expression, names, 0), names.public_name)


def _opened(expression: TypeExpression, names: ReExports, depth: int) -> TypeExpression:
    """The aliases of the project opened, unions sorted anew."""
    if expression.name == LITERAL:
        return expression
    if expression.arguments:
        arguments = tuple(_opened(argument, names, depth) for argument in expression.arguments)
        return union_of(arguments) if expression.name == UNION else TypeExpression(expression.name, arguments)
    meaning = names.alias(expression.name) if "." in expression.name and depth < MAX_ALIAS_CHAIN else None
    return expression if meaning is None else _opened(parse_type(meaning), names, depth + 1)


def _qualified(module: str, name: str) -> str:
    return f"{module}.{name}" if module else name


def _type_of(
    symbol: Symbol, names: FileNames, stubs: Mapping[SymbolKey, TypeExpression] | None
) -> TypeExpression | None:
    if stubs is not None:
        types = stubs.get(symbol.key)
        if types is not None:
            return types
    if symbol.annotation is None:
        return None
    return canonicalize(symbol.annotation, names)


def _label(expression: TypeExpression, reexports: ReExports) -> str | None:
    try:
        renamed = rename(expression, reexports)
    except TypeExpressionError:
        return None
    if not is_informative(renamed):
        return None
    text = str(renamed)
    return text if len(text) <= MAX_LABEL_LENGTH else None


def _guess(expression: TypeExpression | None, reexports: ReExports) -> str | None:
    return None if expression is None or not says_all(expression) else _label(expression, reexports)


def _hierarchy(tree: ast.Module, names: FileNames, reexports: ReExports) -> dict[str, tuple[str, ...]]:
    bases = collect_bases(tree, names)
    public = reexports.public_name
    return {public(name): tuple(public(base) for base in base_names) for name, base_names in sorted(bases.items())}
