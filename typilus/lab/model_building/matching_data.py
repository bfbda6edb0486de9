"""A corpus's projects as the matcher learns from them: classes that compete, symbols that have one of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from graph_extraction import ProgramGraph
from typilus.annotation_types import UNION, erase, parse_type
from typilus.class_matching import FileClasses, ProjectClasses, Vectors, class_entries, matched_symbols
from typilus.errors import TypeExpressionError
from typilus.lab.model_building.matcher_training import MatchingFile, MatchingProject
from typilus.project import LabelledFile

__all__ = ["class_of", "matching_project"]

DefinitionEmbedding = Callable[[Sequence[ProgramGraph]], Sequence[tuple[Vectors, Vectors]]]
"""For each graph `[S, D]` its symbols and `[C, D]` its classes in the TypeSpace."""

_FILES = 32


def matching_project(files: Sequence[LabelledFile], embed: DefinitionEmbedding, dimension: int) -> MatchingProject:
    """One project's classes and labelled symbols.

    Args:
        files: of the project.
        embed: the network.
        dimension: D.
    """
    parts: dict[str, FileClasses] = {}
    vectors: list[Vectors] = []
    for start in range(0, len(files), _FILES):
        group = files[start : start + _FILES]
        for file, (places, class_places) in zip(group, embed([file.graph for file in group]), strict=True):
            entries = class_entries(file.graph, file.definitions, file.hierarchy)
            parts[file.path] = FileClasses(entries, class_places, file.imports)
            vectors.append(places)
    classes = ProjectClasses(parts, dimension)
    made = [_file(file, places, parts[file.path], classes) for file, places in zip(files, vectors, strict=True)]
    return MatchingProject(classes.table, [file for file in made if len(file.truth)])


def _file(file: LabelledFile, places: Vectors, own: FileClasses, classes: ProjectClasses) -> MatchingFile:
    labelled = [(place, label) for place, label in enumerate(file.labels) if label is not None]
    seen = classes.seen_from(file.path, own)
    meant = [class_of(label) for _, label in labelled]
    return MatchingFile(
        matched_symbols(file.graph, [place for place, _ in labelled], places, seen.around),
        np.array([classes.table.rows.get(name, -1) for name, _ in meant], np.int64),
        np.array([optional for _, optional in meant], np.bool_),
        seen.outlook,
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
    others = [each for each in meant.arguments if str(each) != "None"]
    return (str(erase(others[0])), True) if len(others) == 1 else ("", False)
