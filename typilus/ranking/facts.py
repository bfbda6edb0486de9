"""Facts about a symbol and about each type recommended for it, independent of the recommenders."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from graph_extraction import Symbol
from typilus.annotation_types import UNION, TypeExpression, parse_type
from typilus.errors import TypeExpressionError
from typilus.project import OWN, UNKNOWN, VisibleTypes, is_standard, likeness, words_of
from typilus.ranking.correction import class_names

__all__ = ["Facts", "facts_of"]

Facts = Mapping[str, Mapping[str, float]]
"""By type, and of the symbol under "": names of what is true, and how much of it."""

_FARTHEST = ("own", "imported", "standard", "project", "elsewhere", UNKNOWN)
_MAX_LOG_FREQUENCY = 8.0


def facts_of(
    symbol: Symbol,
    kinds: Iterable[str],
    evidence: Mapping[str, float],
    visible: VisibleTypes,
    frequency: Mapping[str, int],
) -> dict[str, dict[str, float]]:
    """Return the facts about a symbol and about some types.

    Args:
        symbol: The symbol.
        kinds: Canonical types that were recommended.
        evidence: Facts about the symbol from the code.
        visible: Types that its file can name.
        frequency: Number of times that the network has seen each type.
    """
    words = words_of(symbol.name)
    facts = {"": dict(evidence)}
    for kind in kinds:
        facts.setdefault(kind, _of_type(kind, words, visible, frequency))
    return facts


def _of_type(
    type_text: str, words: tuple[str, ...], visible: VisibleTypes, frequency: Mapping[str, int]
) -> dict[str, float]:
    try:
        expression = parse_type(type_text)
    except TypeExpressionError:
        return {"malformed": 1.0}
    facts = {"frequency": round(math.log1p(frequency.get(type_text, 0)) / _MAX_LOG_FREQUENCY, 3), **_shape(expression)}
    foreign = [name for name in class_names(type_text) if "." in name or visible.where(name) == OWN]
    users = [name for name in foreign if not is_standard(name) or visible.where(name) == OWN]
    places = [visible.where(name) for name in (users or foreign)]
    where = max(places, key=_FARTHEST.index) if places else "built-in"
    facts[f"is_{where}"] = 1.0
    if users:
        facts["user"] = 1.0
        alike = max(likeness(words, words_of(name.rpartition(".")[2])) for name in users)
        facts["alike"] = round(alike, 3)
        facts["same_name"] = float(alike > 0.99)
        facts["files"] = round(math.log1p(max(visible.files(name) for name in users)) / 4, 3)
    elif foreign:
        facts["alike"] = round(max(likeness(words, words_of(name.rpartition(".")[2])) for name in foreign), 3)
    return {name: value for name, value in facts.items() if value}


def _shape(expression: TypeExpression) -> dict[str, float]:
    members = expression.arguments if expression.name == UNION else (expression,)
    facts = {"optional": float(any(member.name == "None" for member in members))}
    rest = [member for member in members if member.name != "None"]
    if len(rest) > 1:
        facts["union"] = 1.0
    elif rest:
        head = rest[0].name
        if head in _HEADS:
            facts[f"head_{head}"] = 1.0
        facts["bare"] = float(head in _GENERIC and not rest[0].arguments)
        facts["generic"] = float(bool(rest[0].arguments))
    facts["depth"] = float(_depth(expression))
    return facts


_GENERIC = frozenset({"list", "dict", "set", "tuple", "frozenset", "type", "collections.abc.Callable",
                      "collections.abc.Iterable", "collections.abc.Sequence", "collections.abc.Mapping"})  # fmt: skip
_HEADS = _GENERIC | {"str", "int", "float", "bool", "bytes", "object", "typing.Self", "typing.Literal",
                     "collections.abc.Iterator", "collections.abc.Generator", "pathlib.Path"}  # fmt: skip


def _depth(expression: TypeExpression) -> int:
    return 1 + max(map(_depth, expression.arguments)) if expression.arguments else 0
