"""A model folder made in a second: an untrained network, and a map of the annotated symbols of some real files.

An untrained network still puts symbols of one name and similar surroundings near each other, which is all that the
tests of prediction need.
"""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save_file

from graph_extraction import SYMBOL_KINDS, ProgramGraph, read_source
from typilus.class_matching import FEATURES
from typilus.models.manifest import DEFINITIONS_FILE, TYPE_MAP_FILE, seal
from typilus.neural.model_files import CONFIG_FILE, VOCABULARY_FILE, WEIGHTS_FILE, read_network, write_text
from typilus.neural.runtime import GraphNetwork
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import build_vocabulary, count_pieces
from typilus.project.labeled_file import LabeledFile
from typilus.project.labeling import label_source
from typilus.project.reexports import ReExports
from typilus.typespace import TypeMap, TypeMarker, save_map

LEARNED_FROM = (
    "importlib.metadata",
    "typilus.typespace.markers",
    "typilus.typespace.space",
    "typilus.lab.corpus.shards",
)


def learned_files() -> list[LabeledFile]:
    """Annotated files that every installation has."""
    from importlib import import_module

    files = []
    for name in LEARNED_FROM:
        source = read_source(inspect.getfile(import_module(name)))
        files.append(label_source(source, "here", name, ReExports([])).file)
    return files


def write_small_matcher(folder: Path, dimension: int = 16) -> Path:
    """Make a model folder one that matches symbols with definitions, by nothing learned but the words of names."""
    rng = np.random.default_rng(5)
    kinds, hidden, rank = len(SYMBOL_KINDS), 64, 32
    weights = {
        "place.weight": np.eye(dimension, dtype=np.float32),
        "shift": np.zeros((kinds, dimension), np.float32),
        "nearness": np.zeros(kinds, np.float32),
        "weights": np.zeros((kinds + 1, len(FEATURES)), np.float32),
        "temperature": np.ones((), np.float32),
    }
    weights["weights"][0, :6] = 3.0
    sides = (("symbol_side", dimension + kinds, rank), ("class_side", dimension, rank), ("alone", dimension + kinds, 2))
    for name, inputs, outputs in sides:
        for layer, shape in ((1, (hidden, inputs)), (4, (outputs, hidden))):
            weights[f"{name}.{layer}.weight"] = _uniform(rng, shape, shape[1])
            weights[f"{name}.{layer}.bias"] = _uniform(rng, shape[:1], shape[1])
    save_file(weights, folder / DEFINITIONS_FILE)
    seal(folder)
    return folder


def _uniform(rng: np.random.Generator, shape: tuple[int, ...], inputs: int) -> npt.NDArray[np.float32]:
    bound = inputs**-0.5
    return rng.uniform(-bound, bound, shape).astype(np.float32)


def write_small_network(folder: Path, files: Sequence[LabeledFile]) -> GraphNetwork:
    """An untrained network, whose vocabulary is that of the files."""
    rng = np.random.default_rng(5)
    config = TrainingConfig(hidden_size=16, embedding_size=16, steps=3, dropout=0.0)
    subtokens: Counter[str] = Counter()
    wholes: Counter[str] = Counter()
    for file in files:
        file_subtokens, file_wholes = count_pieces(file.graph)
        subtokens.update(file_subtokens.keys())
        wholes.update(file_wholes.keys())
    vocabulary = build_vocabulary(subtokens, wholes)
    weights = {}
    for name, shape in GraphNetwork.expected_shapes(config, len(vocabulary)).items():
        if name in ("pieces.weight", "roles.weight"):
            weights[name] = rng.normal(0, 0.5, shape).astype(np.float32)
        else:
            weights[name] = _uniform(rng, shape, config.hidden_size)
    write_text(folder / CONFIG_FILE, config.to_json())
    write_text(folder / VOCABULARY_FILE, vocabulary.text)
    save_file(weights, folder / WEIGHTS_FILE)
    return GraphNetwork(read_network(folder))


def write_small_model(folder: Path) -> Path:
    """Write the model folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    files = learned_files()
    graphs: list[ProgramGraph] = [file.graph for file in files]
    embedded = write_small_network(folder, files).embed(graphs)
    rows: list[np.ndarray[tuple[int], np.dtype[np.float32]]] = []
    markers: list[TypeMarker] = []
    for file, embedding in zip(files, embedded, strict=True):
        for symbol, label, vector in zip(file.graph.symbols, file.labels, embedding.symbols, strict=True):
            if label is not None:
                rows.append(vector)
                markers.append(TypeMarker(label, file.project, file.path, symbol.line, symbol.name))
    notes = {"rule": {"k": 5, "p": 2.0}, "project_rule": {"k": 5, "p": 2.0, "overlay_scale": 0.9}}
    save_map(TypeMap.build(np.stack(rows), markers), folder / TYPE_MAP_FILE, notes=notes)
    seal(folder)
    return folder
