"""Causal masking: all holes of a text in one generation (InCoder, section 2.2)."""

from __future__ import annotations

import re

from typilus.infilling.dialects.dialect import Dialect, Question
from typilus.infilling.holed_text import HoledText
from typilus.infilling.language_model import Generation

__all__ = ["CausalMaskedDialect"]

# More are asked about in further questions, which show the answers to these.
_HOLES_AT_ONCE = 16


class CausalMaskedDialect(Dialect):
    """A sentinel in the place of each hole, one more at the end, and the texts of the holes behind.

    For the holes of `A _ C _ E` the prompt is `A <0> C <1> E <2> <0>`, and the answer goes on
    `B <end> <1> D <end>`.

    Args:
        name: What people call it by.
        mask: Sentinel of a hole, with `{}` for its number.
        end: Sentinel after the text of a hole.
    """

    holes_at_once = _HOLES_AT_ONCE
    needs_sentinels = True

    def __init__(self, name: str, mask: str, end: str) -> None:
        self.name = name
        self.end = end
        self._masks = tuple(mask.format(number) for number in range(_HOLES_AT_ONCE + 1))
        self.required = (self._masks[0], end)
        self.sentinels = (*self._masks, end)
        self._separator = re.compile(
            re.escape(end) + r"\s*(?:" + re.escape(mask).replace(re.escape("{}"), r"\d+") + r")?"
        )

    def ask(self, text: HoledText) -> Question:
        """See `Dialect.ask`."""
        holes = text.hole_count
        document = "".join(part + mask for part, mask in zip(text.parts, self._masks, strict=False))
        # A single hole is over with its end; of several, the last one is.
        stop = ("\n", self.end) if holes == 1 else (self._masks[holes],)
        return Question(document + self._masks[0], stop, max_tokens=2 * holes)

    def read(self, answer: Generation, text: HoledText) -> list[Generation]:
        """See `Dialect.read`."""
        answers = []
        start = 0
        for separator in self._separator.finditer(answer.text):
            # The end belongs to the text before it, the next sentinel to none.
            inside = answer.between(start, separator.start() + 1)
            answers.append(Generation(inside.text[:-1], inside.log_probability, inside.tokens))
            start = separator.end()
        if start < len(answer.text) or not answers:
            answers.append(answer.between(start, len(answer.text)))
        return answers[: text.hole_count]
