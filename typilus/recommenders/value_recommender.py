"""Variables and attributes whose assigned values tell their type."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from graph_extraction import SymbolKind
from typilus.annotation_types import FileNames
from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Recommendation
from typilus.recommenders.sources import VALUE
from typilus.semantics import Binding, evident_type

__all__ = ["ValueRecommender"]

PROBABILITY = 0.9


class ValueRecommender:
    """Says the type of what is assigned, where every assignment's form tells it and they agree."""

    sources = (VALUE,)
    needs = NOTHING_NEEDED

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        file = context.file
        seen = _seen_by_others(file.semantics.classes)
        answers: list[list[Recommendation]] = []
        for symbol in file.graph.symbols:
            binding = file.semantics.binding_of(symbol)
            # In a class's body an object of an imported class may only describe a field, if a base, decorator or
            # metaclass is there to see it; what is known of these, static inference knows.
            is_field = symbol.kind is SymbolKind.VARIABLE and symbol.scope.rpartition(".")[2] in seen
            if binding is not None and is_field and any(isinstance(value, ast.Call) for value in binding.values):
                binding = None
            type_text = None if binding is None else _type_of(binding, file.names)
            answers.append([] if type_text is None else [Recommendation(type_text, PROBABILITY, VALUE.id)])
        return answers


def _seen_by_others(classes: Iterable[ast.ClassDef]) -> set[str]:
    """The names of classes with bases, decorators or a metaclass."""
    return {node.name for node in classes if node.bases or node.decorator_list or node.keywords}


def _type_of(binding: Binding, names: FileNames) -> str | None:
    if not binding.complete:
        return None
    types = {evident_type(value, names) for value in binding.values}
    if None in types:
        return None
    with_none, others = "None" in types, sorted(str(type_text) for type_text in types if type_text != "None")
    if len(others) != 1:
        return None
    return f"{others[0]} | None" if with_none else others[0]
