"""A small project for the tests of definitions."""

from __future__ import annotations

import numpy as np

from graph_extraction import ProgramGraph, extract, parse_source
from typilus.annotation_types import FileNames
from typilus.class_matching.classes import ClassEntry, ClassTable

ENTRIES = (
    ClassEntry("shop.Config", "Config", "shop/config.py", frozenset({"load", "save"}), ("Base",), popularity=3),
    ClassEntry("shop.Base", "Base", "shop/base.py", frozenset({"close"})),
    ClassEntry("shop.PriceTable", "PriceTable", "shop/tables/price.py", frozenset({"rows", "load"})),
    ClassEntry("shop.PriceTable._Row", "PriceTable._Row", "shop/tables/price.py", frozenset({"cells"})),
    ClassEntry("paint.Canvas", "Canvas", "", frozenset(), known=False),
)
CONFIG, BASE, TABLE, ROW, CANVAS = range(5)


def table(dimension: int = 4) -> ClassTable:
    """The classes, each at a place of its own, the unknown one at 0."""
    vectors = np.eye(len(ENTRIES), dimension, dtype=np.float32) * 3
    vectors[CANVAS] = 0
    return ClassTable(ENTRIES, vectors)


def graph_of(text: str) -> ProgramGraph:
    """The graph of a text."""
    return extract(parse_source(text))


def names_of(text: str, module: str = "m") -> FileNames:
    """The names of a text."""
    return FileNames.from_tree(parse_source(text).tree, module)
