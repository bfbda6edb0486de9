"""Build a model folder from a trained network and a corpus, as `typilus index` does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from typilus.lab.experiments.network import (
    ROWS,
    EmbeddedSymbols,
    Experiment,
    Workbench,
    bulk_index,
    judge_of,
    load_network,
    load_symbols,
)
from typilus.models import CELLS_FILE, DEFINITIONS_FILE, LAYOUT_FILE, TYPE_MAP_FILE, seal
from typilus.typespace import (
    CELLS_FROM,
    TypeMap,
    VotingRule,
    condense,
    load_map,
    make_cells,
    map_digest,
    save_cells,
    save_map,
)

if TYPE_CHECKING:
    from typilus.neural import Model

__all__ = ["IndexSettings", "MapStep", "make_model"]


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """The settings of a type map.

    Attributes:
        split: Split that the network was trained on.
        sides: Sides whose annotated symbols become markers. With the test side among them, measured numbers mean
            nothing.
        markers: Maximum number of markers, None for all.
        bits: Bits per coordinate: 4, 8 or 32.
        half: Whether to write the network's weights with 16 bits.
    """

    split: Literal["project", "file"] = "project"
    sides: tuple[str, ...] = ("train",)
    markers: int | None = None
    bits: Literal[4, 8, 32] = 8
    half: bool = False


@dataclass(frozen=True, slots=True)
class MapStep:
    """The effect of one step of shrinking the map, with its cost on the validation side.

    Attributes:
        name: Name of the step.
        markers: Number of markers left.
        types: Number of types left.
        exact: Percentage of first predictions that are the annotated type, for the file alone.
        parametric: Percentage that are the annotated type up to type parameters.
    """

    name: str
    markers: int
    types: int
    exact: float
    parametric: float


def make_model(
    run: Path, corpus: Path, folder: Path, settings: IndexSettings, bench: Workbench | None = None
) -> tuple[MapStep, ...]:
    """Write a complete model folder: network, type map, manifest. k and p are tuned on the validation side.

    Args:
        run: Folder of a trained network.
        corpus: Built corpus.
        folder: Folder to write, which may be `run`.
        settings: Settings of the map.
        bench: Where the corpus is embedded and searched, by default on the CPU without a cache.

    Raises:
        CheckpointError: The network cannot be read, or the folder cannot be written.
        CorpusError: The corpus cannot be read.
    """
    bench = bench or Workbench()
    network = _write_network(run, folder, settings.half, bench.device)
    for name in (DEFINITIONS_FILE, LAYOUT_FILE):
        (folder / name).unlink(missing_ok=True)  # of another network, perhaps
    bench.announce("embedding the annotated symbols of the corpus")
    symbols = load_symbols(corpus, settings.split, network, bench.cache)
    judge = judge_of(symbols.table)

    def experiment(type_map: TypeMap | None) -> Experiment:
        return Experiment(symbols, judge, bulk_index(), type_map=type_map)

    bench.announce(f"{len(symbols.table):,} symbols; tuning the vote on the validation side")
    rows = [row for row in ROWS if row.split == settings.split]
    tuning = experiment(None)
    rules = {"project_rule" if row.with_project else "rule": tuning.tune_space(row) for row in rows}
    everything = symbols.type_map(_rows_of(symbols, settings.sides))
    bench.announce(f"{len(everything):,} markers of {len(everything.types):,} types; making the map smaller")
    condensed = condense(everything, settings.markers or len(everything), build_index=bulk_index(bench.device))
    notes: dict[str, Any] = {name: asdict(rule) for name, rule in rules.items()}
    notes |= {"settings": asdict(settings), "condensed": [asdict(step) for step in condensed.steps]}
    path = folder / TYPE_MAP_FILE
    save_map(condensed.map, path, settings.bits, notes=notes)
    shipped = load_map(path)
    _write_cells(shipped, folder)
    seal(folder)
    stages = {"all markers": everything, "condensed": condensed.map, f"{settings.bits} bits": shipped}
    return tuple(_step(name, stage, experiment(stage), rules["rule"]) for name, stage in stages.items())


def _write_cells(shipped: TypeMap, folder: Path) -> None:
    """Write the cells of a map for which they are worth it, or remove those of another map."""
    path = folder / CELLS_FILE
    path.unlink(missing_ok=True)
    if len(shipped) >= CELLS_FROM:
        save_cells(make_cells(shipped.vectors), path, map_digest(folder / TYPE_MAP_FILE))


def _step(name: str, type_map: TypeMap, experiment: Experiment, rule: VotingRule) -> MapStep:
    row = next(row for row in ROWS if not row.with_project)
    scores = experiment.measure(row, "validation", rule).scores["typilus"].top1.all
    return MapStep(name, len(type_map), len(type_map.types), scores.exact, scores.parametric)


def _rows_of(symbols: EmbeddedSymbols, sides: Sequence[str]) -> np.ndarray[Any, np.dtype[np.int64]]:
    return np.sort(np.concatenate([symbols.rows(side) for side in sides]))


def _write_network(run: Path, folder: Path, half: bool, device: str) -> Model:
    """The network as it will be shipped."""
    import torch

    from typilus.neural import load_model, save_model

    trained = load_model(run)
    save_model(folder, trained.config, trained.vocabulary, trained.encoder, torch.float16 if half else None)
    return load_network(folder, device)
