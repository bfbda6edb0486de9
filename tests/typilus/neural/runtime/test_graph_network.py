"""The network in numpy gives torch's points: on every golden graph, on random ones, on files that are cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch

from graph_extraction import ProgramGraph, extract, extract_file, parse_source
from tests.graph_extraction.dump import CASES, missing_requirement
from tests.typilus.neural.random_batches import random_graph
from typilus.errors import CheckpointError, TypilusError
from typilus.models.loading import embedded_folder
from typilus.neural import (
    EncodedGraph,
    GraphPlan,
    Model,
    NetworkFiles,
    TrainingConfig,
    load_model,
    plan_batch,
    read_network,
    save_model,
)
from typilus.neural.encoders.graph_encoder import GraphEncoder
from typilus.neural.runtime import GraphNetwork, graph_network
from typilus.neural.vocabulary import PieceUnit, Vocabulary, count_pieces, frequent_pieces
from typilus.project import Embedding


@pytest.fixture(scope="module")
def both() -> tuple[GraphNetwork, Model]:
    """The embedded network, in numpy and in torch."""
    return GraphNetwork(read_network(embedded_folder())), load_model(embedded_folder())


@pytest.fixture
def files(model_folder: Path) -> NetworkFiles:
    return read_network(model_folder)


def assert_equal(found: Sequence[Embedding], expected: Sequence[Embedding]) -> None:
    for one, other in zip(found, expected, strict=True):
        assert one.symbols.dtype == np.float32
        np.testing.assert_allclose(one.symbols, other.symbols, rtol=0, atol=1e-5)
        assert one.classes is not None
        assert other.classes is not None
        np.testing.assert_allclose(one.classes, other.classes, rtol=0, atol=1e-5)


def test_it_gives_torchs_points_of_all_golden_graphs(both: tuple[GraphNetwork, Model]) -> None:
    network, model = both
    texts = {path.name: path.read_text("utf-8") for path in CASES.glob("*.py")}
    graphs = [extract(parse_source(text, name)) for name, text in texts.items() if missing_requirement(text) is None]
    assert sum(len(graph.symbols) for graph in graphs) > 50
    assert_equal(network.embed(graphs), model.embed(graphs))


@pytest.mark.parametrize("limit", [6_000, 300])
def test_it_gives_torchs_points_of_files_that_are_cut(
    both: tuple[GraphNetwork, Model], limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = extract_file(graph_network.__file__)
    for network in (*both, both[1].encoder):
        monkeypatch.setattr(network, "config", replace(network.config, node_limit=limit))
    assert_equal(both[0].embed([graph]), both[1].embed([graph]))


@pytest.mark.parametrize("seed", range(3))
def test_it_gives_torchs_points_of_random_graphs(both: tuple[GraphNetwork, Model], seed: int) -> None:
    """Edges repeat, most nodes lie beyond reach, and some have neither edges nor names."""
    parts = [random_graph(seed, num_nodes=500, num_edges=700), random_graph(seed + 9, num_edges=0)]
    np.testing.assert_allclose(both[0].read(parts), both[1].read(parts), rtol=0, atol=1e-5)


def test_a_file_without_symbols_has_no_points(both: tuple[GraphNetwork, Model]) -> None:
    (embedding,) = both[0].embed([extract(parse_source(""))])
    assert embedding.symbols.shape == (0, both[0].dimension)


def test_no_row_is_added_for_numpy(both: tuple[GraphNetwork, Model], monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks are for products in bfloat16; here they would only cost time."""
    plans: list[GraphPlan] = []

    def noted(parts: Sequence[EncodedGraph], steps: int, num_edge_types: int, block: int) -> GraphPlan:
        plans.append(plan_batch(parts, steps, num_edge_types, block))
        return plans[-1]

    monkeypatch.setattr(graph_network, "plan_batch", noted)
    both[0].read([random_graph(0, num_nodes=500, num_edges=700, num_symbols=5)])
    assert plans[0].steps[-1].num_targets == 5


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("shared.gru.weight_hh", "missing, should be"),
        ("last.weight", "missing, should be"),
        ("further", "further should not be there"),
    ],
)
def test_weights_that_do_not_fit(files: NetworkFiles, name: str, reason: str) -> None:
    weights = {**files.weights, "further": files.weights["last.weight"]}
    if name != "further":
        del weights["further"], weights[name]
    with pytest.raises(CheckpointError, match=rf"does not fit its configuration \(.*{reason}"):
        GraphNetwork(replace(files, weights=weights))


@pytest.mark.parametrize(
    "settings",
    [
        {"steps": 0},
        {"steps": 1},
        {"steps": 0, "roles": False},
        {"roles": False},
        {"contracted": False},
        {"initial_states": "tokens"},
        {"relations": ("OCCURRENCE_OF",)},
    ],
    ids=str,
)
def test_it_gives_torchs_points_with_other_settings(settings: dict[str, Any], tmp_path: Path) -> None:
    config = TrainingConfig(**{"hidden_size": 8, "embedding_size": 6, "steps": 2, **settings})
    graph = extract_file(graph_network.__file__)
    unit = cast(PieceUnit, config.initial_states)
    vocabulary = Vocabulary(frequent_pieces(count_pieces(graph, unit)[0], 999, min_count=1), 3, unit)
    torch.manual_seed(0)
    save_model(tmp_path, config, vocabulary, GraphEncoder(config, vocabulary))
    network, model = GraphNetwork(read_network(tmp_path)), load_model(tmp_path)
    assert_equal(network.embed([graph]), model.embed([graph]))
    assert np.ptp(network.embed([graph])[0].symbols, axis=0).min() > 0


def test_what_it_cannot_compute_is_refused(tmp_path: Path) -> None:
    config = TrainingConfig(hidden_size=8, embedding_size=6, steps=1, initial_states="characters")
    vocabulary = Vocabulary("abc", 1, "characters")
    save_model(tmp_path, config, vocabulary, GraphEncoder(config, vocabulary))
    assert GraphNetwork.lacks(config) == "its initial states are made of characters"
    with pytest.raises(CheckpointError, match="states are made of characters, which needs torch"):
        GraphNetwork(read_network(tmp_path))


def test_a_graph_without_a_relation_is_refused(files: NetworkFiles) -> None:
    lacking: ProgramGraph = replace(extract(parse_source("x = 1\n")), edges={})
    with pytest.raises(TypilusError, match="its graph has no"):
        GraphNetwork(files).embed([lacking])


def test_the_shapes_are_those_of_torchs_encoder(model_folder: Path) -> None:
    model = load_model(model_folder)
    expected = GraphNetwork.expected_shapes(model.config, len(model.vocabulary))
    assert {name: tuple(tensor.shape) for name, tensor in model.encoder.state_dict().items()} == expected


def test_other_convolutions_need_torch(files: NetworkFiles) -> None:
    other = replace(files.config, convolution="gin")
    assert GraphNetwork.lacks(files.config) == ""
    assert GraphNetwork.lacks(other) == "its convolution is 'gin'"
    with pytest.raises(CheckpointError, match=r"its convolution is 'gin', which needs torch"):
        GraphNetwork(replace(files, config=other))
