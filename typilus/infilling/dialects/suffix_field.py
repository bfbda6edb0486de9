"""Prefix and suffix apart, for a server that knows the sentinels of its model."""

from __future__ import annotations

from typilus.infilling.dialects.dialect import Dialect, Question
from typilus.infilling.holed_text import HoledText
from typilus.infilling.language_model import Generation

__all__ = ["SuffixFieldDialect"]


class SuffixFieldDialect(Dialect):
    """The text before the hole as prompt, the text after it as suffix."""

    name = "suffix"

    def ask(self, text: HoledText) -> Question:
        """See `Dialect.ask`."""
        prefix, suffix = text.parts
        return Question(prefix, ("\n",), suffix=suffix)

    def read(self, answer: Generation, text: HoledText) -> list[Generation]:
        """See `Dialect.read`."""
        return [answer]
