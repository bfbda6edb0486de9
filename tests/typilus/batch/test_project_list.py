"""Lists of projects: a line each, relative to the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.batch.project_list import ListedProject, parse_list, read_list
from typilus.errors import TypilusError


def test_each_line_is_a_project_once(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes(b"\xef\xbb\xbf# mine\r\nshop\r\n\r\n  garden-1.0.tar.gz \r\nshop\r\n/opt/box\r\n")
    assert read_list(path) == [
        ListedProject("shop", tmp_path / "shop"),
        ListedProject("garden-1.0.tar.gz", tmp_path / "garden-1.0.tar.gz"),
        ListedProject("/opt/box", Path("/opt/box")),
    ]


@pytest.mark.parametrize(("data", "message"), [(b"# none\n", "names no project"), (b"\xff\xfe", "cannot be read")])
def test_lists_that_are_none(data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_bytes(data)
    with pytest.raises(TypilusError, match=message):
        read_list(tmp_path / "list.txt")
    with pytest.raises(TypilusError, match="cannot be read"):
        read_list(tmp_path / "gone.txt")


def test_an_empty_text_names_none() -> None:
    assert parse_list("", Path()) == []


def test_a_place_is_a_project_of_its_name() -> None:
    project = ListedProject("shop", Path("/shop-1.0.zip"))
    assert ListedProject.of(project) is project
    assert ListedProject.of("corpus/shop") == ListedProject("corpus/shop", Path("corpus/shop"))
