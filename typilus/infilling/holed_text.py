"""Text with holes, and what a model would write into them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

__all__ = ["Completion", "HoledText"]

_ANNOUNCED = re.compile(r"(?:[ \t]*->|:)[ \t]*\Z")


@dataclass(frozen=True, slots=True)
class HoledText:
    """A text with holes.

    Attributes:
        parts: The n + 1 parts of the text around its n holes, in order.
        middle: Text between the first part and the first hole: what a model has filled in and the code behind that,
            from which it is to go on.
    """

    parts: tuple[str, ...]
    middle: str = ""

    @property
    def hole_count(self) -> int:
        """The number of holes."""
        return len(self.parts) - 1

    def fill(self, texts: Sequence[str]) -> str:
        """Return the text with a text in each of its holes."""
        pieces = [self.parts[0], self.middle]
        for text, part in zip(texts, self.parts[1:], strict=True):
            pieces += (text, part)
        return "".join(pieces)

    def first_holes(self, count: int) -> HoledText:
        """Return the text with its first holes only.

        In the place of the others there is nothing, and what announces an annotation is gone with them.
        """
        *rest, last = self.parts[count:]
        return replace(self, parts=(*self.parts[:count], "".join(_ANNOUNCED.sub("", part) for part in rest) + last))

    def fill_first(self, text: str) -> HoledText:
        """Return the text with its first hole filled, and one hole less."""
        first, second, *rest = self.parts
        return HoledText((first + self.middle + text + second, *rest))

    def go_on(self, text: str) -> HoledText:
        """Return the text with its first hole filled, for a model that goes on behind it."""
        first, second, *rest = self.parts
        return HoledText((first, *rest), self.middle + text + second)


@dataclass(frozen=True, slots=True)
class Completion:
    """One answer of a model to a `HoledText`.

    Attributes:
        texts: For each hole what the model wrote, without sentinels and without blanks around it.
        log_probability: Of all texts together, in nats. None where the model does not tell it.
    """

    texts: tuple[str, ...]
    log_probability: float | None = None
