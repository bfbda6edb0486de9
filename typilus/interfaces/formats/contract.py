"""The one contract of everything that writes results: any command's, in any format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

from typilus.interfaces.formats.items import ReportedItem, ReportingRule
from typilus.interfaces.terminal import LineStyles

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["FileResult", "OutputFormat", "RunInfo"]


class FileResult(Protocol):
    """The result of one file: a `FilePrediction`, an `AnnotatedFile` or a `FileAudit`."""

    @property
    def path(self) -> str:
        """The file as the caller named it."""

    @property
    def error(self) -> str | None:
        """The reason why the file could not be processed, None if it could."""

    def to_dict(self) -> dict[str, Any]:
        """The file as programs read it."""

    def to_json(self) -> str:
        """The same as one JSON object on one line."""


@dataclass(frozen=True, slots=True)
class RunInfo:
    """The data about a run for the format that writes its results.

    Attributes:
        root: Of the project; paths inside of it may be written relative to it.
        rules: All kinds of findings that may come.
        items: The results as findings.
        text: A result for people, "" if there is nothing to show.
        spaced: Whether an empty line stands between such texts.
        styles: Colors of their lines, by how these begin; none if the text has its own.
        columns: Names of the columns of the results as rows.
    """

    root: Path
    rules: Sequence[ReportingRule]
    items: Callable[[Iterable[Any]], Iterable[ReportedItem]]
    text: Callable[[Any], str | RenderableType]
    spaced: bool = True
    styles: LineStyles = ()
    columns: Sequence[str] = ()


class OutputFormat(Protocol):
    """Writes the results of a run."""

    def write(self, results: Iterable[FileResult], out: TextIO, run: RunInfo) -> None:
        """Write all results, each as soon as it comes, without waiting for the last."""
