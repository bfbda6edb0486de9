"""The end of an answer: what a model writes beyond its hole is none of it."""

from __future__ import annotations

__all__ = ["end_of_answer"]

_OPENING = "([{"
_CLOSING = ")]}"
_QUOTES = "\"'"
# No expression that is written into a hole has these outside of brackets: a next parameter, a default, a body follow.
_BEYOND = ",:=;#"


def end_of_answer(answer: str) -> int:
    """Return the position at which an answer ends, which is one expression.

    That is at the end of its first line with text, at a bracket that was opened outside of the hole, and at a
    punctuation mark outside of brackets and quotation marks that separates it from what comes next.
    """
    depth = 0
    quote = ""
    for position in range(len(answer) - len(answer.lstrip()), len(answer)):
        character = answer[position]
        if character in "\r\n":
            return position
        if quote:
            quote = "" if character == quote else quote
        elif character in _QUOTES:
            quote = character
        elif character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            if depth == 0:
                return position
            depth -= 1
        elif depth == 0 and character in _BEYOND:
            return position
    return len(answer)
