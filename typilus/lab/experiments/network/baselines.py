"""The baselines of the network: the most frequent type, and a look-up of names with back-off.

Both see the same symbols and the same labels as the network does in the same row: those of the training side and, where
a row puts the project's other files into the type map, those of the project without the query's own file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from typilus.lab.experiments.network.metrics import RankedTypes
from typilus.lab.experiments.network.symbol_table import KINDS, SymbolTable

__all__ = ["Evidence", "LookupBaseline", "LookupSettings", "MostFrequentBaseline", "Tier"]

Rows = npt.NDArray[np.int64]

_KEYS = ("name", "subtoken", "kind", "all")
_KEPT_TYPES = 64
"""Types remembered of a broad tier; the tail of a tier never wins."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One table of the look-up.

    Attributes:
        source: `corpus` (training side), `project` (its other files) or `both` (their sum).
        key: `name` (with kind), `subtoken` (the last, with kind), `kind`, or `all`.
    """

    source: str
    key: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The frequencies of types among the symbols of one key.

    Attributes:
        total: Number of labels.
        counts: Count of each type id, the most frequent first. The tail of a broad key is left out, as it never wins.
    """

    total: int
    counts: Mapping[int, int]


class Evidence:
    """Label counts by key, of the training side and of a symbol's own project without its own file.

    Args:
        table: All symbols.
        corpus_rows: Rows whose labels are known everywhere.
        project_rows: Rows whose labels are known to the other files of their project, none by default.
        project_in_corpus: Whether the project's rows are among the corpus's, so that `both` must not count them twice.
    """

    def __init__(
        self,
        table: SymbolTable,
        corpus_rows: Rows,
        project_rows: Rows | None = None,
        project_in_corpus: bool = False,
    ) -> None:
        self._keys = {key: _key_column(table, key) for key in _KEYS}
        self._file_id = table.file_id
        self._project_id = table.project_id
        self.has_project = project_rows is not None
        self._both = "corpus" if project_in_corpus or project_rows is None else "both"
        rows = np.zeros(0, np.int64) if project_rows is None else project_rows
        everyone = np.zeros(len(table), np.int64)
        self._corpus = {key: _count(everyone, column, table.type_id, corpus_rows) for key, column in self._keys.items()}
        self._project = {
            key: _count(self._project_id, column, table.type_id, rows) for key, column in self._keys.items()
        }
        self._file = {key: _count(self._file_id, column, table.type_id, rows) for key, column in self._keys.items()}
        self._ranked: dict[tuple[str, int, int], tuple[int, list[int]]] = {}
        self._seen: dict[tuple[str, str, int, int], Counts] = {}

    def signature(self, row: int) -> tuple[int, int]:
        """Rows of equal signature have equal evidence."""
        file = int(self._file_id[row]) if self.has_project else -1
        return file, int(self._keys["name"][row])

    def counts(self, tier: Tier, row: int) -> Counts:
        """Return the counts of a tier for the key of a row of the table."""
        key = int(self._keys[tier.key][row])
        source = self._both if tier.source == "both" else tier.source
        file = int(self._file_id[row]) if source in ("project", "both") else -1
        cache_key = (source, tier.key, file, key)
        cached = self._seen.get(cache_key)
        if cached is None:
            corpus = self._corpus[tier.key].get((0, key), {})
            if source == "corpus":
                cached = _top(sum(corpus.values()), corpus)
            else:
                cached = self._of_project(tier.key, int(self._project_id[row]), file, key)
                cached = cached if source == "project" else self._joined(cached, corpus, tier.key, key)
            self._seen[cache_key] = cached
        return cached

    def _of_project(self, column: str, project: int, file: int, key: int) -> Counts:
        whole = self._project[column].get((project, key), {})
        own = self._file[column].get((file, key), {})
        ranked = self._ranked.get((column, project, key))
        if ranked is None:
            ranked = self._ranked[column, project, key] = (sum(whole.values()), sorted(whole, key=whole.__getitem__))
        total, types = ranked
        # Taking the file away only lowers counts: what is among the most frequent then was so before, or nearly.
        counts = {type_id: whole[type_id] - own.get(type_id, 0) for type_id in types[-(_KEPT_TYPES + len(own)) :]}
        return _top(total - sum(own.values()), counts)

    def _joined(self, own: Counts, corpus: Mapping[int, int], column: str, key: int) -> Counts:
        cache_key = ("corpus", column, -1, key)
        if cache_key not in self._seen:
            self._seen[cache_key] = _top(sum(corpus.values()), corpus)
        everyone = self._seen[cache_key]
        types = {**own.counts, **everyone.counts}
        joined = {type_id: own.counts.get(type_id, 0) + corpus.get(type_id, 0) for type_id in types}
        return _top(own.total + everyone.total, joined)


def _top(total: int, counts: Mapping[int, int]) -> Counts:
    kept = sorted((-count, type_id) for type_id, count in counts.items() if count)[:_KEPT_TYPES]
    return Counts(total, {type_id: -count for count, type_id in kept})


def _key_column(table: SymbolTable, key: str) -> npt.NDArray[np.int64]:
    """`[S]` the look-up key of each symbol as one number."""
    kind = table.kind.astype(np.int64)
    if key == "name":
        return table.name_id * np.int64(len(KINDS)) + kind
    if key == "subtoken":
        return table.subtoken_id * np.int64(len(KINDS)) + kind
    return kind if key == "kind" else np.zeros(len(table), np.int64)


def _count(
    owner: npt.NDArray[np.integer], keys: npt.NDArray[np.int64], type_id: npt.NDArray[np.int32], rows: Rows
) -> dict[tuple[int, int], dict[int, int]]:
    """(owner, key) -> type id -> how often among these rows."""
    triples = np.stack([owner[rows].astype(np.int64), keys[rows], type_id[rows].astype(np.int64)])
    distinct, counts = np.unique(triples, axis=1, return_counts=True)
    result: dict[tuple[int, int], dict[int, int]] = {}
    columns: Iterator[tuple[int, int, int, int]] = zip(*distinct.tolist(), counts.tolist(), strict=True)
    for who, key, kind, count in columns:
        result.setdefault((who, key), {})[kind] = count
    return result


class MostFrequentBaseline:
    """The most frequent types of all the labels a row may see, whatever the symbol."""

    def __init__(self, evidence: Evidence) -> None:
        self._lookup = LookupBaseline(evidence, LookupSettings((Tier("both", "all"),)))

    def predict(self, rows: Rows, n: int = 5) -> RankedTypes:
        """Rank types for rows of the table."""
        return self._lookup.predict(rows, n)


@dataclass(frozen=True, slots=True)
class LookupSettings:
    """The settings of the back-off.

    Attributes:
        tiers: Tiers, the most specific first.
        strength: Number of a tier's own labels that the broader tiers' opinion weighs (Dirichlet prior). Near 0 the
            first tier with any label decides, and the others break ties.
    """

    tiers: tuple[Tier, ...]
    strength: float = 1e-6

    @classmethod
    def plain(cls) -> LookupSettings:
        """Return the majority by name and kind, then by last subtoken and kind, then by kind, over all labels."""
        return cls((Tier("both", "name"), Tier("both", "subtoken"), Tier("both", "kind")))

    @classmethod
    def candidates(cls, with_project: bool) -> tuple[LookupSettings, ...]:
        """Return the settings to choose among on validation data, `plain` first."""
        corpus = [Tier("corpus", key) for key in _KEYS[:3]]
        project = [Tier("project", key) for key in _KEYS[:3]]
        orders: list[list[Tier]] = [list(cls.plain().tiers)]
        if with_project:
            orders += [
                [project[0], *corpus],
                [project[0], corpus[0], project[1], corpus[1], project[2], corpus[2]],
                [project[0], project[1], *corpus],
                [project[0], corpus[0], project[1], corpus[1], corpus[2]],
            ]
        return tuple(cls(tuple(order), strength) for order in orders for strength in (1e-6, 0.3, 1.0, 3.0, 10.0))


class LookupBaseline:
    """Types by how often they label symbols of the same name and kind, with back-off."""

    def __init__(self, evidence: Evidence, settings: LookupSettings | None = None) -> None:
        self._evidence = evidence
        self.settings = settings or LookupSettings.plain()

    def predict(self, rows: Rows, n: int = 5) -> RankedTypes:
        """Rank types for rows of the table: `[Q, n]`."""
        ranked: dict[tuple[int, int], tuple[Sequence[int], Sequence[float]]] = {}
        type_id = np.full((len(rows), n), -1, np.int32)
        probability = np.zeros((len(rows), n), np.float32)
        for index, row in enumerate(rows.tolist()):
            signature = self._evidence.signature(row)
            answer = ranked.get(signature)
            if answer is None:
                answer = ranked[signature] = self._rank(row, n)
            types, shares = answer
            type_id[index, : len(types)] = types
            probability[index, : len(types)] = shares
        return RankedTypes(type_id, probability)

    def _rank(self, row: int, n: int) -> tuple[Sequence[int], Sequence[float]]:
        share: dict[int, float] = {}
        strength = self.settings.strength
        for tier in reversed(self.settings.tiers):
            counts = self._evidence.counts(tier, row)
            if not counts.total:
                continue
            weight = 1.0 / (counts.total + strength)
            share = {type_id: value * strength * weight for type_id, value in share.items()}
            for type_id, count in counts.counts.items():
                share[type_id] = share.get(type_id, 0.0) + count * weight
        best = sorted(share, key=lambda type_id: (-share[type_id], type_id))[:n]
        return best, [share[type_id] for type_id in best]
