"""Paths as services show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.files.reported_paths import relative_path


@pytest.mark.parametrize(("path", "expected"), [("a.py", "a.py"), ("pkg/../pkg/a.py", "pkg/a.py")])
def test_what_is_inside_is_named_from_the_root(path: str, expected: str, tmp_path: Path) -> None:
    assert relative_path(str(tmp_path / path), tmp_path) == expected


@pytest.mark.parametrize("path", ["/elsewhere/a.py", "<stdin>"])
def test_what_is_outside_keeps_its_name(path: str, tmp_path: Path) -> None:
    assert relative_path(path, tmp_path) == path


def test_links_do_not_hide_that_a_file_is_inside(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert relative_path(str(tmp_path / "link" / "a.py"), tmp_path / "real") == "a.py"
