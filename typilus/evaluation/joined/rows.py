"""The lines of the table: each recommender alone, and all of them joined."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from typilus.annotation_types import TypeLattice
from typilus.evaluation.joined.experiment import Measurement
from typilus.evaluation.joined.measures import Row, measure_row
from typilus.evaluation.joined.records import SymbolRecord, Voice

__all__ = ["rows_of"]


def rows_of(measurement: Measurement, lattice: TypeLattice) -> list[Row]:
    """A row for each source that said anything, by name, and one for the joined result."""
    files = [file for file in measurement.files if file.left_out is None]
    sources = sorted({voice.source for file in files for symbol in file.symbols for voice in symbol.voices})
    rows = [measure_row(f"{source} alone", files, partial(_of, source), lattice) for source in sources]
    return [*rows, measure_row(f"joined, {measurement.settings.condition}", files, _joined, lattice)]


def _of(source: str, symbol: SymbolRecord) -> Sequence[Voice]:
    """What one source says, the most probable first, each type once."""
    found: dict[str, Voice] = {}
    for voice in sorted((*symbol.voices, *symbol.rejected), key=lambda each: -each.probability):
        if voice.source == source:
            found.setdefault(voice.type, voice)
    return list(found.values())


def _joined(symbol: SymbolRecord) -> Sequence[Voice]:
    return symbol.ranked
