"""Types of parameters from their default values."""

from __future__ import annotations

import ast

from typilus.annotation_types import FileNames, is_written_as_class
from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Recommendation
from typilus.recommenders.sources import DEFAULT
from typilus.semantics import evident_type

__all__ = ["DefaultRecommender", "default_type"]

# A default may be one of several types that are allowed, and an int where a float is meant.
PROBABILITY = 0.7


class DefaultRecommender:
    """Recommends the type of a parameter's default, except for None, which shows nothing by itself."""

    sources = (DEFAULT,)
    needs = NOTHING_NEEDED

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        file = context.file
        answers: list[list[Recommendation]] = []
        for symbol in file.graph.symbols:
            value = file.semantics.default_of(symbol)
            type_text = None if value is None else default_type(value, file.names)
            has_type = type_text is not None and type_text != "None"
            answers.append([Recommendation(str(type_text), PROBABILITY, DEFAULT.id)] if has_type else [])
        return answers


def default_type(value: ast.expr, names: FileNames) -> str | None:
    """Return the canonical type of a default. `Color.RED` is a Color if that is a class of the file or imported."""
    type_text = evident_type(value, names)
    if type_text is not None or not isinstance(value, ast.Attribute) or not value.attr.isupper():
        return type_text
    owner = ast.unparse(value.value)
    root, _, rest = owner.partition(".")
    if not is_written_as_class(owner):
        return None
    target = names.definitions.get(owner) or names.imports.get(root)
    if target is None:
        return None
    return target if owner in names.definitions or not rest else f"{target}.{rest}"
