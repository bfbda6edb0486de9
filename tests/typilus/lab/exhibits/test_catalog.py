"""Every exhibit of the catalog is there, and every module of an exhibit is in the catalog."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.lab import exhibits
from typilus.lab.exhibits.catalog import EXHIBIT_NAMES, find_exhibit


@pytest.mark.parametrize("name", EXHIBIT_NAMES)
def test_an_exhibit_has_the_name_of_its_module(name: str) -> None:
    assert find_exhibit(name).name == name


def test_no_exhibit_is_forgotten() -> None:
    folder = Path(exhibits.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if "EXHIBIT: Final" in path.read_text("utf-8")}
    assert modules == set(EXHIBIT_NAMES)
