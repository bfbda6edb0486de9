"""The three measured rows: by file, by project for the file alone, and by project with its other files in the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from typilus.lab.corpus.corpus_report import COMMON_FROM
from typilus.lab.experiments.network.baselines import Evidence, LookupBaseline, LookupSettings, MostFrequentBaseline
from typilus.lab.experiments.network.bulk_neighbors import (
    TypedNeighbors,
    bulk_vote,
    merge_neighbors,
    neighbors_of_other_files,
    vote_grid,
)
from typilus.lab.experiments.network.class_answers import ClassAnswers
from typilus.lab.experiments.network.embedded_symbols import EmbeddedSymbols
from typilus.lab.experiments.network.metrics import Judge, RankedTypes, Scores, Verdicts, score
from typilus.typespace import ExactIndex, NeighborIndex, TypeMap, VotingRule

__all__ = [
    "ROWS",
    "VALIDATION_SAMPLE",
    "Experiment",
    "Row",
    "RowResult",
]

VALIDATION_SAMPLE: Mapping[str, int] = MappingProxyType({"validation": 10_000})
"""Symbols that tuning looks at: their share of right answers is known to half a percent."""

Rows = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Row:
    """One measured setting.

    Attributes:
        name: Name in reports.
        split: `file` or `project`.
        with_project: Whether the markers of the project's other files on the same side join the map.
    """

    name: str
    split: str
    with_project: bool = False

    @property
    def knows_project(self) -> bool:
        """Return whether the map holds other files of a query's project, which then are told apart."""
        return self.with_project or self.split == "file"


ROWS = (
    Row("by file", "file"),
    Row("by project, the file alone", "project"),
    Row("by project, with the project's other files", "project", with_project=True),
)


@dataclass(frozen=True, slots=True, eq=False)
class RowResult:
    """One row of the final table.

    Attributes:
        row: Measured setting.
        side: Measured side.
        settings: Settings of the space and of the tuned look-up, in words.
        scores: Scores by method name: `typilus`, `look-up`, `look-up, tuned`, `most frequent`.
        predictions, verdicts: By method name, for curves and listings.
        queries: Rows of the table that were measured.
        train_count: `[Q]` number of training symbols that the true type labels.
        reachable: `[Q]` whether any symbol whose label may be used has the true type. No method of this kind can be
            right elsewhere.
    """

    row: Row
    side: str
    settings: Mapping[str, str]
    scores: Mapping[str, Scores]
    predictions: Mapping[str, RankedTypes]
    verdicts: Mapping[str, Verdicts]
    queries: Rows
    train_count: npt.NDArray[np.int64]
    reachable: npt.NDArray[np.bool_]

    def ceiling(self) -> tuple[float, float, float]:
        """Percentage of reachable symbols: of all, of common and of rare types."""
        common = self.train_count >= COMMON_FROM
        groups = (self.reachable, self.reachable[common], self.reachable[~common])
        every, frequent, rare = (100.0 * float(group.mean()) if len(group) else 0.0 for group in groups)
        return every, frequent, rare

    def to_json(self) -> dict[str, Any]:
        """Scores and settings as plain values."""
        return {
            "row": self.row.name,
            "side": self.side,
            "settings": dict(self.settings),
            "ceiling": dict(zip(("all", "common", "rare"), (round(x, 2) for x in self.ceiling()), strict=True)),
            "scores": {method: scores.to_json() for method, scores in self.scores.items()},
        }


class Experiment:
    """One embedded corpus under one split, searched once and then measured and tuned cheaply.

    Args:
        symbols: Symbols of the whole corpus.
        judge: Comparison of types of `symbols.table.types`.
        build_index: Function that makes an index of `[M, D]` vectors, by default a scan of all of them.
        k_max: Neighbors fetched per query, which is the largest k that can be tried.
        sample: Maximum number of symbols of a side that are queries, always the same. All symbols remain evidence.
        type_map: Markers to search in place of all those of the training side: a map as it is shipped, condensed and
            quantized. Its types must be types of the table.
    """

    def __init__(
        self,
        symbols: EmbeddedSymbols,
        judge: Judge,
        build_index: Callable[[Vectors], NeighborIndex] = ExactIndex,
        k_max: int = 400,
        type_map: TypeMap | None = None,
        sample: Mapping[str, int] = VALIDATION_SAMPLE,
    ) -> None:
        self.symbols = symbols
        self._sample = sample
        self.judge = judge
        self.k_max = k_max
        self._build_index = build_index
        self._index: NeighborIndex | None = None
        self._type_map = type_map
        self._found: dict[tuple[str, bool], TypedNeighbors] = {}
        self._train = symbols.rows("train")
        places = np.unique(np.stack([symbols.table.file_project, symbols.file_side]), axis=1)
        self._by_file = places.shape[1] > len(np.unique(symbols.table.file_project))
        self._train_counts = symbols.table.type_counts(self._train)

    def measure(
        self,
        row: Row,
        side: str = "test",
        space: VotingRule | ClassAnswers | None = None,
        lookup: LookupSettings | None = None,
    ) -> RowResult:
        """Every method on the same symbols with the same information.

        Args:
            row: Must be of the split that `symbols` were collected under.
            side: The side to measure.
            space: How the network answers: by its neighbors' vote, or by its own classifier; None leaves it out.
            lookup: The tuned look-up's settings; None leaves it out.
        """
        queries = self.queries(side)
        evidence = self.evidence(row, side)
        predictions: dict[str, RankedTypes] = {}
        settings: dict[str, str] = {}
        if space is not None:
            predictions["typilus"] = self.predict(row, side, space)
            settings["typilus"] = str(space)
        if lookup is not None:
            predictions["look-up, tuned"] = LookupBaseline(evidence, lookup).predict(queries)
            settings["look-up, tuned"] = str(lookup)
        predictions["look-up"] = LookupBaseline(evidence).predict(queries)
        predictions["most frequent"] = MostFrequentBaseline(evidence).predict(queries)
        truth, kind = self.symbols.table.type_id[queries], self.symbols.table.kind[queries]
        counts = self._train_counts[truth]
        verdicts = {name: self.judge.judge(ranked, truth) for name, ranked in predictions.items()}
        scores = {name: score(verdict, counts, kind) for name, verdict in verdicts.items()}
        reachable = (counts > 0) | (self._elsewhere(side, queries) if row.with_project else False)
        return RowResult(row, side, settings, scores, predictions, verdicts, queries, counts, reachable)

    def _elsewhere(self, side: str, queries: Rows) -> npt.NDArray[np.bool_]:
        """`[Q]`: whether another file of the symbol's project, on the same side, has a symbol of its type."""
        table, rows = self.symbols.table, self.symbols.rows(side)

        def counted(owner: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
            keys = owner.astype(np.int64) * len(table.types) + table.type_id
            distinct, counts = np.unique(keys[rows], return_counts=True)
            return np.asarray(counts[np.searchsorted(distinct, keys[queries])], np.int64)

        return counted(table.project_id) > counted(table.file_id)

    def queries(self, side: str) -> Rows:
        """The symbols of a side that are predicted: all, or the sample."""
        rows = self.symbols.rows(side)
        limit = self._sample.get(side, len(rows))
        if len(rows) <= limit:
            return rows
        return np.sort(np.random.default_rng(0).choice(rows, limit, replace=False))

    def evidence(self, row: Row, side: str) -> Evidence:
        """The labels that the look-up may use in a row."""
        if row.with_project:
            return Evidence(self.symbols.table, self._train, self.symbols.rows(side))
        # By file, most projects have files on the training side; whose they are is no secret to the look-up.
        corpus_rows = self._train if row.split == "file" else None
        return Evidence(self.symbols.table, self._train, corpus_rows, project_in_corpus=True)

    def predict(self, row: Row, side: str, space: VotingRule | ClassAnswers) -> RankedTypes:
        """The network's ranked types for the counted symbols of a side."""
        if isinstance(space, ClassAnswers):
            return space.rank(self._vectors[self.queries(side)])
        return bulk_vote(self._merged(row, side, space.k, space.overlay_scale), space)

    def _merged(self, row: Row, side: str, k: int, overlay_scale: float) -> TypedNeighbors:
        neighbors = self.neighbors(side, with_project=False)
        if not row.knows_project:
            return neighbors
        return merge_neighbors(neighbors, self.neighbors(side, with_project=True), k, overlay_scale)

    def neighbors(self, side: str, with_project: bool) -> TypedNeighbors:
        """Return the `k_max` nearest markers of the map, or of the project's other files, searched for once."""
        cached = self._found.get((side, with_project))
        if cached is None:
            queries = self.queries(side)
            cached = self._found[side, with_project] = (
                self._search_project(side, queries) if with_project else self._search(queries)
            )
        return cached

    def _search_project(self, side: str, queries: Rows) -> TypedNeighbors:
        # By file, the project's other files are those of the training side.
        table, markers = self.symbols.table, self._train if self._by_file else self.symbols.rows(side)
        rows, far = neighbors_of_other_files(
            self._vectors, queries, markers, table.file_id, table.project_id, self.k_max
        )
        return TypedNeighbors(np.where(rows >= 0, table.type_id[rows], -1).astype(np.int32), far)

    def _search(self, queries: Rows) -> TypedNeighbors:
        table = self.symbols.table
        if self._type_map is None:
            markers, types = self._vectors[self._train], table.type_id[self._train]
        else:
            number = {name: index for index, name in enumerate(table.types)}
            markers = self._type_map.vectors
            types = np.asarray([number[name] for name in self._type_map.types], np.int32)[self._type_map.type_ids]
        if self._index is None:
            self._index = self._build_index(markers)
        ids, far = self._index.query(self._vectors[queries], self.k_max)
        if self._by_file and self._type_map is None:
            # The project's own are searched apart, since their distances are scaled.
            own = table.project_id[self._train[ids]] == table.project_id[queries][:, None]
            ids, far = np.where(own, -1, ids), np.where(own, np.float32(np.inf), far)
        return TypedNeighbors(np.where(ids >= 0, types[ids], -1).astype(np.int32), far)

    @property
    def _vectors(self) -> Vectors:
        if self.symbols.vectors is None:
            raise ValueError("these symbols have no vectors: collect them with a network")
        return self.symbols.vectors

    def tune_lookup(self, row: Row, side: str = "validation") -> LookupSettings:
        """The look-up's back-off with the most exact matches on (a sample of) a side."""
        evidence, queries = self.evidence(row, side), self.queries(side)
        truth = self.symbols.table.type_id[queries]

        def exact(settings: LookupSettings) -> float:
            return float(np.mean(LookupBaseline(evidence, settings).predict(queries, 1).type_id[:, 0] == truth))

        return max(LookupSettings.candidates(evidence.has_project), key=exact)

    def tune_space(
        self,
        row: Row,
        side: str = "validation",
        k: Sequence[int] = (5, 10, 20, 50, 100, 200, 400),
        p: Sequence[float] = (1.0, 2.0, 4.0, 8.0, 12.0, 16.0),
        overlay_scale: Sequence[float] = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    ) -> VotingRule:
        """k, p and, where the row includes the project, the scale of its distances.

        They are those with the most exact matches on (a sample of) a side.
        """
        truth = self.symbols.table.type_id[self.queries(side)]
        best, best_rate = VotingRule(), -1.0
        for scale in overlay_scale if row.knows_project else (1.0,):
            neighbors = self._merged(row, side, self.k_max, scale)
            rates = vote_grid(neighbors, k, p, lambda ranked: float(np.mean(ranked.type_id[:, 0] == truth)))
            near, power = divmod(int(rates.argmax()), len(p))
            if rates[near, power] > best_rate:
                best = VotingRule(min(k[near], self.k_max), p[power], overlay_scale=scale)
                best_rate = float(rates[near, power])
        return best

    def parametric_grid(
        self, row: Row, k: Sequence[int], p: Sequence[float], side: str = "validation"
    ) -> npt.NDArray[np.float64]:
        """`[K, P]` percentages of matches up to parametric type for every k and p of Eq. 5 (paper, Fig. 6)."""
        truth = self.symbols.table.type_id[self.queries(side)]
        neighbors = self._merged(row, side, self.k_max, 1.0)
        return 100 * vote_grid(
            neighbors, k, p, lambda ranked: float(np.mean(self.judge.judge(ranked, truth).parametric[:, 0]))
        )
