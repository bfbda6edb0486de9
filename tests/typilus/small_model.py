"""A model folder made in a second: an untrained network, and a map of the annotated symbols of some real files.

An untrained network still puts symbols of one name and similar surroundings near each other, which is all that the
tests of prediction need.
"""

from __future__ import annotations

import inspect
from pathlib import Path

import numpy as np

from graph_extraction import ProgramGraph, read_source
from typilus.models.manifest import DEFINITIONS_FILE, TYPE_MAP_FILE, seal
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
    import torch

    from typilus.lab.model_building.matching_network import DefinitionMatching
    from typilus.neural.checkpoints import write_tensors

    torch.manual_seed(5)
    matching = DefinitionMatching(dimension)
    with torch.no_grad():
        matching.nearness.fill_(0.0)
        matching.weights[0, :6] = 3.0
    write_tensors(folder / DEFINITIONS_FILE, matching.state_dict())
    seal(folder)
    return folder


def write_small_model(folder: Path) -> Path:
    """Write the model folder and return it."""
    import torch

    from typilus.neural.checkpoints import Model, save_model
    from typilus.neural.dataset import build_tables
    from typilus.neural.encoders import ENCODERS
    from typilus.neural.training_config import TrainingConfig

    torch.manual_seed(5)
    config = TrainingConfig(hidden_size=16, embedding_size=16, steps=3, dropout=0.0)
    files = learned_files()
    vocabulary, _ = build_tables(files, config)
    encoder = ENCODERS.get(config.encoder)(config, vocabulary)
    save_model(folder, config, vocabulary, encoder)
    graphs: list[ProgramGraph] = [file.graph for file in files]
    embedded = Model(config, vocabulary, encoder).embed(graphs)
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
