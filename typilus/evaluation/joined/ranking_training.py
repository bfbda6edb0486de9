"""Weights of the ranker: the likelihood of what is right, among a symbol's candidates and "none of these".

Learned on projects that the network never saw, and judged on other projects still: each is predicted by weights from
the others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from typilus.evaluation.joined.ranking_data import RankedSymbol, RankingArrays, heard_by, ranked_symbol
from typilus.evaluation.joined.records import FileRecord, SymbolRecord, Voice
from typilus.prediction.ranking import Ranker

__all__ = ["STEPS", "RankerSettings", "cross_validated", "fit_ranker", "reranked", "train_on"]

STEPS = ("typespace", "value", "static", "default", "docstring", "name", "definition", "correction", "composition")
"""Recommenders in the order in which the report adds them; others come last."""


@dataclass(frozen=True, slots=True)
class RankerSettings:
    """How a ranker learns.

    Attributes:
        decay: weight of the squared weights, in units of one symbol.
        iterations: of L-BFGS, at most.
    """

    decay: float = 1.0
    iterations: int = 150


def train_on(
    files: Sequence[FileRecord], sources: Collection[str] | None = None, settings: RankerSettings | None = None
) -> Ranker:
    """A ranker of the voices of some sources, learned on files."""
    return fit_ranker(_symbols(files, sources), settings)


def fit_ranker(symbols: Sequence[RankedSymbol], settings: RankerSettings | None = None) -> Ranker:
    """The most likely weights under a Gaussian prior; the same symbols give the same weights."""
    import torch
    from torch.nn.functional import cross_entropy, embedding_bag

    settings = settings or RankerSettings()
    arrays = RankingArrays(symbols)
    if not symbols or not arrays.names:
        return Ranker({})
    index, value = torch.from_numpy(arrays.index), torch.from_numpy(arrays.value).double()
    start, rows = torch.from_numpy(arrays.start), torch.from_numpy(arrays.rows)
    target = torch.from_numpy(arrays.target)
    weights = torch.zeros(len(arrays.names), 1, dtype=torch.float64, requires_grad=True)
    padding = torch.full((1,), -1e9, dtype=torch.float64)
    optimiser = torch.optim.LBFGS(
        [weights], max_iter=settings.iterations, history_size=20, line_search_fn="strong_wolfe"
    )

    def loss() -> torch.Tensor:
        scores = embedding_bag(index, weights, start, mode="sum", per_sample_weights=value).squeeze(1)
        likelihood = cross_entropy(torch.cat([scores, padding])[rows], target, reduction="sum")
        return (likelihood + 0.5 * settings.decay * weights.square().sum()) / len(symbols)

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        value = loss()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(closure)  # type: ignore[no-untyped-call]
    return Ranker(dict(zip(arrays.names, weights.detach().squeeze(1).tolist(), strict=True)))


def cross_validated(
    files: Sequence[FileRecord],
    sources: Collection[str] | None = None,
    settings: RankerSettings | None = None,
    more: Sequence[FileRecord] = (),
) -> list[FileRecord]:
    """The files with each project's symbols ranked by weights that were learned on the others.

    Args:
        files: what was measured.
        sources: those that are heard, None for all.
        settings: how to learn.
        more: further files to learn from, of the same projects under other conditions.
    """
    found: dict[str, Ranker] = {}
    symbols = _symbols([*files, *more], sources)
    for project in sorted({file.project for file in files}):
        found[project] = fit_ranker([each for each in symbols if each.project != project], settings)
    return reranked(files, found, sources)


def reranked(
    files: Sequence[FileRecord], rankers: Mapping[str, Ranker], sources: Collection[str] | None = None
) -> list[FileRecord]:
    """The files with their symbols ranked anew, each project by its ranker."""
    return [
        replace(file, symbols=tuple(_reranked(symbol, rankers[file.project], sources) for symbol in file.symbols))
        for file in files
    ]


def _reranked(symbol: SymbolRecord, ranker: Ranker, sources: Collection[str] | None) -> SymbolRecord:
    voices = heard_by(symbol, sources)
    certain = tuple(voice for voice in voices if voice.certain)
    if certain or not voices:
        return replace(symbol, ranked=certain)
    ranked = ranker.rank(symbol.kind, symbol.facts, voices)
    return replace(symbol, ranked=tuple(Voice(each.type, each.probability, each.source) for each in ranked))


def _symbols(files: Sequence[FileRecord], sources: Collection[str] | None) -> list[RankedSymbol]:
    found = (ranked_symbol(file.project, symbol, sources) for file in files for symbol in file.symbols)
    return [each for each in found if each is not None]
