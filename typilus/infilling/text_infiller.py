"""Holes in, completions out: a language model and the dialect in which it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType

from typilus.infilling.holed_text import Completion, HoledText
from typilus.infilling.language_model import LanguageModel

__all__ = ["TextInfiller"]


class TextInfiller:
    """A language model that is asked for the texts of holes.

    Args:
        model: The model.
    """

    def __init__(self, model: LanguageModel) -> None:
        self.model = model

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.model.name

    def complete(
        self, texts: Sequence[HoledText], n: int = 1, temperature: float = 0.0, seed: int = 0
    ) -> list[list[Completion]]:
        """Return at most n completions for each text, those with the highest log-probability first.

        Args:
            texts: Texts with at least one hole each. What does not fit the model's context is cut around the holes.
            n: Number of completions. Equal ones are not joined: their number tells how sure the model is.
            temperature: 0 takes the most probable token at each step.
            seed: Of the random numbers.
        """
        raise NotImplementedError

    def score(self, text: HoledText, candidates: Sequence[str]) -> list[float] | None:
        """Return the log-probability of each candidate in the one hole of a text, the end of the hole included.

        None from a model that cannot tell.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Free what the model holds."""
        self.model.close()

    def __enter__(self) -> TextInfiller:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
