"""Loading checks that the parts of a model fit together."""

from __future__ import annotations

import dataclasses
import importlib.machinery
import shutil
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tests.typilus.infilling.oracle import Oracle
from tests.typilus.ranking.small_trees import ranker_of
from tests.typilus.small_model import write_small_matcher
from typilus.errors import CheckpointError, InfillError, TypilusError
from typilus.model_choice import ModelChoice
from typilus.models import loading
from typilus.models.loading import find_predictor, load_predictor, voting_rules
from typilus.models.manifest import CELLS_FILE, DEFINITIONS_FILE, RANKING_FILE, TYPE_MAP_FILE, seal
from typilus.neural import ENCODERS, Model, load_model, save_model
from typilus.neural.encoders.graph_encoder import GraphEncoder
from typilus.neural.model_files import read_config
from typilus.neural.runtime import GraphNetwork
from typilus.neural.vocabulary import Vocabulary
from typilus.ranking import save_ranker
from typilus.recommenders import InfillSettings
from typilus.typespace import (
    AnnoyIndex,
    CellIndex,
    ExactIndex,
    TypeMap,
    VotingRule,
    annoy_usable,
    load_map,
    make_cells,
    map_digest,
    save_cells,
    save_map,
)


@pytest.fixture
def folder(model_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(model_folder, tmp_path / "model"))


def test_the_rules_of_voting_come_with_the_map(folder: Path) -> None:
    predictor = load_predictor(folder)
    assert predictor.space.rule == VotingRule(5, 2.0)
    assert predictor.project_rule == VotingRule(5, 2.0, overlay_scale=0.9)
    assert len(predictor.space.map) > 100


def test_without_a_rule_the_papers_numbers_hold(folder: Path) -> None:
    save_map(load_map(folder / TYPE_MAP_FILE), folder / TYPE_MAP_FILE)
    assert voting_rules(folder / TYPE_MAP_FILE) == (VotingRule(10, 2.0), VotingRule(10, 2.0))


@pytest.mark.parametrize("rule", [{"k": 0}, {"kk": 1}, [1], {"k": "many"}])
def test_a_senseless_rule(folder: Path, rule: object) -> None:
    save_map(load_map(folder / TYPE_MAP_FILE), folder / TYPE_MAP_FILE, notes={"rule": rule})
    seal(folder)
    with pytest.raises(CheckpointError, match="voting rule is malformed"):
        load_predictor(folder)


def test_a_map_of_another_dimension(folder: Path) -> None:
    save_map(TypeMap.build(np.zeros((1, 3), np.float32), ["int"]), folder / TYPE_MAP_FILE)
    seal(folder)
    with pytest.raises(CheckpointError, match="in 16 dimensions, the type map in 3"):
        load_predictor(folder)


def test_a_network_that_numpy_does_not_compute_needs_torch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = dataclasses.replace(read_config(folder), initial_states="characters")
    vocabulary = Vocabulary("abcdefghijklmnopqrstuvwxyz", 1, "characters")
    save_model(folder, config, vocabulary, GraphEncoder(config, vocabulary))
    seal(folder)
    assert load_predictor(folder).predict_source("def f(path): return path\n").error is None
    monkeypatch.setattr("typilus.models.loading.find_spec", lambda name: None)
    with pytest.raises(
        CheckpointError,
        match=r"made of characters, which needs torch and torch_geometric",
    ):
        load_predictor(folder)


def test_a_model_may_match_definitions(folder: Path) -> None:
    assert load_predictor(folder).matcher is None
    matcher = load_predictor(write_small_matcher(folder)).matcher
    assert matcher is not None
    assert matcher.dimension == 16
    with pytest.raises(CheckpointError, match="matches in 8 dimensions, the network embeds in 16"):
        load_predictor(write_small_matcher(folder, 8))


def test_a_matcher_that_the_manifest_does_not_list_is_not_read(folder: Path) -> None:
    (folder / DEFINITIONS_FILE).write_bytes(b"from elsewhere")
    assert load_predictor(folder).matcher is None


def test_a_ranking_that_the_manifest_does_not_list_is_not_read(folder: Path) -> None:
    def predicted() -> str:
        return (
            load_predictor(folder).predict_source("def area(width, height=2):\n    return width * height\n").to_json()
        )

    before = predicted()
    save_ranker(folder / RANKING_FILE, ranker_of({"nothing:": 1000}), {})
    assert predicted() == before
    seal(folder)  # now it belongs to the model
    assert predicted() != before


@pytest.mark.parametrize("name", ["model.safetensors", "config.json", "vocabulary.json", TYPE_MAP_FILE])
def test_nonsense_with_the_right_hash(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\x80\x04nonsense")
    seal(folder)
    with pytest.raises(CheckpointError, match=name.partition(".")[0]):
        load_predictor(folder)


def with_cells(folder: Path) -> Path:
    """The model folder with the cells of its map."""
    type_map = folder / TYPE_MAP_FILE
    save_cells(make_cells(load_map(type_map).vectors, 9), folder / CELLS_FILE, map_digest(type_map))
    seal(folder)
    return folder


def test_a_model_with_cells_is_searched_by_them(folder: Path) -> None:
    before = load_predictor(folder)
    assert isinstance(before.space.index, ExactIndex)
    after = load_predictor(with_cells(folder))
    assert isinstance(after.space.index, CellIndex)
    source = "def area(width, height):\n    return width * height\n"
    assert after.predict_source(source, path="a.py").to_json() == before.predict_source(source, path="a.py").to_json()


def test_the_index_can_be_named(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    with_cells(folder)
    assert isinstance(load_predictor(folder, "exact").space.index, ExactIndex)
    if annoy_usable():
        assert isinstance(load_predictor(folder, "annoy").space.index, AnnoyIndex)
        assert len(list((tmp_path / "cache" / "indexes").glob("*.annoy"))) == 1
    with pytest.raises(ValueError, match="auto, annoy or exact, not 'fast'"):
        load_predictor(folder, "fast")


def test_cells_of_another_map_are_refused(folder: Path) -> None:
    with_cells(folder)
    type_map = load_map(folder / TYPE_MAP_FILE)
    save_map(type_map.select(np.arange(len(type_map) - 1)), folder / TYPE_MAP_FILE)
    seal(folder)
    with pytest.raises(CheckpointError, match=r"type_map_cells\.safetensors: .* the cells of another type map"):
        load_predictor(folder)


def test_cells_that_the_manifest_does_not_list_are_not_read(folder: Path) -> None:
    (folder / CELLS_FILE).write_bytes(b"from elsewhere")
    assert isinstance(load_predictor(folder).space.index, ExactIndex)


def with_convolution(folder: Path, name: str) -> Path:
    """The model folder with another network, untrained, whose steps are of some convolution."""
    model = load_model(folder)
    config = dataclasses.replace(model.config, convolution=name)
    save_model(folder, config, model.vocabulary, ENCODERS.get(config.encoder)(config, model.vocabulary))
    seal(folder)
    return folder


@pytest.mark.parametrize("name", ["gatv2", "gin", "rgcn"])
def test_a_network_of_another_convolution_predicts_by_torch(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    predictor = load_predictor(with_convolution(folder, name))
    assert predictor.embedder.dimension == 16
    (symbol, *_) = predictor.predict_source("def area(width):\n    return width\n")
    assert symbol.candidates

    def find(name: str) -> importlib.machinery.ModuleSpec | None:
        return None if name == "torch_geometric" else find_spec(name)

    monkeypatch.setattr(loading, "find_spec", find)
    with pytest.raises(CheckpointError, match=rf"its convolution is '{name}', which needs torch and torch_geometric"):
        load_predictor(folder)


def test_a_convolution_that_nobody_knows(folder: Path) -> None:
    config = folder / "config.json"
    config.write_text(config.read_text().replace('"gated"', '"soon"'))
    seal(folder)
    with pytest.raises(CheckpointError, match=r"config.json: no convolution is called 'soon'; choose gated, gatv2"):
        load_predictor(folder)


def test_a_network_moves_to_the_device_that_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "prediction_device", lambda name: {"cuda": "cpu:0"}.get(name, name))
    moved = load_predictor(folder, device="cuda").embedder
    assert isinstance(moved, Model)
    assert str(moved.encoder.device) in ("cpu", "cpu:0")
    assert isinstance(load_predictor(folder).embedder, GraphNetwork)


def test_a_device_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(TypilusError, match="--device abacus: there is no such device"):
        load_predictor(folder, device="abacus")


def test_a_language_model_is_opened_or_taken_as_it_is(model_folder: Path, tmp_path: Path) -> None:
    (recommender,) = find_predictor(ModelChoice(model_folder, (InfillSettings(Oracle({})),)))._added
    assert [source.id for source in recommender.sources] == ["infill"]
    with pytest.raises(InfillError, match=r"nowhere\.gguf: no such file"):
        find_predictor(ModelChoice(model_folder, (InfillSettings(f"gguf:{tmp_path / 'nowhere.gguf'}"),)))
    with pytest.raises(InfillError, match="smoke: names no model"):
        find_predictor(ModelChoice(model_folder, (InfillSettings("smoke"),)))
    with pytest.raises(TypilusError, match="'infill' is already the id of a source"):
        find_predictor(ModelChoice(model_folder, (InfillSettings(Oracle({})),) * 2))
