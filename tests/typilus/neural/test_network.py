"""Classes are embedded beside symbols, and change nothing about them, whatever computes the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graph_extraction import extract_file
from typilus.neural import Network, load_model, network, read_network
from typilus.neural.runtime import GraphNetwork

HERE = (network.__file__, __file__)


def in_numpy(folder: Path) -> Network:
    return GraphNetwork(read_network(folder))


@pytest.mark.parametrize("load", [in_numpy, load_model])
@pytest.mark.parametrize("limit", [6_000, 300])
def test_symbols_lie_where_they_lie_without_the_classes(
    model_folder: Path, load: Callable[[Path], Network], limit: int
) -> None:
    model = load(model_folder)
    model.config = replace(model.config, node_limit=limit)
    graphs = [extract_file(path) for path in HERE]
    alone = model.embed([replace(graph, definitions=()) for graph in graphs])
    for plain, embedding, graph in zip(alone, model.embed(graphs), graphs, strict=True):
        np.testing.assert_allclose(embedding.symbols, plain.symbols, rtol=1e-4, atol=1e-5)
        classes = embedding.classes
        assert classes is not None
        assert classes.shape == (len(graph.definitions), model.dimension)
        assert not len(classes) or np.abs(classes).sum(axis=1).min() > 0


@pytest.mark.parametrize("load", [in_numpy, load_model])
@pytest.mark.parametrize("limit", [6_000, 300])
def test_some_symbols_lie_where_they_lie_among_all(
    model_folder: Path, load: Callable[[Path], Network], limit: int
) -> None:
    model = load(model_folder)
    model.config = replace(model.config, node_limit=limit)
    graphs = [extract_file(path) for path in HERE]
    chosen = [np.array([2, 0, len(graph.symbols) - 1]) for graph in graphs]
    chosen[1] = chosen[1][:0]
    rows = model.embed_symbols(graphs, chosen)
    assert [points.shape for points in rows] == [(3, model.dimension), (0, model.dimension)]
    for points, embedding, positions in zip(rows, model.embed(graphs), chosen, strict=True):
        np.testing.assert_allclose(points, embedding.symbols[positions], rtol=1e-4, atol=1e-5)


def test_no_graphs(model_folder: Path) -> None:
    assert in_numpy(model_folder).embed([]) == []


class Definition:
    """For the graph of this file to have a class."""
