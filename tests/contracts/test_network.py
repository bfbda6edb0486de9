"""An encoder more and an objective more are a class each: trained, saved and read by the names that they are given."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from graph_extraction import ProgramGraph, extract, parse_source
from tests.test_docs import example
from typilus.errors import CheckpointError, TypilusError
from typilus.neural.checkpoints import load_model
from typilus.neural.dataset import load_examples
from typilus.neural.encoders import ENCODERS
from typilus.neural.objectives import OBJECTIVES, Objective, Targets
from typilus.neural.trainer import Progress, Trainer
from typilus.neural.training_config import TrainingConfig
from typilus.neural.type_table import TypeTable
from typilus.neural.vocabulary import build_vocabulary, count_pieces
from typilus.project import LabeledFile

CONFIG = TrainingConfig(encoder="name", objective="spread", hidden_size=8, embedding_size=6, epochs=2, steps=2)
SOURCE = "class Shop:\n    def add(self, price, count): return count\n"


class SpreadLoss(Objective):
    """Pull all symbols to 0."""

    def forward(self, embeddings: Tensor, targets: Targets) -> Tensor:
        return embeddings.abs().mean() if len(targets) else embeddings.sum()


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    ENCODERS.add("name", example("NameEncoder"))
    OBJECTIVES.add("spread", lambda config, num_classes: SpreadLoss())
    try:
        yield
    finally:
        ENCODERS.remove("name")
        OBJECTIVES.remove("spread")


def graph_of(path: str) -> ProgramGraph:
    return extract(parse_source(SOURCE, path))


def trained(folder: Path, config: TrainingConfig, report: Callable[[Progress], None] | None = None) -> Trainer:
    graphs = [graph_of(path) for path in ("a.py", "b.py")]
    vocabulary = build_vocabulary(*count_pieces(graphs[0]), min_count=1)
    types = TypeTable(["int", "str"])
    run = Trainer(folder, config, vocabulary, types)
    labels = tuple("int" if symbol.name == "count" else None for symbol in graphs[0].symbols)
    files = [LabeledFile("p", graph.path, "a", graph, labels, {}) for graph in graphs]
    before = {name: tensor.clone() for name, tensor in run.encoder.state_dict().items()}
    examples = load_examples(files, run.encoder, types)
    run.train(examples, examples[:1], report)
    assert run.update == config.epochs
    assert any(not torch.equal(before[name], tensor) for name, tensor in run.encoder.state_dict().items())
    return run


@pytest.mark.parametrize("encoder", ["name", *ENCODERS.names])
@pytest.mark.parametrize("objective", ["spread", "typilus"])
def test_any_encoder_is_trained_with_any_objective_and_read_back(tmp_path: Path, encoder: str, objective: str) -> None:
    config = dataclasses.replace(CONFIG, encoder=encoder, objective=objective)
    run = trained(tmp_path, config)
    model = load_model(tmp_path)
    assert model.config == config
    assert type(model.encoder) is type(run.encoder)
    graphs = [graph_of("a.py"), extract(parse_source("x = 1\n")), extract(parse_source(""))]
    together = model.embed(graphs)
    for embedding, graph in zip(together, graphs, strict=True):
        (alone,) = model.embed([graph])
        assert embedding.symbols.shape == (len(graph.symbols), model.dimension)
        np.testing.assert_allclose(embedding.symbols, alone.symbols, rtol=1e-5, atol=1e-6)
        assert (embedding.classes is None) is not model.encoder.embeds_classes
        assert embedding.classes is None or len(embedding.classes) == len(graph.definitions)


@pytest.mark.parametrize("encoder", ENCODERS.names)
def test_an_interrupted_run_goes_on_to_the_same_network(tmp_path: Path, encoder: str) -> None:
    config = dataclasses.replace(CONFIG, encoder=encoder, objective="typilus", epochs=3)

    def interrupt(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        trained(tmp_path / "interrupted", config, interrupt)
    assert '"update": 1' in (tmp_path / "interrupted" / "state.json").read_text(encoding="utf-8")
    trained(tmp_path / "interrupted", config)
    trained(tmp_path / "whole", config)
    networks = [(tmp_path / name / "model.safetensors").read_bytes() for name in ("interrupted", "whole")]
    assert networks[0] == networks[1]


def test_a_checkpoint_names_its_encoder_objective_and_relations(tmp_path: Path) -> None:
    trained(tmp_path, dataclasses.replace(CONFIG, encoder="graph", relations=("CHILD", "NEXT_TOKEN", "OCCURRENCE_OF")))
    text = (tmp_path / "config.json").read_text(encoding="utf-8")
    for name in ('"encoder": "graph"', '"objective": "spread"', '"OCCURRENCE_OF"'):
        assert name in text
    model = load_model(tmp_path)
    assert model.config.relations == ("CHILD", "NEXT_TOKEN", "OCCURRENCE_OF")
    assert model.encoder.state_dict()["shared.weight"].shape == (6, 8, 8)
    lacking = dataclasses.replace(graph_of("a.py"), edges={})
    with pytest.raises(TypilusError, match="its graph has no OCCURRENCE_OF edges"):
        model.embed([lacking])


def test_a_name_that_nobody_has_is_a_clear_error(tmp_path: Path) -> None:
    trained(tmp_path, CONFIG)
    ENCODERS.remove("name")
    with pytest.raises(CheckpointError, match=r"config.json: no encoder is called 'name'; choose graph"):
        load_model(tmp_path)
    ENCODERS.add("name", example("NameEncoder"))
    vocabulary = build_vocabulary(*count_pieces(graph_of("a.py")))
    with pytest.raises(TypilusError, match="no objective is called 'x'; choose class, space, spread, typilus"):
        Trainer(tmp_path / "x", dataclasses.replace(CONFIG, objective="x"), vocabulary, TypeTable([]))
    with pytest.raises(ValueError, match="the name 'graph' is taken by another encoder"):
        ENCODERS.add("graph", example("NameEncoder"))
