"""The contract of a dialect: how a text with holes becomes a prompt, and an answer the texts of holes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from typilus.infilling.holed_text import HoledText
from typilus.infilling.language_model import Generation

__all__ = ["Dialect", "Question"]


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt, and how long the answer may be.

    Attributes:
        prompt: See `GenerationRequest`.
        stop: See `GenerationRequest`.
        max_tokens: Maximum number of tokens of the answer beside those of the holes' texts.
        suffix: See `GenerationRequest`.
    """

    prompt: str
    stop: tuple[str, ...]
    max_tokens: int = 0
    suffix: str | None = None


class Dialect(ABC):
    """The words in which a model is asked to fill holes.

    Attributes:
        name: What people call it by.
        sentinels: Texts that must not come from the text with the holes.
        required: Special tokens of every model that speaks it. Empty where there are none.
        end: The special token that a model writes after the text of a hole, empty without one.
        holes_at_once: Maximum number of holes of a text that it is asked about.
        needs_sentinels: Whether several holes need a model that `inserts_sentinels`.
        goes_on: Whether a model can go on behind the text of a hole, through the code to the next one. Holes near each
            other are then one question, which is read once.
    """

    name: str
    sentinels: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    end: str = ""
    holes_at_once: int = 1
    needs_sentinels: bool = False
    goes_on: bool = False

    @abstractmethod
    def ask(self, text: HoledText) -> Question:
        """Return the question for all holes of a text."""

    @abstractmethod
    def read(self, answer: Generation, text: HoledText) -> list[Generation]:
        """Return what an answer says of the first holes of the text: of at least one if it says anything."""
