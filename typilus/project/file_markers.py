"""From one file to its markers: its annotated symbols, and the classes that it defines."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from graph_extraction import SourceDocument
from typilus.class_matching import ClassEntry, class_entries
from typilus.project.embedding import Embedding
from typilus.project.labeling import label_source
from typilus.project.marker_cache import FileMarkers
from typilus.project.reexports import ReExports, summarize

__all__ = ["markers_of"]


def markers_of(
    document: SourceDocument, module: str, embed: Callable[[SourceDocument], Embedding], with_classes: bool
) -> FileMarkers:
    """Return the annotated symbols and the classes of a file. The network runs only if there are any."""
    is_package = document.is_package
    named = f"{module}.__init__" if is_package and module else module
    summary = summarize(document.tree, module, is_package)
    labeled = label_source(document, "", named, ReExports([])).file
    labels = [(position, label) for position, label in enumerate(labeled.labels) if label is not None]
    positions = tuple(position for position, _ in labels)
    symbols = [labeled.graph.symbols[position] for position in positions]
    vectors = class_vectors = np.empty((0, 0), np.float32)
    classes: tuple[ClassEntry, ...] = ()
    if positions or (with_classes and labeled.definitions):
        embedding = embed(document)
        vectors = embedding.symbols[list(positions)]
        if with_classes and embedding.classes is not None:
            classes = class_entries(labeled.graph, labeled.definitions, labeled.hierarchy)
            class_vectors = embedding.classes
    return FileMarkers(
        document.digest,
        positions,
        tuple(label for _, label in labels),
        tuple(symbol.name for symbol in symbols),
        tuple(symbol.line for symbol in symbols),
        vectors,
        summary,
        labeled.hierarchy,
        classes,
        class_vectors,
        labeled.imports,
    )
