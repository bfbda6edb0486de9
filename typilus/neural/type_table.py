"""The types of a training side as numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from typilus.annotation_types import erase, parse_type
from typilus.errors import TypeExpressionError
from typilus.neural.objectives.objective import UNKNOWN_CLASS
from typilus.neural.training_config import TrainingConfig

__all__ = ["UNKNOWN_TYPE", "TypeTable"]

UNKNOWN_TYPE: Final = "<unknown>"
"""The name of the class of all types that have no class of their own."""


class TypeTable:
    """Numbers for types, and classes for the frequent ones.

    Args:
        classes: Types of the classification loss; class i is `classes[i]`. `UNKNOWN_TYPE` among them is the class of
            all others, which are of no class without it.
        is_erased: Whether types are of the class of their erasure.
    """

    def __init__(self, classes: Sequence[str], *, is_erased: bool = True) -> None:
        self.classes = tuple(classes)
        self.is_erased = is_erased
        self._class_of = {name: number for number, name in enumerate(self.classes)}
        self._types: dict[str, tuple[int, int]] = {}

    @classmethod
    def of_counts(cls, types: Mapping[str, int], config: TrainingConfig) -> TypeTable:
        """The table of types that label so many symbols: the most frequent are classes, with equal counts by name."""
        is_erased = not config.is_classifier
        counts: Counter[str] = Counter()
        for type_text, count in types.items():
            counts[_erased(type_text) if is_erased else type_text] += count
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: config.max_classes]
        classes = [name for name, count in ranked if count >= config.min_class_count]
        table = cls(classes if is_erased else [*classes, UNKNOWN_TYPE], is_erased=is_erased)
        for type_text in types:
            table.lookup(type_text)  # so that its number is the same for processes that go on with different files
        return table

    def lookup(self, type_text: str) -> tuple[int, int]:
        """The number of a type and its class (or `UNKNOWN_CLASS`)."""
        numbers = self._types.get(type_text)
        if numbers is None:
            name = _erased(type_text) if self.is_erased else type_text
            others = self._class_of.get(UNKNOWN_TYPE, UNKNOWN_CLASS)
            numbers = self._types[type_text] = (len(self._types), self._class_of.get(name, others))
        return numbers


def _erased(type_text: str) -> str:
    """Return the type without parameters, where a class that no import statement could name stands for itself."""
    try:
        return str(erase(parse_type(type_text)))
    except TypeExpressionError:
        return type_text
