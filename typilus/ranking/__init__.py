"""Turn the recommendations for one symbol into a ranked list: facts, features, and a linear model over them.

This room ranks what it is given. It asks no recommender and reads no file; `prediction` does both, and calls it for
each symbol."""

from typilus.ranking.composition import compose
from typilus.ranking.correction import correct
from typilus.ranking.facts import Facts, TypeFacts
from typilus.ranking.features import NOTHING, Features, features_of
from typilus.ranking.independent import with_independent
from typilus.ranking.namesakes import overlooks
from typilus.ranking.position_adapter import PositionAdapter
from typilus.ranking.ranker import ALONE, PROJECT, RankedType, Ranker, load_rankers, save_rankers, strongest
from typilus.ranking.symbol_facts import SymbolFacts

__all__ = [
    "ALONE",
    "NOTHING",
    "PROJECT",
    "Facts",
    "Features",
    "PositionAdapter",
    "RankedType",
    "Ranker",
    "SymbolFacts",
    "TypeFacts",
    "compose",
    "correct",
    "features_of",
    "load_rankers",
    "overlooks",
    "save_rankers",
    "strongest",
    "with_independent",
]
