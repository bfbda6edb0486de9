"""The types of single occurrences: what a name, attribute, subscript or call is where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typilus import html_views
from typilus.annotation_types import TypeExpression, parse_type, render
from typilus.errors import TypeExpressionError
from typilus.project import AnalyzedFile, LocalClasses
from typilus.recommenders import StaticRecommender
from typilus.static_inference import InferredType, Occurrence, StaticInference, TypeDependencies, occurrence_at

if TYPE_CHECKING:
    from rich.console import RenderableType

    from typilus.project import ProjectMarkers

__all__ = ["PlaceType", "PlaceTypes"]


@dataclass(frozen=True, slots=True)
class PlaceType:
    """The type of what stands at one position of a file, as static inference knows it.

    Attributes:
        path: File, as the caller named it.
        line, column: Position where the code starts, or the one that was asked about if nothing stands there; both
            from 1, columns in characters.
        end_line, end_column: Position behind the code.
        code: Code whose type it is, None if no expression and no bound name stands there.
        type: Canonical type, None if nothing is certain.
        text: Type as the file would write it.
        is_whole: Whether all that can reach this place is known; if not, there may be values of other types.
        reasons: Chain of values that led to the type, in words, the nearest first.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str | None = None
    type: str | None = None
    text: str | None = None
    is_whole: bool = False
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}"
        if self.code is None:
            return f"{where}: no name, attribute, subscript or call is here"
        code = " ".join(self.code.split())
        if self.text is None:
            return f"{where}: {code}: nothing is certain there"
        return f"{where}: {code} is {self.text}{'' if self.is_whole else ' or more'}"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        return {
            "path": self.path,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
            "code": self.code,
            "type": self.type,
            "text": self.text,
            "is_whole": self.is_whole,
            "reasons": list(self.reasons),
        }

    def _repr_html_(self) -> str:
        reasons = "".join(f"<div><small>{html_views.code(reason)}</small></div>" for reason in self.reasons)
        return html_views.block(str(self), reasons)

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.padding import Padding
        from rich.text import Text

        reasons = (Padding(Text(reason, style="dim"), (0, 0, 0, 2)) for reason in self.reasons)
        return Group(Text(str(self), style="bold"), *reasons)


class PlaceTypes:
    """The types of what stands in one file, from static inference alone, which is done when it is first needed.

    Args:
        file: File as read.
        markers: Project that it lies in, whose other files are read, too; None for a file alone.
        packages: Folders of installed packages to read; None for those of the project's environment.
    """

    def __init__(
        self, file: AnalyzedFile, markers: ProjectMarkers | None = None, packages: Sequence[Path] | None = None
    ) -> None:
        self._file = file
        self._static = StaticRecommender.of_project(markers, packages)

    @cached_property
    def _inference(self) -> StaticInference | None:
        return self._static.infer(self._file, [()] * len(self._file.graph.symbols)).inference

    @property
    def dependencies(self) -> TypeDependencies:
        """The graph by which the types of the file follow from one another."""
        if self._inference is None:
            return TypeDependencies(self._file.path, (), ())
        return self._inference.dependencies(self._file.module, self._file.path)

    def at(self, line: int, column: int) -> PlaceType:
        """Return what is known of the code at a position.

        Args:
            line: Line, from 1.
            column: Column, from 1, in characters.
        """
        occurrence = occurrence_at(self._file.document, line, column - 1)
        if occurrence is None:
            return PlaceType(self._file.path, line, column, line, column)
        answer = None if self._inference is None else self._inference.at(self._file.module, occurrence)
        return _described(self._file, occurrence, answer)


def _described(file: AnalyzedFile, occurrence: Occurrence, answer: InferredType | None) -> PlaceType:
    lines = file.document.lines
    (line, column), (end_line, end_column) = lines.position(occurrence.start), lines.position(occurrence.end)
    position = (line, column + 1, end_line, end_column + 1)
    code = file.document.text[occurrence.start : occurrence.end]
    if answer is None:
        return PlaceType(file.path, *position, code)
    type_text = LocalClasses(file).named(str(answer.type))
    return PlaceType(file.path, *position, code, type_text, _written(file, type_text), answer.is_whole, answer.reasons)


def _written(file: AnalyzedFile, type_text: str) -> str:
    """The type as the file would write it, the canonical one where it cannot."""
    try:
        expression: TypeExpression = parse_type(type_text)
        return render(expression, file.names).text
    except TypeExpressionError:
        return type_text
