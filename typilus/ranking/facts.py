"""What is known of a symbol and of each type recommended for it, beside who recommends it."""

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
_MOST = 8.0


def facts_of(
    symbol: Symbol,
    kinds: Iterable[str],
    evidence: Mapping[str, float],
    visible: VisibleTypes,
    frequency: Mapping[str, int],
) -> dict[str, dict[str, float]]:
    """Facts of a symbol and of some types.

    Args:
        symbol: The symbol.
        kinds: Canonical types that were recommended.
        evidence: What the code tells of the symbol.
        visible: What its file can name.
        frequency: How often the network has seen each type.
    """
    words = words_of(symbol.name)
    found = {"": dict(evidence)}
    for kind in kinds:
        found.setdefault(kind, _of_type(kind, words, visible, frequency))
    return found


def _of_type(
    kind: str, words: tuple[str, ...], visible: VisibleTypes, frequency: Mapping[str, int]
) -> dict[str, float]:
    try:
        expression = parse_type(kind)
    except TypeExpressionError:
        return {"malformed": 1.0}
    facts = {"frequency": round(math.log1p(frequency.get(kind, 0)) / _MOST, 3), **_shape(expression)}
    foreign = [name for name in class_names(kind) if "." in name or visible.where(name) == OWN]
    users = [name for name in foreign if not is_standard(name) or visible.where(name) == OWN]
    places = [visible.where(name) for name in (users or foreign)]
    place = max(places, key=_FARTHEST.index) if places else "built-in"
    facts[f"is_{place}"] = 1.0
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
