"""Wrong annotations planted into a copy of a project, by rules, for `benchmarks.auditing`.

The rules take an annotation's canonical type and give another one (see `RULES`). Those of the first group make types
that `compare` calls different, which is what an audit shows by default; those of the second group make lesser faults.
"""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph_extraction import Symbol, SymbolKind, extract, read_source
from typilus.annotation_types import TypeExpression, TypeLattice, canonicalize, is_informative
from typilus.annotation_types.expression import NONE, UNION, generic_of, union_of
from typilus.auditing.disagreement import Disagreement, compare
from typilus.errors import TypeExpressionError, TypilusError
from typilus.files.discovery import find_python_files
from typilus.project.labeling import rename
from typilus.project.project_markers import ProjectMarkers
from typilus.project.reading import module_of, names_of
from typilus.rewriting import AnnotationEdit, ExistingAnnotationPolicy, RewriteOptions, annotate_source

__all__ = ["LESSER_RULES", "RULES", "Planted", "plant", "wrong_types"]

_STR = TypeExpression("str")
_SWAPS = {"int": "float", "float": "int", "str": "bytes", "bytes": "str"}


@dataclass(frozen=True)
class Planted:
    """A wrong annotation: where, what was there, what is there now, and by which rule."""

    path: str
    kind: SymbolKind
    scope: str
    name: str
    rule: str
    was: str
    now: str


@dataclass(frozen=True)
class _Project:
    """What the rules draw from: the types in the drawn files, repeated as often as they occur, by kind of symbol."""

    types: Mapping[SymbolKind, Sequence[TypeExpression]]
    classes: Sequence[TypeExpression]


_Rule = Callable[[TypeExpression, SymbolKind, _Project, random.Random], TypeExpression | None]


def _inside(change: Callable[[TypeExpression], TypeExpression | None]) -> _Rule:
    """A rule for `T` that also changes `T | None`."""

    def rule(
        expression: TypeExpression, kind: SymbolKind, project: _Project, chance: random.Random
    ) -> TypeExpression | None:
        members = expression.arguments if expression.name == UNION else (expression,)
        rest = [member for member in members if member != NONE]
        changed = change(rest[0]) if len(rest) == 1 else None
        return None if changed is None else union_of([changed, *(member for member in members if member == NONE)])

    return rule


def _swapped(expression: TypeExpression) -> TypeExpression | None:
    return TypeExpression(_SWAPS[expression.name]) if expression.name in _SWAPS else None


def _other_container(expression: TypeExpression) -> TypeExpression | None:
    if expression.name == "list" and len(expression.arguments) == 1:
        return generic_of("dict", (_STR, expression.arguments[0]))
    if expression.name == "dict" and len(expression.arguments) == 2:
        return generic_of("list", expression.arguments[1:])
    return None


def _nested(expression: TypeExpression) -> TypeExpression | None:
    if expression.name == "list" and len(expression.arguments) == 1:
        return expression.arguments[0]
    return None if expression.arguments else generic_of("list", (expression,))


def _other_class(
    expression: TypeExpression, kind: SymbolKind, project: _Project, chance: random.Random
) -> TypeExpression | None:
    return chance.choice(project.classes) if expression in project.classes else None


def _sampled(
    expression: TypeExpression, kind: SymbolKind, project: _Project, chance: random.Random
) -> TypeExpression | None:
    return chance.choice(project.types[kind])


def _required(
    expression: TypeExpression, kind: SymbolKind, project: _Project, chance: random.Random
) -> TypeExpression | None:
    if expression.name != UNION or NONE not in expression.arguments:
        return None
    return union_of(member for member in expression.arguments if member != NONE)


def _other_element(
    expression: TypeExpression, kind: SymbolKind, project: _Project, chance: random.Random
) -> TypeExpression | None:
    if expression.name not in ("list", "set", "frozenset", "dict") or not expression.arguments:
        return None
    simple = [each for each in project.types[kind] if not each.arguments]
    return generic_of(expression.name, (*expression.arguments[:-1], chance.choice(simple))) if simple else None


RULES: Mapping[str, _Rule] = {
    "int for float, str for bytes, or the reverse": _inside(_swapped),
    "dict for list, or the reverse": _inside(_other_container),
    "list of T for T, or the reverse": _inside(_nested),
    "another class of the project": _other_class,
    "another type of the project": _sampled,
}
"""Each gives a type that is different from what it is given, or is not applied."""


LESSER_RULES: Mapping[str, _Rule] = {"None left out": _required, "another element": _other_element}
"""Each gives a type that is compatible in part, which an audit shows only when asked for every kind."""

_ATTEMPTS = 8


def plant(
    project: Path, markers: ProjectMarkers, lattice: TypeLattice, *, files: int, share: float, seed: int
) -> tuple[list[str], list[Planted]]:
    """Change annotations of some files of a project in place.

    Args:
        project: a copy that may be changed.
        markers: of the project as it was.
        lattice: which types agree.
        files: at most so many, drawn among those with at least five annotations that say something.
        share: of their annotations, how many become wrong.
        seed: of the drawing.

    Returns:
        The files that were drawn, and what was planted.
    """
    chance = random.Random(seed)
    paths = sorted(find_python_files([project]))
    known: dict[str, list[tuple[Symbol, TypeExpression]]] = {}
    for path in chance.sample(paths, len(paths)):
        symbols = _typed_symbols(path, project, markers)
        if len(symbols) >= 5:
            known[path] = symbols
        if len(known) == files:
            break
    material = _material([pair for symbols in known.values() for pair in symbols], markers)
    planted: list[Planted] = []
    for path in known:
        drawn = chance.sample(known[path], max(1, round(share * len(known[path]))))
        wrong = {symbol: found for symbol, was in drawn if (found := _wrong(was, symbol, material, lattice, chance))}
        planted += _write(Path(path), project, wrong)
    return list(known), planted


def wrong_types(
    types: Sequence[tuple[Symbol, TypeExpression]], markers: ProjectMarkers, lattice: TypeLattice, seed: int
) -> list[TypeExpression | None]:
    """For each symbol and its type a wrong type in its place, by the rules of both groups; None where none applies."""
    chance = random.Random(seed)
    material = _material(types, markers)
    changes = (_wrong(was, symbol, material, lattice, chance) for symbol, was in types)
    return [None if change is None else change.now for change in changes]


def _material(types: Sequence[tuple[Symbol, TypeExpression]], markers: ProjectMarkers) -> _Project:
    own = markers.hierarchy().keys()
    return _Project(
        {kind: [expression for symbol, expression in types if symbol.kind is kind] for kind in SymbolKind},
        [expression for _, expression in types if expression.name in own and not expression.arguments],
    )


def _typed_symbols(path: str, project: Path, markers: ProjectMarkers) -> list[tuple[Symbol, TypeExpression]]:
    """The symbols of a file with an annotation that says something and can be replaced, and its meaning."""
    try:
        source = read_source(path)
        names = names_of(source, module_of(path, project))
        symbols = extract(source).symbols
    except TypilusError:
        return []
    found = []
    for symbol in symbols:
        if symbol.annotation is not None and symbol.obstacle is None:
            with contextlib.suppress(TypeExpressionError):
                expression = rename(canonicalize(symbol.annotation, names), markers.exports)
                if is_informative(expression):
                    found.append((symbol, expression))
    return found


@dataclass(frozen=True)
class _Change:
    rule: str
    was: TypeExpression
    now: TypeExpression


def _wrong(
    was: TypeExpression, symbol: Symbol, material: _Project, lattice: TypeLattice, chance: random.Random
) -> _Change | None:
    """A wrong type by a rule drawn among all that can be applied."""
    every = {**RULES, **LESSER_RULES}
    for rule in chance.sample(list(every), len(every)):
        for _ in range(_ATTEMPTS):
            now = every[rule](was, symbol.kind, material, chance)
            if now is not None:
                kind = compare(was, now, lattice)
                if kind is not None and (kind is Disagreement.DIFFERENT) == (rule in RULES):
                    return _Change(rule, was, now)
    return None


def _write(path: Path, project: Path, wrong: Mapping[Symbol, _Change]) -> list[Planted]:
    """Write the wrong types; those that cannot be written there are not planted."""
    options = RewriteOptions(
        ExistingAnnotationPolicy.OVERWRITE,
        module=module_of(str(path), project),
        is_package=path.stem == "__init__",
        union_size=10,
        nesting=6,
    )
    edits = {AnnotationEdit.for_symbol(symbol, str(change.now)): change for symbol, change in wrong.items()}
    try:
        result = annotate_source(path.read_bytes(), edits, options, str(path))
    except TypilusError:
        return []
    path.write_bytes(result.after)
    return [
        Planted(
            str(path), edit.kind, edit.scope, edit.name, edits[edit].rule, str(edits[edit].was), str(edits[edit].now)
        )
        for edit in (applied.edit for applied in result.applied)
    ]
