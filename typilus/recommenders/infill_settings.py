"""Which model is asked, and for what: the value that options, workers and `typilus.load` hand on."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from typilus.infilling import TextInfiller
    from typilus.recommenders.recommender import Recommender

__all__ = ["DEFAULT_BELOW", "AddedRecommender", "InfillOptions", "InfillSettings"]

DEFAULT_BELOW = 0.8
_LIGHT = ("http://", "https://", "own:")
"""Beginnings of the names of models that take no memory worth mentioning."""


@dataclass(frozen=True, slots=True)
class InfillSettings:
    """A language model as a recommender.

    Attributes:
        what: The model, or what `open_infiller` knows it by.
        below: Asked for are symbols of which the ranking finds no type as probable as this, at most the least sure
            third of a file's; with 1 all of them.
        log: File that gets each prompt and its answers; None to keep none.
        dialect: Name of the dialect in which it is asked, or `auto` for that of the model.
    """

    what: str | TextInfiller
    below: float = DEFAULT_BELOW
    log: str | os.PathLike[str] | None = None
    dialect: str = "auto"

    @classmethod
    def of(cls, infill: str | TextInfiller | InfillSettings | None) -> tuple[InfillSettings, ...]:
        """The settings of a model or of what it is known by, or as they are, and none without a model."""
        if infill is None:
            return ()
        return (infill if isinstance(infill, InfillSettings) else cls(infill),)

    def can_be_sent(self, elsewhere: bool = False) -> bool:
        """Tell whether other processes may ask it too: a server serves many, a large model in each would fill the
        memory.

        Args:
            elsewhere: Whether these processes may run on other machines, which do not reach a server of this process.
        """
        if isinstance(self.what, str):
            return self.what.startswith(_LIGHT)
        return self.what.model.is_shared and not elsewhere


AddedRecommender: TypeAlias = "str | Recommender | InfillSettings"
"""A recommender, or a name of one, or a language model."""


class InfillOptions:
    """The options of asking more than the model's own recommenders.

    The fields are those of the dataclass that derives from it.
    """

    __slots__ = ()
    recommenders: Collection[str | Recommender]
    infill: str | TextInfiller | None
    infill_below: float
    infill_log: str | os.PathLike[str] | None
    infill_dialect: str

    @property
    def added(self) -> tuple[AddedRecommender, ...]:
        """All that is asked beside the model's own recommenders."""
        if self.infill is None:
            return tuple(self.recommenders)
        settings = InfillSettings(self.infill, self.infill_below, self.infill_log, self.infill_dialect)
        return *self.recommenders, settings
