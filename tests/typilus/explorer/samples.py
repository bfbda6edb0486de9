"""A small picture put together by hand, with names that try to be HTML."""

from __future__ import annotations

import numpy as np

from tests.typilus.reporting.samples import ATTACK
from typilus.explorer import PicturedProject, PicturedSymbol, SpacePicture
from typilus.typespace import TypeMap, TypeMarker

TYPES = ("str", "int", "pathlib.Path", "list[str]", f"lib.{ATTACK}")
COUNT = 300


def sample_map() -> TypeMap:
    """A marker in three is a `str`; the others share the rest."""
    markers = [
        TypeMarker("str" if n % 3 == 0 else TYPES[1 + n % 4], "lib", f"lib/{n // 50}.py", n + 1, f"name_{n % 7}")
        for n in range(COUNT)
    ]
    markers[5] = TypeMarker("str", ATTACK, f"{ATTACK}.py", 70_000, ATTACK)
    return TypeMap.build(np.random.default_rng(3).normal(size=(COUNT, 4)), markers)


SYMBOL = PicturedSymbol(
    "parameter",
    f"Shop.add.{ATTACK}",
    "shop.py",
    7,
    f"def add(self, price): {ATTACK}",
    None,
    (65_535, 0),
    (("shop.Shop", 0.625), ("str", 0.375)),
    ((5, 1.25), (COUNT + 1, 2.5)),
)
TYPED = PicturedSymbol("return", "make", "shop.py", 9, "def make():", "shop.Shop", (0, 65_535), (), ())


def sample_picture() -> SpacePicture:
    """The markers on a grid, and two symbols in its corners."""
    rows = np.arange(COUNT)
    positions = np.stack([rows % 20 * 3000 + 2000, rows // 20 * 3000 + 2000], axis=1).astype(np.uint16)
    project = PicturedProject((SYMBOL, TYPED), ("shop.Shop", f"shop.{ATTACK}"), ((f"{ATTACK}.py", "line 1"),))
    return SpacePicture(f"TypeSpace {ATTACK}", sample_map(), positions, project)
