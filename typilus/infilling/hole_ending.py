"""The end of an answer: what a model writes beyond its hole is none of it."""

from __future__ import annotations

__all__ = ["end_of_answer"]

_OPENING = "([{"
_CLOSING = ")]}"
_QUOTES = "\"'"
# What follows a hole is often written once more; letters may well begin the answer as they begin what follows it.
_NEVER_REPEATED = ",:=;#"


def end_of_answer(answer: str, following: str) -> int:
    """Return the position at which an answer ends.

    That is at the end of its first line with text, at a bracket that was opened outside of the hole, and at the
    punctuation mark with which the text after the hole begins, outside of brackets and quotation marks.

    Args:
        answer: Text that a model wrote into a hole.
        following: Text after the hole.
    """
    marks = following.lstrip(" \t")[:1]
    marks = marks if marks in _NEVER_REPEATED else ""
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
        elif depth == 0 and marks and character == marks:
            return position
    return len(answer)
