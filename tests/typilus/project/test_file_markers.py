from __future__ import annotations

import numpy as np

from graph_extraction import SourceDocument, extract, parse_source
from typilus.project import Embedding
from typilus.project.file_markers import markers_of


def embed(document: SourceDocument) -> Embedding:
    """The position of each symbol and class."""
    graph = extract(document)
    rows = [np.arange(len(items), dtype=np.float32)[:, None] for items in (graph.symbols, graph.definitions)]
    return Embedding(*rows)


def refuse(document: SourceDocument) -> Embedding:
    raise AssertionError(f"{document.path} need not be embedded")


def test_the_annotated_symbols_of_a_file() -> None:
    document = parse_source("class Plant: ...\n\ndef grow(a, b: Plant, c: int = 1): ...\n", "shop/plants.py")
    markers = markers_of(document, "shop.plants", embed, True)
    assert list(zip(markers.names, markers.types, markers.lines, strict=True)) == [
        ("b", "shop.plants.Plant", 3),
        ("c", "int", 3),
    ]
    assert markers.vectors[:, 0].tolist() == list(markers.positions)
    assert [entry.name for entry in markers.classes] == ["Plant"]
    assert markers.class_vectors.tolist() == [[0]]
    assert markers.digest == document.digest
    assert markers.summary.module == "shop.plants"


def test_the_network_is_asked_only_for_what_is_kept() -> None:
    document = parse_source("class Plant: ...\n\ndef grow(a, b): ...\n", "plants.py")
    assert not markers_of(document, "plants", refuse, False).positions
    assert markers_of(document, "plants", embed, True).classes
