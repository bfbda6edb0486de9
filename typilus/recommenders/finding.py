"""Recommenders that users name: of installed packages, files with another tool's answers, and language models."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from typilus.errors import TypilusError
from typilus.recommenders.infill_settings import InfillSettings
from typilus.recommenders.json_recommender import JsonRecommender
from typilus.recommenders.recommender import Recommender

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["ENTRY_POINTS", "AddedRecommender", "find_recommenders"]

ENTRY_POINTS = "typilus.recommenders"
"""The group of entry points that packages announce recommenders in: callables that return one."""
_ANSWERS = (".jsonl", ".json")


AddedRecommender = str | Recommender | InfillSettings
"""A recommender, or what `find_recommenders` knows it by."""


def find_recommenders(named: Iterable[AddedRecommender]) -> list[Recommender]:
    """The recommenders that are given, or named.

    A package's recommender is loaded only when its name is asked for: that a package is installed is no reason to run
    its code, nor to let it change what is predicted.

    Args:
        named: Recommenders, names of entry points, and paths of files that end in `.jsonl` or `.json`
            (see `JsonRecommender`), and language models, which are opened.

    Raises:
        TypilusError: There is no entry point of a name, it cannot be loaded, or a file cannot be read.
        InfillError: A language model cannot be opened.
    """
    return [_find(name) if isinstance(name, str | InfillSettings) else name for name in named]


def _find(name: str | InfillSettings) -> Recommender:
    if isinstance(name, InfillSettings):
        from typilus.recommenders.infill_recommender import InfillRecommender

        return InfillRecommender.open(name)
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
