"""Colors of probabilities, in every terminal output alike."""

from __future__ import annotations

__all__ = ["confidence_style"]

_SURE = 0.9
"""From here on `typilus annotate` writes types, unless told otherwise."""
_LIKELY = 0.5


def confidence_style(probability: float) -> str:
    """Return the style of a type by its probability, as rich names it: what would be written, what may, and the rest.

    >>> confidence_style(0.95), confidence_style(0.6), confidence_style(0.1)
    ('green', 'yellow', 'dim')
    """
    return "green" if probability >= _SURE else "yellow" if probability >= _LIKELY else "dim"
