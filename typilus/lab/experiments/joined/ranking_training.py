"""Trees of the ranker, boosted for the likelihood of what is right among a symbol's candidates and "none of these".

Learned on projects that the network never saw, and judged on other projects still: each is ranked by trees from the
others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from typilus.lab.experiments.joined.ranking_data import (
    RankedSymbol,
    RankingArrays,
    learnable_sources,
    ranked_symbol,
    voices_to_rank,
)
from typilus.lab.experiments.joined.records import FileRecord, SymbolRecord, Voice
from typilus.ranking import Ranker, TreeEnsemble
from typilus.recommenders import (
    COMPOSITION,
    CORPUS_NAMES,
    CORRECTION,
    DEFAULT,
    DEFINITION,
    DOCSTRING,
    INFILL,
    NAME,
    PROJECT_NAMES,
    STATIC,
    TYPE_SPACE,
    VALUE,
)

Array = npt.NDArray[np.float64]

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
        INFILL,
        CORRECTION,
        COMPOSITION,
    )
)
"""The sources in the order in which the report adds them; others come last."""
_FOLDS: Final = 7
_LEAST_CURVATURE: Final = 1e-6
"""Keeps what is all but certain from answers without bound."""


@dataclass(frozen=True, slots=True)
class RankerSettings:
    """The settings of the training.

    Attributes:
        trees: Number of trees.
        learning_rate: Share of each tree's answer that counts.
        leaves: Maximum number of leaves of a tree.
        depth: Maximum number of questions on the way to a leaf, which is what ranking takes its time for.
        min_candidates: Minimum number of candidates of a leaf.
        decay: Weight of the squared answers, in units of one candidate's curvature.
        feature_share, candidate_share: Shares of the features and of the candidates that a tree is grown from.
        seed: Of those shares.
    """

    trees: int = 400
    learning_rate: float = 0.03
    leaves: int = 63
    depth: int = 12
    min_candidates: int = 120
    decay: float = 5.0
    feature_share: float = 0.4
    candidate_share: float = 0.7
    seed: int = 0


def train_on(
    files: Sequence[FileRecord], sources: Collection[str] | None = None, settings: RankerSettings | None = None
) -> Ranker:
    """Return a ranker of the voices of some sources, or of all that can be learned, learned on files."""
    sources = learnable_sources(files) if sources is None else sources
    return fit_ranker(_symbols(files, sources), settings)


def fit_ranker(symbols: Sequence[RankedSymbol], settings: RankerSettings | None = None) -> Ranker:
    """Return trees boosted for the likelihood of what is right among each symbol's candidates, deterministically."""
    arrays = RankingArrays(symbols)
    if not arrays.names:
        return Ranker(TreeEnsemble())
    import lightgbm

    def slopes(scores: Array, data: object) -> tuple[Array, Array]:
        """Gradient and curvature of the negative log likelihood under a softmax over each symbol's candidates."""
        highest = np.maximum.reduceat(scores, arrays.starts)
        exponentials = np.exp(scores - np.repeat(highest, arrays.sizes))
        shares = exponentials / np.repeat(np.add.reduceat(exponentials, arrays.starts), arrays.sizes)
        return shares - arrays.is_right, np.maximum(shares * (1 - shares), _LEAST_CURVATURE)

    settings = settings or RankerSettings()
    parameters = {
        "objective": slopes,
        "learning_rate": settings.learning_rate,
        "num_leaves": settings.leaves,
        "max_depth": settings.depth,
        "min_data_in_leaf": settings.min_candidates,
        "lambda_l2": settings.decay,
        "feature_fraction": settings.feature_share,
        "bagging_fraction": settings.candidate_share,
        "bagging_freq": 1,
        "max_bin": 63,
        "feature_pre_filter": False,
        "seed": settings.seed,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbose": -1,
    }
    names = [str(number) for number in range(len(arrays.names))]  # ours hold characters that LightGBM refuses
    data = lightgbm.Dataset(arrays.table, label=arrays.is_right, feature_name=names)
    booster = lightgbm.train(parameters, data, num_boost_round=settings.trees)
    grown = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    return Ranker(TreeEnsemble.of(grown, arrays.names))


def cross_validated(
    files: Sequence[FileRecord],
    sources: Collection[str] | None = None,
    settings: RankerSettings | None = None,
) -> list[FileRecord]:
    """Return the files with each project's symbols ranked by trees that were learned on other projects.

    Of up to seven projects each is left out by itself, of more several at once.

    Args:
        files: Measured files.
        sources: Sources to rank, None for all that can be learned.
        settings: Settings of the training.
    """
    sources = learnable_sources(files) if sources is None else sources
    projects = sorted({file.project for file in files})
    rankers: dict[str, Ranker] = {}
    symbols = _symbols(files, sources)
    for number in range(min(_FOLDS, len(projects))):
        left_out = projects[number::_FOLDS]
        ranker = fit_ranker([symbol for symbol in symbols if symbol.project not in left_out], settings)
        rankers |= dict.fromkeys(left_out, ranker)
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
