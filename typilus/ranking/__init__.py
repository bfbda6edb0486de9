"""Turn the recommendations for one symbol into a ranked list: facts, features, and boosted trees over them.

This room ranks what it is given. It asks no recommender and reads no file; `prediction` does both, and calls it for
each symbol."""

from typilus.ranking.composition import compose
from typilus.ranking.correction import correct
from typilus.ranking.facts import Facts, TypeFacts
from typilus.ranking.features import NOTHING, SymbolFeatures, features_of
from typilus.ranking.independent import with_independent
from typilus.ranking.namesakes import overlooks
from typilus.ranking.position_adapter import PositionAdapter
from typilus.ranking.ranker import RankedType, Ranker, feature_table, strongest
from typilus.ranking.ranking_files import load_ranker, ranking_notes, save_ranker
from typilus.ranking.symbol_facts import SymbolFacts
from typilus.ranking.trees import TreeEnsemble

__all__ = [
    "NOTHING",
    "Facts",
    "PositionAdapter",
    "RankedType",
    "Ranker",
    "SymbolFacts",
    "SymbolFeatures",
    "TreeEnsemble",
    "TypeFacts",
    "compose",
    "correct",
    "feature_table",
    "features_of",
    "load_ranker",
    "overlooks",
    "ranking_notes",
    "save_ranker",
    "strongest",
    "with_independent",
]
