"""Defaults of parameters tell types; None tells none."""

from __future__ import annotations

from tests.typilus.recommenders.places_of import types_of
from typilus.recommenders.default_recommender import DefaultRecommender

TEXT = """\
from colors import Color, palette
class Mode:
    FAST = 1
def paint(plain, width=0, name="x", *, ratio=0.5, fill=False, size=(1, 2), note=None, tone=Color.RED, mode=Mode.FAST,
          other=palette.RED, limit=Color.limit, gap=-1):
    inner = lambda z=1: z
"""


def test_what_is_told() -> None:
    assert types_of(DefaultRecommender(), TEXT) == {
        "paint.width": ["int"],
        "paint.name": ["str"],
        "paint.ratio": ["float"],
        "paint.fill": ["bool"],
        "paint.size": ["tuple[int, int]"],
        "paint.tone": ["colors.Color"],
        "paint.mode": ["Mode"],
        "paint.gap": ["int"],
    }
