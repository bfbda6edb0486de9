"""The model that some options name, with what it asks and reads besides."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typilus.recommenders import InfillOptions

if TYPE_CHECKING:
    from typilus.prediction import Predictor
    from typilus.recommenders import AddedRecommender

__all__ = ["ModelChoice", "ModelOptions"]

StrPath = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """The model that some options name, and what it asks and reads.

    Attributes:
        model: A model folder, a loaded model, or None for the embedded one.
        added: Recommenders that are asked beside its own, or what `find_recommenders` knows them by.
        index: How its type map is searched, as in `load_predictor`; a loaded model stays as it was loaded.
        device: Where its network computes; likewise.
        environment: The environment whose installed packages are read, or its interpreter; None for that of each
            project.
    """

    model: StrPath | Predictor | None = None
    added: tuple[AddedRecommender, ...] = ()
    index: str = "auto"
    device: str = "cpu"
    environment: StrPath | None = None


class ModelOptions(InfillOptions):
    """The options that say which model predicts.

    The fields are those of the dataclass that derives from it.
    """

    __slots__ = ()
    model: StrPath | Predictor | None
    index: str
    device: str
    environment: StrPath | None

    @property
    def choice(self) -> ModelChoice:
        """The model that is to be had."""
        return ModelChoice(self.model, self.added, self.index, self.device, self.environment)
