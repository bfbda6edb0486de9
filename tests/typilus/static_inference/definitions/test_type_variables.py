"""Bounds and defaults of type variables."""

from __future__ import annotations

import pytest

from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.definitions.type_variables import bound_of, needs_arguments


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        ("list", True),
        ("dict", True),
        ("queue.Queue", True),
        ("slice", False),
        ("io.BufferedReader", False),
        ("xml.etree.ElementTree.ElementTree", False),
        ("int", False),
        ("nowhere.Class", False),
    ],
)
def test_classes_whose_bare_names_leave_something_open(name: str, needed: bool) -> None:
    assert needs_arguments(Classes(Modules({})), name) is needed


def test_bounds() -> None:
    classes = Classes(Modules({}))
    module = classes.modules.find("enum")
    assert module is not None
    assert str(bound_of(classes, module, "~_EnumMemberT")) == "None"
    numbers = classes.modules.find("statistics")
    assert numbers is not None
    assert bound_of(classes, numbers, "~_HashableT") == bound_of(classes, numbers, "_HashableT") is not None
