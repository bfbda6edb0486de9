"""Fill in the middle: one hole, or several with the code between them, between a prefix and a suffix."""

from __future__ import annotations

from typilus.infilling.dialects.dialect import Dialect, Question
from typilus.infilling.hole_ending import end_of_answer
from typilus.infilling.holed_text import HoledText
from typilus.infilling.language_model import Generation

__all__ = ["SingleHoleDialect"]


class SingleHoleDialect(Dialect):
    """Sentinels around prefix and suffix.

    Args:
        name: What people call it by.
        template: The prompt, with `{prefix}` and `{suffix}`.
        required: The special tokens in it.
        end: The special token that a model writes after the middle.
        others: Further special tokens that a model writes where it has nothing more to say.
    """

    goes_on = True

    def __init__(self, name: str, template: str, required: tuple[str, ...], end: str, *others: str) -> None:
        self.name = name
        self.required = required
        self.end = end
        self.sentinels = (*required, end, *others)
        # Split beforehand: braces in code are no fields.
        self._suffix_first = template.index("{suffix}") < template.index("{prefix}")
        self._pieces = template.replace("{prefix}", "\0").replace("{suffix}", "\0").split("\0")
        # Servers take four at most, and few ever show a sentinel.
        self._stop = ("\n", end, *others)

    def ask(self, text: HoledText) -> Question:
        """See `Dialect.ask`. The middle is the model's own from the first hole on."""
        before, *_, after = text.parts
        if self._suffix_first:
            before, after = after, before
        head, middle, tail = self._pieces
        return Question(head + before + middle + after + tail + text.middle, self._stop)

    def read(self, answer: Generation, text: HoledText) -> list[Generation]:
        """See `Dialect.read`. As long as the model writes the code as it stands, it fills the next hole."""
        answers = []
        start = 0
        for between in text.parts[1:-1]:
            end = start + end_of_answer(answer.text[start:])
            answers.append(answer.between(start, end))
            code = between.rstrip(" \t")
            if not answer.text.startswith(code, end):
                return answers
            start = end + len(code)
        return [*answers, answer.between(start, len(answer.text))]
