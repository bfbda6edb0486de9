"""Names that are loaded when they are first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from typilus import checking
from typilus.lazy_names import lazy_names


def test_a_name_is_loaded_from_its_home() -> None:
    load = lazy_names("collections", {"abc": ("Mapping",)})
    assert load("Mapping").__name__ == "Mapping"
    with pytest.raises(AttributeError, match="module 'collections' has no attribute 'Shop'"):
        load("Shop")


def test_a_door_loads_what_is_asked_for_and_nothing_else() -> None:
    code = "import sys; from typilus.checking import SPECS; print('typilus.checking.judging' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("name", checking.__all__)
def test_a_door_has_what_it_offers(name: str) -> None:
    assert getattr(checking, name) is not None
