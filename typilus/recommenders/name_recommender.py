"""The visible class whose name is most like the symbol's: the floor that anything cleverer stands beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from graph_extraction import Symbol, SymbolKind
from typilus.project import words_of
from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Recommendation
from typilus.recommenders.sources import NAME

__all__ = ["NameRecommender"]

CANDIDATES = 3
# What handlers and visitors are called after: of 3,844 first parameters of such functions in 75 packages whose other
# words are a class of the project, 82 % are of it: 97 % after `leave`, 86 % after `visit`, 82 % after `on`. After
# `handle` 70 % are, where the class is also named after the parameter, and 27 % where not.
_OF_THE_CLASS = frozenset({"leave", "on", "visit"})
_OTHERS = 0.2
_OF_CLASS_AND_PARAMETER = _OF_THE_CLASS | {"handle"}


class NameRecommender:
    """Recommends classes that a symbol is named after, with the likeness of the names as probability.

    The first parameter of a handler or visitor is also named by its function: `node` of `visit_Call`, `message` of
    `handle_ping`, which takes a `PingMessage`.
    """

    sources = (NAME,)
    needs = NOTHING_NEEDED

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        asked = frozenset(context.asked())
        first = _first_parameters(context.file.graph.symbols)
        return [
            self._of_names(symbol, index in first, context) if index in asked else []
            for index, symbol in enumerate(context.file.graph.symbols)
        ]

    def _of_names(self, symbol: Symbol, is_first: bool, context: FileContext) -> list[Recommendation]:
        named = self._of_name(symbol.name, context)
        if not is_first:
            return named
        visible = context.visible_types.for_file(context.file)
        handled = {type_ for words in _handled(symbol) for type_ in visible.called(words)}
        if not handled:
            return named
        others = [replace(one, probability=_OTHERS * one.probability) for one in named if one.type not in handled]
        return [*(Recommendation(type_, 1.0, NAME.id) for type_ in sorted(handled)), *others]

    def _of_name(self, name: str, context: FileContext) -> list[Recommendation]:
        words = words_of(name)
        if not words:
            return []
        visible = context.visible_types.for_file(context.file)
        # What the file itself names comes first, however alike the names of some class elsewhere are.
        likenesses = {
            candidate.type: alike
            for project in (False, True)
            for candidate, alike in visible.nearest(words, CANDIDATES, project=project)
        }
        return [Recommendation(type_text, alike, NAME.id) for type_text, alike in likenesses.items()]


def _first_parameters(symbols: Sequence[Symbol]) -> frozenset[int]:
    """The symbols, by index, that are the first parameters of their functions."""
    first: dict[str, int] = {}
    for index, symbol in enumerate(symbols):
        if symbol.kind is SymbolKind.PARAMETER and not symbol.is_receiver:
            first.setdefault(symbol.scope, index)
    return frozenset(first.values())


def _handled(symbol: Symbol) -> Iterator[tuple[str, ...]]:
    """The words of the classes that a parameter's function may be named after."""
    verb, *rest = words_of(symbol.scope.rpartition(".")[2]) or ("",)
    if rest and verb in _OF_THE_CLASS:
        yield tuple(rest)
    if rest and verb in _OF_CLASS_AND_PARAMETER:
        yield (*rest, *words_of(symbol.name))
