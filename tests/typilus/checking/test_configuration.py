"""Which files configure which checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.checking.configuration import configuration_of, is_configured
from typilus.checking.specs import SPECS


@pytest.mark.parametrize(
    ("name", "text", "checker", "place"),
    [
        ("mypy.ini", "", "mypy", "mypy.ini"),
        ("setup.cfg", "[metadata]\n[mypy]\nstrict = True\n", "mypy", "[mypy] in setup.cfg"),
        ("pyproject.toml", "[tool.mypy]\n", "mypy", "[tool.mypy] in pyproject.toml"),
        ("pyproject.toml", "[[tool.mypy.overrides]]\n", "mypy", "[tool.mypy] in pyproject.toml"),
        ("pyproject.toml", "[tool.pyright]\n", "pyright", "[tool.pyright] in pyproject.toml"),
        ("pyrightconfig.json", "{}", "pyright", "pyrightconfig.json"),
        ("pyproject.toml", "[tool.pyrefly]\n", "pyrefly", "[tool.pyrefly] in pyproject.toml"),
        ("pyrefly.toml", "", "pyrefly", "pyrefly.toml"),
        ("pyproject.toml", "[tool.ty.rules]\n", "ty", "[tool.ty] in pyproject.toml"),
        ("ty.toml", "", "ty", "ty.toml"),
        ("pyproject.toml", "[tool.pytype]\n", "pytype", "[tool.pytype] in pyproject.toml"),
        ("setup.cfg", "[pytype]\n", "pytype", "[pytype] in setup.cfg"),
    ],
)
def test_the_place_that_configures(tmp_path: Path, name: str, text: str, checker: str, place: str) -> None:
    (tmp_path / name).write_text(text)
    assert {spec.name: configuration_of(tmp_path, spec) for spec in SPECS if is_configured(tmp_path, spec)} == {
        checker: place
    }


@pytest.mark.parametrize("text", ["", "# [tool.mypy]\n", "[tool.mypyc]\n", "x = '[tool.ty]'\n", "[mypy]\n"])
def test_what_configures_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert not any(is_configured(tmp_path, spec) for spec in SPECS)
