"""Classes are embedded beside symbols, and change nothing about them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from graph_extraction import extract_file
from typilus.training import checkpoints
from typilus.training.checkpoints import load_model

HERE = (checkpoints.__file__, __file__)


@pytest.mark.parametrize("limit", [6_000, 300])
def test_symbols_lie_where_they_lie_without_the_classes(model_folder: Path, limit: int) -> None:
    model = load_model(model_folder)
    model.config = replace(model.config, node_limit=limit)
    graphs = [extract_file(path) for path in HERE]
    for plain, (symbols, classes), graph in zip(
        model.embed(graphs), model.embed_definitions(graphs), graphs, strict=True
    ):
        np.testing.assert_allclose(symbols, plain, rtol=1e-4, atol=1e-5)
        assert classes.shape == (len(graph.definitions), plain.shape[1])
        assert not len(classes) or np.abs(classes).sum(axis=1).min() > 0


def test_no_graphs(model_folder: Path) -> None:
    assert load_model(model_folder).embed_definitions([]) == []


class Definition:
    """For the graph of this file to have a class."""
