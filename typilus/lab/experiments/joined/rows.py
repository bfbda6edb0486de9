"""The lines of the table: each recommender alone, what is called proved, and all of them joined."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence
from functools import partial

from typilus.annotation_types import TypeLattice
from typilus.lab.experiments.joined.joined_experiment import Measurement
from typilus.lab.experiments.joined.measures import Row, measure_row
from typilus.lab.experiments.joined.ranking_training import STEPS, cross_validated
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice
from typilus.recommenders import PROVED

__all__ = ["cross_validated_rows", "rows_of", "step_rows"]


def rows_of(measurement: Measurement, lattice: TypeLattice) -> list[Row]:
    """A row for each source that said anything, by name, for what is called proved, and for the joined result."""
    files = _kept(measurement.files)
    sources = sorted({voice.source for file in files for symbol in file.symbols for voice in symbol.voices})
    rows = [measure_row(source, files, partial(_ranked_by, source), lattice) for source in sources]
    rows.append(measure_row("called proved", files, _called_proved, lattice))
    return [*rows, measure_row(f"joined, {measurement.settings.condition}", files, _joined, lattice)]


def _ranked_by(source: str, symbol: SymbolRecord) -> Sequence[Voice]:
    """Return the recommendations of one source, the most probable first, each type once."""
    by_type: dict[str, Voice] = {}
    for voice in sorted((*symbol.voices, *symbol.rejected), key=lambda voice: -voice.probability):
        if voice.source == source:
            by_type.setdefault(voice.type, voice)
    return list(by_type.values())


def _called_proved(symbol: SymbolRecord) -> Sequence[Voice]:
    """The first suggestion, where `proved` is shown beside it."""
    return [voice for voice in symbol.ranked[:1] if voice.source == PROVED.id]


def _joined(symbol: SymbolRecord) -> Sequence[Voice]:
    return symbol.ranked


def cross_validated_rows(measurements: Sequence[Measurement], lattice: TypeLattice) -> list[Row]:
    """The joined result of each measurement, ranked by trees that were learned on other projects in all of them."""
    named = zip(measurements, _cross_validated(measurements), strict=True)
    return [
        measure_row(f"joined, {measurement.settings.condition}", files, _joined, lattice)
        for measurement, files in named
    ]


def step_rows(measurements: Sequence[Measurement], lattice: TypeLattice) -> list[Row]:
    """The same of each measurement with one recommender after the other, in the order of `STEPS`."""
    every = [file for measurement in measurements for file in _kept(measurement.files)]
    sources = {voice.source for file in every for symbol in file.symbols for voice in symbol.voices}
    order = [source for source in (*STEPS, *sorted(sources.difference(STEPS))) if source in sources]
    steps = [_cross_validated(measurements, order[: count + 1]) for count in range(len(order))]
    rows = []
    for number, measurement in enumerate(measurements):
        for source, reranked in zip(order, steps, strict=True):
            name = f"{source}, ranked" if source == order[0] else f"+ {source}"
            rows.append(measure_row(f"{name}, {measurement.settings.condition}", reranked[number], _joined, lattice))
    return rows


def _cross_validated(
    measurements: Sequence[Measurement], sources: Collection[str] | None = None
) -> list[list[FileRecord]]:
    """The files of each measurement, ranked anew."""
    kept = [_kept(measurement.files) for measurement in measurements]
    reranked = iter(cross_validated([file for files in kept for file in files], sources))
    return [list(itertools.islice(reranked, len(files))) for files in kept]


def _kept(files: Sequence[FileRecord]) -> list[FileRecord]:
    return [file for file in files if file.left_out is None]
