"""Named tuples as tuples."""

from __future__ import annotations

from tests.typilus.static_inference.inferring import inferred

SOURCE = """
from collections import namedtuple
from typing import NamedTuple
class City(NamedTuple):
    name: str
    size: int = 0
class Board:
    Cell = namedtuple("Cell", "row column")
    def cell(self):
        return self.Cell(1, "a")
class Point(namedtuple("Point", ["x", "y"])):
    def norm(self):
        x, y = self
        return x + y
"""


def test_fields_are_unpacked_indexed_and_iterated_over() -> None:
    found = inferred(
        SOURCE
        + "name, size = City('a')\nlast = City('a')[-1]\nrow, *rest = Board().cell()\n"
        + "for value in City('a'): print(value)\nnorm = Point(1.0, 2.0).norm()\n"
        + "def rows(cells):\n    for row, column in cells: print(row, column)\nrows([Board().cell()])\n"
    )
    assert (found["name"], found["size"], found["last"], found["value"]) == ("str", "int", "int", "int | str")
    assert (found["row"].rstrip("?"), found["rest"].rstrip("?")) == ("int", "list[str]")
    assert (found["norm"], found["Point.norm()"]) == ("float?", "float?"), "anybody may make another"
    assert (found["rows.row"].rstrip("?"), found["rows.column"].rstrip("?")) == ("int", "str")
    assert found["Board.cell()"] == "Board.Cell"


def test_other_classes_are_no_tuples() -> None:
    found = inferred("class A:\n    x: int = 1\n    def __getitem__(self, i): return 'a'\nb = A()[0]\n")
    assert found["b"] == "str"
