"""The values that a picture of the TypeSpace shows."""

from __future__ import annotations

from dataclasses import dataclass

from typilus.explorer.layout import Positions
from typilus.typespace import TypeMap

__all__ = ["PicturedProject", "PicturedSymbol", "SpacePicture"]


@dataclass(frozen=True, slots=True)
class PicturedSymbol:
    """A symbol of the user's project.

    Attributes:
        kind: parameter, return, variable or attribute.
        name: Its name with its scope.
        path: File, relative to the project.
        line: 1-based.
        code: That line.
        annotation: Canonical type that is written there, None without one.
        position: Where it is in the picture.
        votes: Types by the nearest markers (Eq. 5 of the paper) and their probabilities. Its own annotation has no
            vote.
        neighbors: The nearest markers and their distances. Number n below M is a row of the type map, and number M + s
            is symbol s of the project.
    """

    kind: str
    name: str
    path: str
    line: int
    code: str
    annotation: str | None
    position: tuple[int, int]
    votes: tuple[tuple[str, float], ...]
    neighbors: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class PicturedProject:
    """The symbols of a project, the classes that it defines, and the files that could not be read, with reasons."""

    symbols: tuple[PicturedSymbol, ...] = ()
    classes: tuple[str, ...] = ()
    unread: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class SpacePicture:
    """A picture of the TypeSpace.

    Attributes:
        title: Heading.
        type_map: M markers.
        positions: `[M, 2]`.
        project: The user's project, if there is one.
    """

    title: str
    type_map: TypeMap
    positions: Positions
    project: PicturedProject = PicturedProject()
