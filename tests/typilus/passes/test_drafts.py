"""Drafts stand in for files, without being anybody's text."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.passes import DraftDocuments
from typilus.project import DISK, OpenDocuments


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "a.py").write_text("x = 1\n")
    return tmp_path / "a.py"


def test_a_draft_is_read_in_the_place_of_its_file(file: Path) -> None:
    drafts = DraftDocuments()
    before = drafts.version(file)
    assert before == DISK.version(file)
    drafts.put(file, "x: int = 1\n")
    assert drafts.read(file).text == "x: int = 1\n"
    assert drafts.version(file) not in (None, before)


def test_another_draft_is_another_version(file: Path) -> None:
    drafts = DraftDocuments()
    drafts.put(file, "x: int = 1\n")
    first = drafts.version(file)
    drafts.put(file, "x: float = 1\n")
    assert drafts.version(file) != first


def test_a_link_leads_to_the_draft(file: Path, tmp_path: Path) -> None:
    (tmp_path / "b.py").symlink_to(file)
    drafts = DraftDocuments()
    drafts.put(tmp_path / "b.py", "x: int = 1\n")
    assert drafts.read(file).text == "x: int = 1\n"


def test_other_files_come_from_below(file: Path, tmp_path: Path) -> None:
    drafts = DraftDocuments(OpenDocuments({file: "y = 2\n"}))
    drafts.put(tmp_path / "other.py", "z = 3\n")
    assert drafts.read(file).text == "y = 2\n"
    assert list(drafts.unsaved) == [file.resolve()]
    assert drafts.version(tmp_path / "gone.py") is None
