"""What the network has to beat: the most frequent type, and a look-up of names with back-off.

Both see the same symbols and the same labels as the network does in the same row: those of the training side and,
where a row puts the project's other files into the type map, those of the project without the query's own file.
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
    """How often types label the symbols of one key.

    Attributes:
        total: labels in all.
        counts: type id to count, the most frequent first; a broad key's tail is left out, as it never wins.
    """

    total: int
    counts: Mapping[int, int]


class Evidence:
    """Label counts by key, of the training side and of a symbol's own project without its own file.

    Args:
        table: all symbols.
        corpus_rows: rows whose labels are known to everyone.
        project_rows: rows whose labels are known to the other files of their project; none by default.
        project_in_corpus: whether the project's rows are among the corpus's, so that `both` must not count them twice.
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
        """What a tier knows for the key of a row of the table."""
        key = int(self._keys[tier.key][row])
        source = self._both if tier.source == "both" else tier.source
        file = int(self._file_id[row]) if source in ("project", "both") else -1
        place = (source, tier.key, file, key)
        known = self._seen.get(place)
        if known is None:
            corpus = self._corpus[tier.key].get((0, key), {})
            if source == "corpus":
                known = _top(sum(corpus.values()), corpus)
            else:
                known = self._of_project(tier.key, int(self._project_id[row]), file, key)
                known = known if source == "project" else self._joined(known, corpus, tier.key, key)
            self._seen[place] = known
        return known

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
        place = ("corpus", column, -1, key)
        if place not in self._seen:
            self._seen[place] = _top(sum(corpus.values()), corpus)
        everyone = self._seen[place]
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
    """How the look-up backs off.

    Attributes:
        tiers: most specific first.
        strength: how many labels the broader tiers' opinion weighs against a tier's own labels (Dirichlet prior); near
            0 the first tier with any label decides and the others break ties.
    """

    tiers: tuple[Tier, ...]
    strength: float = 1e-6

    @classmethod
    def plain(cls) -> LookupSettings:
        """Majority by name and kind, then by last subtoken and kind, then by kind; all labels pooled."""
        return cls((Tier("both", "name"), Tier("both", "subtoken"), Tier("both", "kind")))

    @classmethod
    def candidates(cls, with_project: bool) -> tuple[LookupSettings, ...]:
        """Settings to choose among on validation data; `plain` is the first."""
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
        known: dict[tuple[int, int], tuple[Sequence[int], Sequence[float]]] = {}
        type_id = np.full((len(rows), n), -1, np.int32)
        probability = np.zeros((len(rows), n), np.float32)
        for place, row in enumerate(rows.tolist()):
            signature = self._evidence.signature(row)
            answer = known.get(signature)
            if answer is None:
                answer = known[signature] = self._rank(row, n)
            types, shares = answer
            type_id[place, : len(types)] = types
            probability[place, : len(types)] = shares
        return RankedTypes(type_id, probability)

    def _rank(self, row: int, n: int) -> tuple[Sequence[int], Sequence[float]]:
        share: dict[int, float] = {}
        strength = self.settings.strength
        for tier in reversed(self.settings.tiers):
            known = self._evidence.counts(tier, row)
            if not known.total:
                continue
            weight = 1.0 / (known.total + strength)
            share = {type_id: value * strength * weight for type_id, value in share.items()}
            for type_id, count in known.counts.items():
                share[type_id] = share.get(type_id, 0.0) + count * weight
        best = sorted(share, key=lambda type_id: (-share[type_id], type_id))[:n]
        return best, [share[type_id] for type_id in best]
