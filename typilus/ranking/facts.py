"""Facts about a symbol and about each type recommended for it, independent of the recommenders."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph_extraction import Symbol
from typilus.annotation_types import UNION, TypeExpression, parse_type
from typilus.errors import TypeExpressionError
from typilus.project import OWN, UNKNOWN, VisibleTypes, is_standard, likeness, words_of
from typilus.ranking.correction import class_names

__all__ = ["Facts", "TypeFacts"]

Facts = Mapping[str, Mapping[str, float]]
"""By type, and of the symbol under "": names of what is true, and how much of it."""

_FARTHEST = ("own", "imported", "standard", "project", "elsewhere", UNKNOWN)
_MAX_LOG_FREQUENCY = 8.0


class TypeFacts:
    """Facts about the types that are recommended in one file. All but the likeness of names is found once a type.

    Args:
        visible: Types that the file can name.
        frequency: Number of times that the network has seen each type.
    """

    def __init__(self, visible: VisibleTypes, frequency: Mapping[str, int]) -> None:
        self.visible = visible
        self._frequency = frequency
        self._of_type: dict[str, _TypeFacts] = {}

    def of(self, symbol: Symbol, types: Iterable[str], evidence: Mapping[str, float]) -> dict[str, dict[str, float]]:
        """Return the facts about a symbol and about some types.

        Args:
            symbol: The symbol.
            types: Canonical types that were recommended.
            evidence: Facts about the symbol from the code.
        """
        words = words_of(symbol.name)
        facts = {"": dict(evidence)}
        for type_text in types:
            if type_text not in facts:
                if type_text not in self._of_type:
                    self._of_type[type_text] = _facts_of_type(type_text, self.visible, self._frequency)
                facts[type_text] = _with_likeness(self._of_type[type_text], words)
        return facts


class _TypeFacts(NamedTuple):
    """Facts about a type whatever the symbol, the words of its foreign classes, and the files that import those of
    the project."""

    fixed: dict[str, float]
    words: tuple[tuple[str, ...], ...] = ()
    files: float | None = None


def _facts_of_type(type_text: str, visible: VisibleTypes, frequency: Mapping[str, int]) -> _TypeFacts:
    try:
        expression = parse_type(type_text)
    except TypeExpressionError:
        return _TypeFacts({"malformed": 1.0})
    facts = {"frequency": round(math.log1p(frequency.get(type_text, 0)) / _MAX_LOG_FREQUENCY, 3), **_shape(expression)}
    foreign = [name for name in class_names(type_text) if "." in name or visible.where(name) == OWN]
    users = [name for name in foreign if not is_standard(name) or visible.where(name) == OWN]
    places = [visible.where(name) for name in (users or foreign)]
    where = max(places, key=_FARTHEST.index) if places else "built-in"
    facts[f"is_{where}"] = 1.0
    files = None
    if users:
        facts["user"] = 1.0
        files = round(math.log1p(max(visible.files(name) for name in users)) / 4, 3)
    words = tuple(words_of(name.rpartition(".")[2]) for name in users or foreign)
    return _TypeFacts({name: value for name, value in facts.items() if value}, words, files)


def _with_likeness(facts: _TypeFacts, words: tuple[str, ...]) -> dict[str, float]:
    """The facts about a type beside a symbol whose name has some words."""
    if not facts.words:
        return facts.fixed
    alike = max(likeness(words, others) for others in facts.words)
    named = {**facts.fixed, "alike": round(alike, 3)}
    if facts.files is not None:
        named |= {"same_name": float(alike > 0.99), "files": facts.files}
    return {name: value for name, value in named.items() if value}


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
