"""Weaving for users: two paths, or two texts."""

from __future__ import annotations

from pathlib import Path

import pytest

import typilus
from typilus.errors import RewriteError, SourceError


def test_two_files_of_a_project(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nrequires-python = ">=3.8"\n')
    (tmp_path / "goods.py").write_text("class Item: ...\n")
    target, donor = tmp_path / "shop.py", tmp_path / "shop.pyi"
    target.write_text("def add(item, note=None):\n    print(item)\n")
    donor.write_text("from goods import Item\ndef add(item: Item, note: str | None = ...) -> None: ...\n")
    woven = typilus.weave(donor, target)
    assert 'def add(item: "Item", note: Optional[str] = None) -> None:' in woven.text
    assert target.read_text().startswith("def add(item, note=None)")
    assert woven.write()
    assert target.read_text() == woven.text
    assert not typilus.weave(donor, target).write()


def test_a_target_that_has_changed_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "a.py"
    target.write_text("def f(x): ...\n")
    (tmp_path / "a.pyi").write_text("def f(x: int): ...\n")
    woven = typilus.weave(tmp_path / "a.pyi", target)
    target.write_text("def f(x): return 1\n")
    with pytest.raises(RewriteError, match="has changed since it was read"):
        woven.write()


def test_texts() -> None:
    assert typilus.weave_source("def f(x: int): ...", "def f(x): ...").text == "def f(x: int): ..."
    assert typilus.weave_source("def f(x: int): ...", "def f(x: str): ...", policy="overwrite").changed


def test_what_cannot_be_read(tmp_path: Path) -> None:
    target = tmp_path / "a.py"
    target.write_text("x = 1\n")
    with pytest.raises(SourceError, match="No such file"):
        typilus.weave(tmp_path / "none.py", target)
    with pytest.raises(ValueError, match="'often'"):
        typilus.weave(target, target, policy="often")
