"""Types of single occurrences: what a name, attribute, subscript or call is where it stands, and the graph of all."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from typilus import models
from typilus.listening import SILENT, Listener
from typilus.options import ExplainOptions
from typilus.prediction import PlaceTypes, load_project
from typilus.project import DISK, ProjectMarkers, read_file, read_text

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from typilus.options import ExplainKeywords
    from typilus.prediction import PlaceType
    from typilus.static_inference import TypeDependencies

__all__ = ["type_at", "type_at_source", "type_dependencies"]

StrPath = str | os.PathLike[str]


def type_at(
    path: StrPath,
    line: int,
    column: int,
    options: ExplainOptions | None = None,
    *,
    listener: Listener = SILENT,
    **keywords: Unpack[ExplainKeywords],
) -> PlaceType:
    """Tell what a name, attribute, subscript or call is where it stands, and from what that follows.

    >>> print(typilus.type_at("shop.py", 12, 9))       # shop.py:12:9: price is int

    It is what the code before lets reach that place, by static inference alone, where `predict` has one type for all
    bindings of a symbol. A subscript or call is asked about at its brackets, an attribute at its name, an operation at
    its operator. No model is loaded unless there is a project.

    Args:
        path: Of the file.
        line: From 1.
        column: From 1, in characters, as editors show it.
        options: All options as one value.
        listener: Is told how the run proceeds.
        project, environment, model: As for `predict`.

    Raises:
        SourceError: The file cannot be read as Python.
        CheckpointError: A project is to be read, and this installation has no sound model.
        TypilusError: The project is no folder.
    """
    return _types_of_file(path, replace(options or ExplainOptions(), **keywords), listener).at(line, column)


def type_at_source(
    source: str | bytes,
    line: int,
    column: int,
    options: ExplainOptions | None = None,
    *,
    path: str = "<string>",
    **keywords: Unpack[ExplainKeywords],
) -> PlaceType:
    """Like `type_at`, for source text. `path` names it.

    Raises:
        As `type_at`.
    """
    request = replace(options or ExplainOptions(), **keywords)
    markers = _markers(request, SILENT)
    file = read_text(source, path, None if markers is None else markers.folder)
    return PlaceTypes(file, markers, _packages(request)).at(line, column)


def type_dependencies(
    path: StrPath,
    options: ExplainOptions | None = None,
    *,
    listener: Listener = SILENT,
    **keywords: Unpack[ExplainKeywords],
) -> TypeDependencies:
    """Return the type dependency graph of a file (HiTyper, section 3.2), by static inference alone.

    >>> typilus.type_dependencies("shop.py").behind("Basket.total()")     # a notebook shows it as a picture

    Args:
        path: Of the file.
        options: All options as one value.
        listener: Is told how the run proceeds.
        project, environment, model: As for `type_at`.

    Raises:
        As `type_at`.
    """
    return _types_of_file(path, replace(options or ExplainOptions(), **keywords), listener).dependencies


def _types_of_file(path: StrPath, options: ExplainOptions, listener: Listener) -> PlaceTypes:
    markers = _markers(options, listener)
    folder, documents = (None, DISK) if markers is None else (markers.folder, markers.documents)
    return PlaceTypes(read_file(path, folder, documents), markers, _packages(options))


def _packages(options: ExplainOptions) -> list[Path] | None:
    """The folders of the packages of the environment that is named, if one is."""
    return None if options.environment is None else models.packages_of(options.environment)


def _markers(options: ExplainOptions, listener: Listener) -> ProjectMarkers | None:
    """The project to read, for which alone a model is loaded."""
    if options.project is None:
        return None
    predictor = models.find_predictor(options.choice)
    return load_project(predictor, options.project, listener)
