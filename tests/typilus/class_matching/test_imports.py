"""Imports, and those that only annotations need."""

from __future__ import annotations

import pytest

from tests.typilus.class_matching.shop import graph_of, names_of
from typilus.class_matching.imports import imported_names, is_imported_class

TEXT = """
from a import Used, Annotating as Other, Unused
import numpy as np

def f(x: Other, y: Used):
    return Used(np.zeros(x))
"""


def test_an_import_for_annotations_is_not_used() -> None:
    found = dict(imported_names(graph_of(TEXT), names_of(TEXT)))
    assert found == {"a.Used": True, "a.Annotating": False, "a.Unused": False, "numpy": True}


@pytest.mark.parametrize("name", ["a.Shop", "a.b._Shop", "a.X", "numpy.typing.NDArray"])
def test_names_of_classes(name: str) -> None:
    assert is_imported_class(name)


@pytest.mark.parametrize("name", ["Shop", "a.shop", "a.SHOP", "typing.Any", "collections.abc.Iterable", "a.__", "a._"])
def test_names_of_other_things(name: str) -> None:
    assert not is_imported_class(name)
