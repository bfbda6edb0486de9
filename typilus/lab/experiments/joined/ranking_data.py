"""Measured symbols as arrays that a ranker learns from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from typilus.lab.experiments.joined.records import SymbolRecord, Voice
from typilus.ranking import NOTHING, Features, features_of
from typilus.recommenders import CORRECTION

__all__ = ["RankedSymbol", "RankingArrays", "ranked_symbol", "voices_to_rank"]

# A feature that fewer candidates have is noise.
MIN_COUNT = 10


@dataclass(frozen=True, slots=True)
class RankedSymbol:
    """The candidates of one symbol, "none of these" last, and which of them is right."""

    project: str
    candidates: tuple[str, ...]
    features: tuple[Features, ...]
    target: int


def voices_to_rank(symbol: SymbolRecord, sources: Collection[str] | None) -> list[Voice]:
    """Return the recommendations to rank, of all sources as corrected, or of some sources as they were made."""
    if sources is None:
        return list(symbol.voices)
    thrown_out = () if CORRECTION.id in sources else symbol.rejected
    return [voice for voice in (*symbol.voices, *thrown_out) if voice.source in sources]


def ranked_symbol(project: str, symbol: SymbolRecord, sources: Collection[str] | None = None) -> RankedSymbol | None:
    """Return one symbol as the ranker sees it, None if there is nothing to rank.

    Args:
        project: Project of the symbol.
        symbol: Measured symbol.
        sources: Sources to rank, None for all.
    """
    recommendations = voices_to_rank(symbol, sources)
    if not recommendations or any(voice.certain for voice in recommendations):
        return None
    features = features_of(symbol.kind, symbol.facts, recommendations)
    candidates = [*(name for name in features if name != NOTHING), NOTHING]
    target = candidates.index(symbol.truth) if symbol.truth in features else len(candidates) - 1
    return RankedSymbol(project, tuple(candidates), tuple(features[name] for name in candidates), target)


class RankingArrays:
    """Symbols as arrays: C candidates with their features, S symbols with their candidates.

    Attributes:
        names: Names of the features.
        index, value, start: Features of the candidates one after the other; `start` `[C]` is the first of each.
        rows: `[S, W]` candidates of each symbol, padded with C.
        target: `[S]` the right candidate of each symbol.
    """

    def __init__(self, symbols: Sequence[RankedSymbol], names: Sequence[str] | None = None) -> None:
        self.names = tuple(_frequent(symbols)) if names is None else tuple(names)
        column = {name: number for number, name in enumerate(self.names)}
        index: list[int] = []
        value: list[float] = []
        start: list[int] = []
        for symbol in symbols:
            for features in symbol.features:
                start.append(len(index))
                weighted = [(column[name], number) for name, number in features.items() if name in column]
                index.extend(number for number, _ in weighted)
                value.extend(number for _, number in weighted)
        self.index: npt.NDArray[np.int64] = np.array(index, np.int64)
        self.value: npt.NDArray[np.float32] = np.array(value, np.float32)
        self.start: npt.NDArray[np.int64] = np.array(start, np.int64)
        sizes = [len(symbol.candidates) for symbol in symbols]
        self.rows = np.full((len(symbols), max(sizes, default=0)), len(start), np.int64)
        first = 0
        for number, size in enumerate(sizes):
            self.rows[number, :size] = np.arange(first, first + size)
            first += size
        self.target: npt.NDArray[np.int64] = np.array([symbol.target for symbol in symbols], np.int64)


def _frequent(symbols: Iterable[RankedSymbol]) -> list[str]:
    counts: Counter[str] = Counter()
    for symbol in symbols:
        for features in symbol.features:
            counts.update(features.keys())
    return sorted(name for name, count in counts.items() if count >= MIN_COUNT)
