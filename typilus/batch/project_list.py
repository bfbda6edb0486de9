"""Lists of projects: a text file that names one in each line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from graph_extraction.intake import MAX_SETTINGS_BYTES, read_bytes
from typilus.errors import TypilusError

__all__ = ["ListedProject", "parse_list", "read_list"]


@dataclass(frozen=True)
class ListedProject:
    """A project of a list.

    Attributes:
        name: By which the store knows it, as the list has it.
        location: A folder or an archive.
    """

    name: str
    location: Path

    @classmethod
    def of(cls, project: str | os.PathLike[str] | ListedProject) -> ListedProject:
        """A project of a list, or the one at a place, which is its name."""
        return project if isinstance(project, ListedProject) else cls(os.fspath(project), Path(project))


def read_list(path: Path) -> list[ListedProject]:
    """The projects that a text file names, relative to its own folder.

    Raises:
        TypilusError: It cannot be read as UTF-8 text, or names none.
    """
    try:
        text = read_bytes(path, MAX_SETTINGS_BYTES).decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise TypilusError(f"{path}: this list of projects cannot be read: {error}") from error
    projects = parse_list(text, path.parent)
    if not projects:
        raise TypilusError(f"{path}: names no project; write a folder or an archive in each line")
    return projects


def parse_list(text: str, folder: Path) -> list[ListedProject]:
    """The projects of a list, each once: a folder or an archive a line. `#` begins a line that says nothing."""
    lines = [line.strip() for line in text.splitlines()]
    names = dict.fromkeys(line for line in lines if line and not line.startswith("#"))
    return [ListedProject(name, folder / name) for name in names]
