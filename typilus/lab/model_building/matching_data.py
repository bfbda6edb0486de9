"""A corpus's projects as the matcher learns from them: classes that compete, symbols that have one of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from typilus.annotation_types import UNION, erase, parse_type
from typilus.class_matching import FileClasses, ProjectClasses, Vectors, class_entries, matched_symbols
from typilus.errors import TypeExpressionError
from typilus.lab.model_building.matcher_training import MatchingFile, MatchingProject
from typilus.project import Embedder, LabeledFile

__all__ = ["class_of", "matching_project"]

_FILES = 32


def matching_project(files: Sequence[LabeledFile], embedder: Embedder) -> MatchingProject:
    """Return the classes and labeled symbols of one project.

    Args:
        files: Files of the project.
        embedder: Network that embeds definitions.

    Raises:
        ValueError: The network does not embed classes.
    """
    parts: dict[str, FileClasses] = {}
    vectors: list[Vectors] = []
    for start in range(0, len(files), _FILES):
        group = files[start : start + _FILES]
        for file, embedding in zip(group, embedder.embed([file.graph for file in group]), strict=True):
            if embedding.classes is None:
                raise ValueError(f"{type(embedder).__name__} does not embed classes, so they cannot be matched")
            entries = class_entries(file.graph, file.definitions, file.hierarchy)
            parts[file.path] = FileClasses(entries, embedding.classes, file.imports)
            vectors.append(embedding.symbols)
    classes = ProjectClasses(parts, embedder.dimension)
    matching_files = [
        _file(file, symbols, parts[file.path], classes) for file, symbols in zip(files, vectors, strict=True)
    ]
    return MatchingProject(classes.table, [file for file in matching_files if len(file.truth)])


def _file(file: LabeledFile, vectors: Vectors, own: FileClasses, classes: ProjectClasses) -> MatchingFile:
    labeled = [(position, label) for position, label in enumerate(file.labels) if label is not None]
    seen = classes.seen_from(file.path, own)
    meant = [class_of(label) for _, label in labeled]
    return MatchingFile(
        matched_symbols(file.graph, [position for position, _ in labeled], vectors, seen.own_rows),
        np.array([classes.table.rows.get(name, -1) for name, _ in meant], np.int64),
        np.array([optional for _, optional in meant], np.bool_),
        seen.visibility,
    )


def class_of(label: str) -> tuple[str, bool]:
    """The class that a label names, its parameters dropped, and whether None is allowed beside it.

    `Shop[int] | None` is (`Shop`, True); of a union of several classes the first is "".
    """
    try:
        meant = parse_type(label)
    except TypeExpressionError:
        return label, False
    if meant.name != UNION:
        return str(erase(meant)), False
    others = [argument for argument in meant.arguments if str(argument) != "None"]
    return (str(erase(others[0])), True) if len(others) == 1 else ("", False)
