"""Recommenders that users name: those of installed packages, and files with another tool's answers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from typilus.errors import TypilusError
from typilus.recommenders.json_recommender import JsonRecommender
from typilus.recommenders.recommender import Recommender

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["ENTRY_POINTS", "find_recommenders"]

ENTRY_POINTS = "typilus.recommenders"
"""The group of entry points that packages announce recommenders in: callables that return one."""
_ANSWERS = (".jsonl", ".json")


def find_recommenders(named: Iterable[str | Recommender]) -> list[Recommender]:
    """The recommenders that are given, or named.

    A package's recommender is loaded only when its name is asked for: that a package is installed is no reason to run
    its code, nor to let it change what is predicted.

    Args:
        named: Recommenders, names of entry points, and paths of files that end in `.jsonl` or `.json`
            (see `JsonRecommender`).

    Raises:
        TypilusError: There is no entry point of a name, it cannot be loaded, or a file cannot be read.
    """
    return [_find(name) if isinstance(name, str) else name for name in named]


def _find(name: str) -> Recommender:
    if name.endswith(_ANSWERS):
        return JsonRecommender.read(name)
    from importlib.metadata import entry_points

    points = {point.name: point for point in entry_points(group=ENTRY_POINTS)}
    if name not in points:
        installed = f"installed are {', '.join(sorted(points))}" if points else "none is installed"
        raise TypilusError(
            f"{name!r} is no recommender: {installed}; name an entry point of the group {ENTRY_POINTS!r}, or a file "
            "that ends in .jsonl or .json"
        )
    return _loaded(points[name])


def _loaded(point: EntryPoint) -> Recommender:
    try:
        recommender: Recommender = point.load()()
    except Exception as error:
        raise TypilusError(
            f"the recommender {point.name!r} ({point.value}) cannot be loaded: {type(error).__name__}: {error}"
        ) from error
    return recommender
