"""Small pictures of a TypeSpace."""

from __future__ import annotations

import numpy as np

from typilus.explorer import PicturedProject, PicturedSymbol, SpacePicture
from typilus.typespace import TypeMap, TypeMarker

__all__ = ["ATTACK", "grouped_map", "sample_picture"]

ATTACK = "</script><img src=x onerror=window.hacked=1>"
TYPES = ("str", "int", f"pkg.{ATTACK}", "list[str]")


def grouped_map(count: int, groups: int = 4, spread: float = 0.05) -> TypeMap:
    """Markers in groups far apart, each of one type."""
    random = np.random.default_rng(3)
    centers = random.normal(size=(groups, 8)) * 5
    markers = [
        TypeMarker(TYPES[number % groups], "pkg", f"pkg/{ATTACK}.py", number + 1, f"name_{number % groups}")
        for number in range(count)
    ]
    vectors = centers[np.arange(count) % groups] + random.normal(size=(count, 8)) * spread
    return TypeMap.build(vectors.astype(np.float32), markers)


def sample_picture() -> SpacePicture:
    """Forty markers, ten of each of four types, in four corners, and two symbols of a project in the middle."""
    type_map = grouped_map(40)
    corners = np.array([(1000, 1000), (60000, 1000), (1000, 60000), (60000, 60000)])
    positions = (corners[np.arange(40) % 4] + np.arange(40)[:, None] * 20).astype(np.uint16)
    symbols = (
        PicturedSymbol(
            "parameter", "shop.price", "shop.py", 3, f"def shop(price): # {ATTACK}", "int", (30000, 30000),
            (("int", 0.75), (ATTACK, 0.25)), ((1, 0.5), (41, 1.25)),
        ),
        PicturedSymbol("variable", ATTACK, "shop.py", 9, "x = 1", None, (32000, 30000), (), ()),
    )  # fmt: skip
    return SpacePicture(
        f"TypeSpace {ATTACK}", type_map, positions, PicturedProject(symbols, ("pkg.Shop",), (("a.py", ATTACK),))
    )
