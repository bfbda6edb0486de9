"""The three measured rows: by file; by project, the file alone; by project with its other files in the type map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from typilus.evaluation.baselines import Evidence, LookupBaseline, LookupSettings, MostFrequentBaseline
from typilus.evaluation.metrics import Judge, RankedTypes, Scores, Verdicts, score
from typilus.evaluation.neighbors import (
    Neighbors,
    bulk_vote,
    merge_neighbors,
    neighbors_of_other_files,
)
from typilus.evaluation.symbol_table import SIDES, SymbolTable, SymbolTableBuilder
from typilus.typespace import ExactIndex, NeighborIndex, VotingRule

if TYPE_CHECKING:
    from typilus.corpus.shards import LabelledFile

__all__ = [
    "ROWS",
    "EmbeddedSymbols",
    "Embedder",
    "Experiment",
    "Row",
    "RowResult",
    "collect_symbols",
]

Rows = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]
Embedder = Callable[[Sequence["LabelledFile"]], Sequence[Vectors]]
"""Embeds files: `[S, D]` each, one row a symbol of the file's graph."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measured setting.

    Attributes:
        name: as reports show it.
        split: `file` or `project`.
        with_project: whether the markers of the project's other files on the same side join the map.
    """

    name: str
    split: str
    with_project: bool = False


ROWS = (
    Row("by file", "file"),
    Row("by project, the file alone", "project"),
    Row("by project, with the project's other files", "project", with_project=True),
)


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddedSymbols:
    """Symbols of a corpus, their side of a split and, where a network embedded them, `[S, D]` vectors."""

    table: SymbolTable
    file_side: npt.NDArray[np.int8]
    vectors: Vectors | None = None

    def rows(self, side: str) -> Rows:
        """Rows of the table on one side: `train`, `validation` or `test`."""
        return self.table.rows_of_files(self.file_side == SIDES.index(side))


def collect_symbols(
    files: Iterable[LabelledFile],
    side_of: Callable[[LabelledFile], str],
    embed: Embedder | None = None,
    batch_nodes: int = 200_000,
) -> EmbeddedSymbols:
    """Read a stream of files once; keep columns and vectors of the counted symbols only.

    Args:
        files: any order; held only while their batch is embedded.
        side_of: a file's side of the split.
        embed: None for the baselines alone.
        batch_nodes: graph nodes embedded in one call.
    """
    builder = SymbolTableBuilder()
    sides: list[int] = []
    parts: list[Vectors] = []
    for batch in _batches(files, batch_nodes):
        embedded = embed(batch) if embed is not None else [None] * len(batch)
        for file, vectors in zip(batch, embedded, strict=True):
            counted = builder.add(file)
            sides.append(SIDES.index(side_of(file)))
            if vectors is not None:
                parts.append(np.asarray(vectors, np.float32)[counted])
    joined = np.concatenate(parts) if parts else None
    return EmbeddedSymbols(builder.finish(), np.asarray(sides, np.int8), joined)


def _batches(files: Iterable[LabelledFile], batch_nodes: int) -> Iterator[list[LabelledFile]]:
    batch: list[LabelledFile] = []
    nodes = 0
    for file in files:
        if batch and nodes + file.graph.num_nodes > batch_nodes:
            yield batch
            batch, nodes = [], 0
        batch.append(file)
        nodes += file.graph.num_nodes
    if batch:
        yield batch


@dataclass(frozen=True, slots=True, eq=False)
class RowResult:
    """One row of the final table.

    Attributes:
        row: the setting.
        side: the side measured.
        settings: of the space and the tuned look-up, in words.
        scores: by method name: `typilus`, `look-up`, `look-up, tuned`, `most frequent`.
        predictions, verdicts: by method name, for curves and listings.
        queries: rows of the table that were measured.
        train_count: `[Q]` how often the true type labels a training symbol.
    """

    row: Row
    side: str
    settings: Mapping[str, str]
    scores: Mapping[str, Scores]
    predictions: Mapping[str, RankedTypes]
    verdicts: Mapping[str, Verdicts]
    queries: Rows
    train_count: npt.NDArray[np.int64]

    def to_json(self) -> dict[str, Any]:
        """Scores and settings as plain values."""
        return {
            "row": self.row.name,
            "side": self.side,
            "settings": dict(self.settings),
            "scores": {method: scores.to_json() for method, scores in self.scores.items()},
        }


class Experiment:
    """One embedded corpus under one split: searches once, then measures and tunes cheaply.

    Args:
        symbols: of the whole corpus.
        judge: compares types of `symbols.table.types`.
        build_index: from `[M, D]` vectors to an index; by default a scan of all of them.
        k_max: neighbours fetched a query; the largest k that can be tried.
    """

    def __init__(
        self,
        symbols: EmbeddedSymbols,
        judge: Judge,
        build_index: Callable[[Vectors], NeighborIndex] = ExactIndex,
        k_max: int = 50,
    ) -> None:
        self.symbols = symbols
        self.judge = judge
        self.k_max = k_max
        self._build_index = build_index
        self._index: NeighborIndex | None = None
        self._found: dict[tuple[str, bool], Neighbors] = {}
        self._train = symbols.rows("train")
        self._train_counts = symbols.table.type_counts(self._train)

    def measure(
        self,
        row: Row,
        side: str = "test",
        space: VotingRule | None = None,
        lookup: LookupSettings | None = None,
    ) -> RowResult:
        """Every method on the same symbols with the same information.

        Args:
            row: must be of the split that `symbols` were collected under.
            side: the side to measure.
            space: None leaves the network out.
            lookup: the tuned look-up's settings; None leaves it out.
        """
        queries = self.symbols.rows(side)
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
        return RowResult(row, side, settings, scores, predictions, verdicts, queries, counts)

    def evidence(self, row: Row, side: str) -> Evidence:
        """The labels that the look-up may use in a row."""
        return Evidence(self.symbols.table, self._train, self.symbols.rows(side) if row.with_project else None)

    def predict(self, row: Row, side: str, space: VotingRule) -> RankedTypes:
        """The type map's ranked types for every counted symbol of a side."""
        return self._vote(self._merged(row, side, space.k, space.overlay_scale), space)

    def _merged(self, row: Row, side: str, k: int, overlay_scale: float) -> Neighbors:
        found = self.neighbors(side, with_project=False)
        if not row.with_project:
            return found
        return merge_neighbors(found, self.neighbors(side, with_project=True), k, overlay_scale)

    def _vote(self, found: Neighbors, rule: VotingRule) -> RankedTypes:
        rows, distance = found.row[:, : rule.k], found.distance[:, : rule.k]
        type_id = np.where(rows >= 0, self.symbols.table.type_id[rows], -1).astype(np.int32)
        return bulk_vote(type_id, distance, rule)

    def neighbors(self, side: str, with_project: bool) -> Neighbors:
        """The `k_max` nearest training markers, or the nearest markers of the project's other files; kept."""
        known = self._found.get((side, with_project))
        if known is None:
            known = self._found[side, with_project] = self._search(side, with_project)
        return known

    def _search(self, side: str, with_project: bool) -> Neighbors:
        vectors = self.symbols.vectors
        assert vectors is not None, "these symbols were collected without a network"
        table, queries = self.symbols.table, self.symbols.rows(side)
        if with_project:
            return neighbors_of_other_files(vectors, queries, queries, table.file_id, table.project_id, self.k_max)
        if self._index is None:
            self._index = self._build_index(vectors[self._train])
        ids, distances = self._index.query(vectors[queries], self.k_max)
        return Neighbors(np.where(ids >= 0, self._train[ids], -1), distances)

    def tune_lookup(self, row: Row, side: str = "validation") -> LookupSettings:
        """The look-up's back-off with the most exact matches on a side."""
        evidence, queries = self.evidence(row, side), self.symbols.rows(side)
        truth = self.symbols.table.type_id[queries]

        def exact(settings: LookupSettings) -> float:
            return float(np.mean(LookupBaseline(evidence, settings).predict(queries, 1).type_id[:, 0] == truth))

        return max(LookupSettings.candidates(row.with_project), key=exact)

    def tune_space(
        self,
        row: Row,
        side: str = "validation",
        k: Sequence[int] = (1, 3, 5, 10, 20, 30, 50),
        p: Sequence[float] = (0.5, 1.0, 2.0, 3.0, 5.0, 8.0),
        overlay_scale: Sequence[float] = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0),
    ) -> VotingRule:
        """k, p and, where the row includes the project, the scale of its distances, by exact matches on a side."""
        truth = self.symbols.table.type_id[self.symbols.rows(side)]
        best, best_rate = VotingRule(), -1.0
        for scale in overlay_scale if row.with_project else (1.0,):
            found = self._merged(row, side, self.k_max, scale)
            for rule in (VotingRule(min(near, self.k_max), power, overlay_scale=scale) for near in k for power in p):
                rate = float(np.mean(self._vote(found, rule).type_id[:, 0] == truth))
                if rate > best_rate:
                    best, best_rate = rule, rate
        return best
