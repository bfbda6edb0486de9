"""Which model is asked, and for what: the value that options, workers and `typilus.load` hand on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typilus.infilling import TextInfiller

__all__ = ["DEFAULT_BELOW", "InfillSettings"]

DEFAULT_BELOW = 0.8
_REMOTE = ("http://", "https://")


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

    @property
    def can_be_sent(self) -> bool:
        """True if other processes may ask it too: a server serves many, while a model in each would fill the memory."""
        return isinstance(self.what, str) and self.what.startswith(_REMOTE)
