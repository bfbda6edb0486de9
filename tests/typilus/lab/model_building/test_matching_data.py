"""From labeled files to what the matcher learns from."""

from __future__ import annotations

import ast
from collections.abc import Sequence

import numpy as np
import pytest

from graph_extraction import ProgramGraph, parse_source
from typilus.lab.model_building.matching_data import class_of, matching_project
from typilus.project import Embedding
from typilus.project.labeled_file import LabeledFile
from typilus.project.labeling import label_source
from typilus.project.reexports import ReExports, module_of_path, summarize

TEXTS = {
    "p/__init__.py": "from p.shop import Shop\n",
    "p/shop.py": "class Shop(list):\n    def open(self, other: 'Shop', count: int): other.open(); self.add()\n",
    "p/use.py": "from p import Shop\nfrom ext import Map\ndef f(a: Shop | None, b: list[Shop], c: Map, d): a.open()\n",
}


def files() -> list[LabeledFile]:
    names = ReExports(summarize(ast.parse(text), *module_of_path(path)) for path, text in TEXTS.items())
    return [
        label_source(parse_source(text, path), "p", module_of_path(path)[0], names).file for path, text in TEXTS.items()
    ]


class OnesAndTwos:
    """Puts all symbols at one point and all classes at another."""

    dimension = 2
    fingerprint = ""

    def __init__(self, with_classes: bool = True) -> None:
        self.with_classes = with_classes

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        return [
            Embedding(
                np.full((len(graph.symbols), 2), 1, np.float32),
                np.full((len(graph.definitions), 2), 2, np.float32) if self.with_classes else None,
            )
            for graph in graphs
        ]


def test_symbols_know_the_row_of_their_class() -> None:
    project = matching_project(files(), OnesAndTwos())
    assert list(project.classes.rows) == ["p.Shop", "ext.Map"]
    assert project.classes.entries[0].members == {"open"}
    assert project.classes.entries[0].bases == ("list",)
    assert project.classes.vectors.tolist() == [[2, 2], [0, 0]]
    shop, use = project.files
    assert shop.symbols.names == ["other", "count"]
    assert shop.truth.tolist() == [0, -1]
    assert shop.symbols.enclosing_classes.tolist() == [0, 0]
    assert shop.symbols.used[0] == {"open"}
    assert use.symbols.names == ["a", "b", "c"]
    assert use.truth.tolist() == [0, -1, 1]
    assert use.optional.tolist() == [True, False, False]
    assert use.visibility.imported == (0, 1)


def test_without_points_of_classes_there_is_nothing_to_learn() -> None:
    with pytest.raises(ValueError, match="OnesAndTwos does not embed classes"):
        matching_project(files(), OnesAndTwos(with_classes=False))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("p.Shop", ("p.Shop", False)),
        ("p.Shop[int]", ("p.Shop", False)),
        ("p.Shop[int] | None", ("p.Shop", True)),
        ("p.Shop | p.Road", ("", False)),
        ("list[p.Shop]", ("list", False)),
        ("not a type [", ("not a type [", False)),
    ],
)
def test_the_class_of_a_label(label: str, expected: tuple[str, bool]) -> None:
    assert class_of(label) == expected
