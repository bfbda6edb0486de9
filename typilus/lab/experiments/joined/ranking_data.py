"""Measured symbols as arrays that a ranker learns from."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice
from typilus.ranking import SymbolFeatures, feature_table, features_of
from typilus.recommenders import CORRECTION, SOURCES

__all__ = ["RankedSymbol", "RankingArrays", "learnable_sources", "ranked_symbol", "voices_to_rank"]

# A feature that fewer candidates have is noise.
MIN_COUNT = 10
MIN_SYMBOLS = 100
"""For fewer symbols, a source that is taken beside the ranking as well says too little to learn its worth from."""
_ALWAYS_LEARNED = frozenset(source.id for source in SOURCES if not source.is_independent)


def learnable_sources(files: Iterable[FileRecord]) -> frozenset[str]:
    """Return the sources to learn from: all of the ranking, and others that are heard often enough."""
    counts = Counter(
        source for file in files for symbol in file.symbols for source in {voice.source for voice in symbol.voices}
    )
    return _ALWAYS_LEARNED | {source for source, count in counts.items() if count >= MIN_SYMBOLS}


@dataclass(frozen=True, slots=True)
class RankedSymbol:
    """The candidates of one symbol, "none of these" last, and which of them is right."""

    project: str
    features: SymbolFeatures
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
    candidates = list(features.by_type)
    target = candidates.index(symbol.truth) if symbol.truth in features.by_type else len(candidates) - 1
    return RankedSymbol(project, features, target)


class RankingArrays:
    """Symbols as arrays: S symbols with C candidates in all, those of a symbol one after the other.

    Attributes:
        names: Names of the F features that are not the same for all.
        table: `[C, F]` features of the candidates.
        starts, sizes: `[S]` the first candidate of each symbol, and the number of its candidates.
        is_right: `[C]` 1 for the right candidate of each symbol, else 0.
    """

    def __init__(self, symbols: Sequence[RankedSymbol]) -> None:
        names = _frequent(symbols)
        table = feature_table([symbol.features for symbol in symbols], {name: i for i, name in enumerate(names)})
        differs = (table != table[:1]).any(axis=0)
        self.names = tuple(itertools.compress(names, differs.tolist()))
        self.table = table[:, differs]
        self.sizes = np.array([len(symbol.features.by_type) for symbol in symbols], np.int64)
        self.starts = np.cumsum(self.sizes) - self.sizes
        self.is_right = np.zeros(len(self.table))
        self.is_right[self.starts + np.array([symbol.target for symbol in symbols], np.int64)] = 1.0


def _frequent(symbols: Iterable[RankedSymbol]) -> list[str]:
    counts: Counter[str] = Counter()
    for symbol in symbols:
        shared, by_type = symbol.features
        for name in shared:
            counts[name] += len(by_type)
        for features in by_type.values():
            counts.update(features.keys())
    return sorted(name for name, count in counts.items() if count >= MIN_COUNT)
