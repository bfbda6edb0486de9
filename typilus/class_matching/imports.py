"""The imports of a file, and whether they serve more than its annotations."""

from __future__ import annotations

import numpy as np

from graph_extraction import EdgeType, NodeKind, ProgramGraph
from typilus.annotation_types import FileNames, is_written_as_class

__all__ = ["imported_names", "is_imported_class"]

_OF_TYPING = frozenset({"typing", "typing_extensions", "collections", "builtins", "__future__"})


def imported_names(graph: ProgramGraph, names: FileNames) -> tuple[tuple[str, bool], ...]:
    """Return the qualified meaning of each imported name, and whether the file uses it outside of annotations.

    Annotations are no part of a graph, so an import that only they need occurs once, in its own statement.
    """
    counts = np.bincount(graph.edges[EdgeType.OCCURRENCE_OF][1], minlength=graph.num_nodes)
    occurrences: dict[str, int] = {}
    for node in np.flatnonzero(graph.node_kind == NodeKind.SYMBOL).tolist():
        label = graph.labels[graph.node_label[node]]
        occurrences[label] = max(occurrences.get(label, 0), int(counts[node]))
    return tuple((meaning, occurrences.get(local, 0) > 1) for local, meaning in names.imports.items())


def is_imported_class(name: str) -> bool:
    """Return whether an imported name is most likely a class: in a module, and spelled as classes are (PEP 8)."""
    module, _, last = name.rpartition(".")
    return bool(module) and is_written_as_class(last) and module.partition(".")[0] not in _OF_TYPING
