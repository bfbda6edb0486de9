"""A model folder is made of a trained network and a corpus."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from typilus.errors import CheckpointError, CorpusError
from typilus.lab.experiments.network import Workbench
from typilus.lab.model_building.indexing import IndexSettings, make_model
from typilus.models.manifest import DEFINITIONS_FILE, MODEL_FILES, check
from typilus.typespace import load_map, read_notes

MAP = "type_map.safetensors"


def test_the_folder_is_complete_and_the_map_as_small_as_asked(
    small_run: Path, small_corpus: Path, tmp_path: Path
) -> None:
    said: list[str] = []
    settings = IndexSettings(markers=25, bits=4, half=True)
    steps = make_model(small_run, small_corpus, tmp_path, settings, Workbench(announce=said.append))
    check(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {*MODEL_FILES, "manifest.json"}
    assert [step.name for step in steps] == ["all markers", "condensed", "4 bits"]
    assert steps[0].markers > 25 >= steps[1].markers == steps[2].markers == len(load_map(tmp_path / MAP))
    assert all(0 <= step.exact <= step.parametric <= 100 for step in steps)
    notes = read_notes(tmp_path / MAP)
    assert notes["settings"]["markers"] == 25
    assert {"rule", "project_rule", "condensed"} <= set(notes)
    size, half = ((folder / "model.safetensors").stat().st_size for folder in (small_run, tmp_path))
    assert half < 0.7 * size
    assert said[0] == "embedding the annotated symbols of the corpus"


def test_markers_are_of_the_sides_that_are_asked_for(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    projects = {}
    for sides in (("train",), ("train", "test")):
        settings = IndexSettings(sides=sides, bits=32)
        make_model(small_run, small_corpus, tmp_path, settings, Workbench(cache=tmp_path / "cache"))
        type_map = load_map(tmp_path / MAP)
        projects[sides] = {type_map.marker(row).project for row in range(len(type_map))}
    assert projects == {("train",): {"p0", "p3"}, ("train", "test"): {"p0", "p2", "p3"}}


def test_a_matcher_of_another_network_does_not_stay(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    (tmp_path / DEFINITIONS_FILE).write_bytes(b"of another")
    make_model(small_run, small_corpus, tmp_path, IndexSettings(markers=20))
    assert not (tmp_path / DEFINITIONS_FILE).exists()
    check(tmp_path)


def test_the_run_itself_becomes_a_model_with_its_weights_as_they_are(
    small_run: Path, small_corpus: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(small_run, tmp_path / "run")
    make_model(folder, small_corpus, folder, IndexSettings(bits=32))
    check(folder)
    assert (folder / "model.safetensors").read_bytes() == (small_run / "model.safetensors").read_bytes()


def test_no_network_and_no_corpus(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="nowhere"):
        make_model(tmp_path / "nowhere", small_corpus, tmp_path, IndexSettings())
    with pytest.raises(CorpusError, match="nothing"):
        make_model(small_run, tmp_path / "nothing", tmp_path, IndexSettings())
