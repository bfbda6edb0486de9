"""Progress of a run, for interfaces that show it. Elsewhere it is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

__all__ = ["SILENT", "Listener"]

_Item = TypeVar("_Item")


class Listener:
    """Receives the progress of a run and shows none of it. Interfaces override what they show."""

    def notice(self, message: str) -> None:
        """Take a sentence: what was chosen without being named, what is left out."""

    def judge_chosen(self, checker: str | None, reason: str) -> None:
        """Take the name of the checker that judges, None for nobody, and in words why it is this one."""

    def reading_project(self) -> AbstractContextManager[Callable[[str], None] | None]:
        """Give a context for the reading of a project, and a function that takes each path, or None."""
        return nullcontext()

    def files_found(self, count: int) -> None:
        """Take the number of files of the run, before the first is begun."""

    def file_done(self, path: str, annotations: int, failed: bool) -> None:
        """Take what became of a file that is annotated, and again when a later round is through with it."""

    def tracked(self, items: Iterable[_Item], files: Sequence[str], label: str) -> Iterable[_Item]:
        """Pass the items on as they come, one for each file, in order. `label` says what is done to the files."""
        return items


SILENT = Listener()
