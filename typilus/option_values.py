"""Texts of options as values, with a ValueError for people where a text is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = [
    "SYMBOL_KINDS",
    "NumberRange",
    "path_patterns",
    "python_version",
    "recommender_names",
    "symbol_kinds",
    "worker_names",
]

SYMBOL_KINDS = ("parameters", "returns", "variables", "attributes")


@dataclass(frozen=True, slots=True)
class NumberRange:
    """The numbers from `low` to `high`, both included. A call reads one from text."""

    type: type[int] | type[float]
    low: float
    high: float

    def __call__(self, text: str) -> float:
        """The number that a text names.

        Raises:
            ValueError: It names none, or one out of the range.
        """
        try:
            number = self.type(text)
        except ValueError:
            number = self.low - 1
        if not self.low <= number <= self.high:
            raise ValueError(f"{text!r} is not a number from {self.low} to {self.high}")
        return number


def symbol_kinds(text: str) -> tuple[str, ...]:
    """`parameters,returns` as a tuple.

    Raises:
        ValueError: Another word is among them.
    """
    names = [name.strip() for name in text.split(",")]
    for name in names:
        if name not in SYMBOL_KINDS:
            raise ValueError(f"{name!r} is not one of {', '.join(SYMBOL_KINDS)}")
    return tuple(names)


def path_patterns(text: str) -> tuple[str, ...]:
    """`build,*_pb2.py` as a tuple."""
    return tuple(pattern.strip() for pattern in text.split(",") if pattern.strip())


def python_version(text: str) -> tuple[int, int]:
    """`3.9` as (3, 9).

    Raises:
        ValueError: It is no version of Python 3.
    """
    match = re.fullmatch(r"3\.(\d{1,2})", text)
    if match is None:
        raise ValueError(f"{text!r} is not a version such as 3.9")
    return 3, int(match[1])


def worker_names(text: str) -> int | str:
    """`2` as a number of processes, `ray` and `ray://head:10001` as they are.

    Raises:
        ValueError: It is neither.
    """
    if text == "ray" or re.fullmatch(r"(ray://)?[\w.-]+:\d+", text):
        return text
    try:
        return int(NumberRange(int, 1, 512)(text))
    except ValueError as error:
        raise ValueError(f"{error}, nor ray, nor the address of a Ray cluster") from None


def recommender_names(text: str) -> tuple[str, ...]:
    """`runtime,answers.jsonl` as a tuple."""
    return tuple(name.strip() for name in text.split(",") if name.strip())
