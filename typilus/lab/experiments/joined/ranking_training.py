"""Weights of the ranker: the likelihood of what is right, among a symbol's candidates and "none of these".

Learned on projects that the network never saw, and judged on other projects still: each is predicted by weights from
the others.
"""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from typilus.lab.experiments.joined.ranking_data import RankedSymbol, RankingArrays, ranked_symbol, voices_to_rank
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice
from typilus.ranking import Ranker
from typilus.recommenders import (
    COMPOSITION,
    CORPUS_NAMES,
    CORRECTION,
    DEFAULT,
    DEFINITION,
    DOCSTRING,
    NAME,
    PROJECT_NAMES,
    STATIC,
    TYPE_SPACE,
    VALUE,
)

if TYPE_CHECKING:
    import torch

__all__ = ["STEPS", "RankerSettings", "cross_validated", "fit_ranker", "reranked", "train_on"]

STEPS = tuple(
    source.id
    for source in (
        TYPE_SPACE,
        VALUE,
        STATIC,
        DEFAULT,
        DOCSTRING,
        NAME,
        CORPUS_NAMES,
        PROJECT_NAMES,
        DEFINITION,
        CORRECTION,
        COMPOSITION,
    )
)
"""The sources in the order in which the report adds them; others come last."""


@dataclass(frozen=True, slots=True)
class RankerSettings:
    """The settings of the training.

    Attributes:
        decay: Weight of the squared weights, in units of one symbol.
        iterations: Maximum number of L-BFGS iterations.
    """

    decay: float = 10.0
    iterations: int = 150


def train_on(
    files: Sequence[FileRecord], sources: Collection[str] | None = None, settings: RankerSettings | None = None
) -> Ranker:
    """A ranker of the voices of some sources, learned on files."""
    return fit_ranker(_symbols(files, sources), settings)


def fit_ranker(symbols: Sequence[RankedSymbol], settings: RankerSettings | None = None) -> Ranker:
    """Return the most likely weights under a Gaussian prior, deterministically."""
    import torch

    settings = settings or RankerSettings()
    arrays = RankingArrays(symbols)
    if not symbols or not arrays.names:
        return Ranker({})
    table, turned = _sparse(arrays)
    rows, target = torch.from_numpy(arrays.rows), torch.from_numpy(arrays.target)
    weights = torch.zeros(len(arrays.names), dtype=torch.float64)
    padding = torch.full((1,), -1e9, dtype=torch.float64)
    optimizer = torch.optim.LBFGS(
        [weights], max_iter=settings.iterations, history_size=20, line_search_fn="strong_wolfe"
    )

    def closure() -> torch.Tensor:
        """Return the loss, with its gradient in closed form, which is much faster than automatic differentiation."""
        shares = torch.log_softmax(torch.cat([table @ weights, padding])[rows], dim=1)
        likelihood = shares.gather(1, target[:, None]).sum()
        residual = shares.exp()
        residual.scatter_add_(1, target[:, None], torch.full((len(symbols), 1), -1.0, dtype=torch.float64))
        by_candidate = torch.zeros(len(arrays.start) + 1, dtype=torch.float64)
        by_candidate[rows.flatten()] = residual.flatten()
        weights.grad = (turned @ by_candidate[:-1] + settings.decay * weights) / len(symbols)
        return (0.5 * settings.decay * weights.square().sum() - likelihood) / len(symbols)

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return Ranker(dict(zip(arrays.names, weights.tolist(), strict=True)))


def _sparse(arrays: RankingArrays) -> tuple[torch.Tensor, torch.Tensor]:
    """Features of the candidates `[C, F]`, and the same turned."""
    import torch

    counts = np.diff(np.append(arrays.start, len(arrays.index)))
    places = np.stack([np.repeat(np.arange(len(counts)), counts), arrays.index])
    shape = (len(counts), len(arrays.names))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch calls its sparse rows a beta
        table = torch.sparse_coo_tensor(torch.from_numpy(places), torch.from_numpy(arrays.value).double(), shape)
        return table.coalesce().to_sparse_csr(), table.t().coalesce().to_sparse_csr()


def cross_validated(
    files: Sequence[FileRecord],
    sources: Collection[str] | None = None,
    settings: RankerSettings | None = None,
    more: Sequence[FileRecord] = (),
) -> list[FileRecord]:
    """Return the files with each project's symbols ranked by weights that were learned on the other projects.

    Args:
        files: Measured files.
        sources: Sources to rank, None for all.
        settings: Settings of the training.
        more: Further files to learn from, of the same projects under other conditions.
    """
    rankers: dict[str, Ranker] = {}
    symbols = _symbols([*files, *more], sources)
    for project in sorted({file.project for file in files}):
        rankers[project] = fit_ranker([symbol for symbol in symbols if symbol.project != project], settings)
    return reranked(files, rankers, sources)


def reranked(
    files: Sequence[FileRecord], rankers: Mapping[str, Ranker], sources: Collection[str] | None = None
) -> list[FileRecord]:
    """The files with their symbols ranked anew, each project by its ranker."""
    return [
        replace(file, symbols=tuple(_reranked(symbol, rankers[file.project], sources) for symbol in file.symbols))
        for file in files
    ]


def _reranked(symbol: SymbolRecord, ranker: Ranker, sources: Collection[str] | None) -> SymbolRecord:
    recommendations = voices_to_rank(symbol, sources)
    certain = tuple(voice for voice in recommendations if voice.certain)
    if certain or not recommendations:
        return replace(symbol, ranked=certain)
    ranked = ranker.rank(symbol.kind, symbol.facts, recommendations)
    return replace(
        symbol, ranked=tuple(Voice(candidate.type, candidate.probability, candidate.source) for candidate in ranked)
    )


def _symbols(files: Sequence[FileRecord], sources: Collection[str] | None) -> list[RankedSymbol]:
    candidates = (ranked_symbol(file.project, symbol, sources) for file in files for symbol in file.symbols)
    return [candidate for candidate in candidates if candidate is not None]
