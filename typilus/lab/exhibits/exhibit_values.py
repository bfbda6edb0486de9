"""Values that exhibits are made of: numbers with errors, the paper's beside them, lines, and a whole result."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from typilus.lab.exhibits.laboratory import Laboratory

__all__ = ["SPLIT_ENDINGS", "Cell", "Exhibit", "ExhibitResult", "Line"]

# What the names of an exhibit's files end with, by split: the paper's is by file.
SPLIT_ENDINGS: Final[Mapping[str, str]] = {"by file": "", "by project": "-by-project"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a table.

    Attributes:
        value: Our number, None where there is none.
        error: One standard error of it, None where it is not known.
        paper: The number that the paper prints there, None if it prints none.
    """

    value: float | None = None
    error: float | None = None
    paper: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table.

    Attributes:
        name: Its name, as the paper has it.
        cells: A cell a column.
        effort: The training that its numbers are of, in words.
        reason: The reason why it was not run, None if it was.
        digits: Digits behind the point, 0 for counts.
    """

    name: str
    cells: tuple[Cell, ...]
    effort: str = ""
    reason: str | None = None
    digits: int = 1

    @property
    def has_paper(self) -> bool:
        """Return whether the paper has a number anywhere in it."""
        return any(cell.paper is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ExhibitResult:
    """A table or figure with its numbers.

    Attributes:
        name: Name of the exhibit.
        title: Its title, which names the table or figure of the paper.
        columns: Heads of the columns.
        lines: The table.
        notes: Sentences on how to read it, and on what differs from the paper.
        facts: The conditions of the measurement by name: corpus, split, budget, seeds.
        data: Plain values that the picture is drawn from, beside the lines.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def stem(self) -> str:
        """The name of its files, of which one split's do not replace another's."""
        return self.name + SPLIT_ENDINGS.get(self.facts.get("split", ""), "")

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        return {
            "name": self.name,
            "title": self.title,
            "columns": list(self.columns),
            "lines": [asdict(line) for line in self.lines],
            "notes": list(self.notes),
            "facts": dict(self.facts),
            "data": dict(self.data),
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> ExhibitResult:
        """Return the value that `to_json` made."""
        lines = tuple(
            Line(**{**line, "cells": tuple(Cell(**cell) for cell in line["cells"])}) for line in plain["lines"]
        )
        texts = {name: tuple(plain[name]) for name in ("columns", "notes")}
        return cls(**{**plain, **texts, "lines": lines})


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A table or figure that can be made anew.

    Attributes:
        name: Name on the command line.
        make: Trains, measures and tabulates.
        draw: Draws the picture of a result.
    """

    name: str
    make: Callable[[Laboratory], ExhibitResult]
    draw: Callable[[ExhibitResult], Figure]
