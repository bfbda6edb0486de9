"""Contributions are those of the file's own nodes and edges."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from graph_extraction import EdgeType, extract, parse_source
from typilus.models import load_predictor
from typilus.neural import Voters, build_model, contributions
from typilus.neural.runtime import GraphNetwork

CODE = "def label(text, width=3):\n    wide = text.ljust(width)\n    return wide\n"


def test_nodes_and_edges_are_those_of_the_program_graph(model_folder: Path) -> None:
    predictor = load_predictor(model_folder)
    assert isinstance(predictor.embedder, GraphNetwork)
    encoder = build_model(predictor.embedder.files).encoder
    graph = extract(parse_source(CODE, "a.py"))
    ids, _ = predictor.space.search(predictor.embedder.embed([graph])[0].symbols[:1])
    points = np.asarray(predictor.space.map.points[ids[0][ids[0] >= 0]], np.float32)
    explained = contributions(encoder, graph, 0, Voters(points, np.arange(len(points)) < 2, 2.0, 1e-6), 4)
    assert not encoder.training
    assert contributions(encoder, graph, 0, Voters(points, np.arange(len(points)) < 2, 2.0, 1e-6), 4) == explained
    pairs = {relation: set(map(tuple, edges.T.tolist())) for relation, edges in graph.edges.items()}
    assert len(explained.edges) > 20
    for relation, source, target in explained.edges:
        # Contracted tokens are bridged in the chain alone.
        assert relation == "NEXT_TOKEN" or (source, target) in pairs[EdgeType(relation)]
    assert {graph.symbols[0].node} <= explained.nodes.keys()
