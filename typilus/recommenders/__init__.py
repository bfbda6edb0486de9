"""Everything that recommends types for symbols: one contract, a file each."""

from typilus.recommenders.control_flow_recommender import CONTROL_FLOW, EMPTY, ControlFlowRecommender, functions_in
from typilus.recommenders.default_recommender import DefaultRecommender, defaults_of
from typilus.recommenders.definition_recommender import DEFINITION, DefinitionRecommender
from typilus.recommenders.docstring_recommender import DOCSTRING, DocstringRecommender
from typilus.recommenders.lookup_recommender import LOOK_UP, PROJECT_LOOK_UP, LookUpRecommender
from typilus.recommenders.name_recommender import NAME, NameRecommender
from typilus.recommenders.recommender import PROVED, WHOLE, Recommendation, Recommender, skip_reason
from typilus.recommenders.space_recommender import TypeSpaceRecommender
from typilus.recommenders.static_recommender import FLOW, INFERRED, INHERITED, STATIC, InferredFile, StaticRecommender
from typilus.recommenders.value_recommender import ValueRecommender

__all__ = [
    "CONTROL_FLOW",
    "DEFINITION",
    "DOCSTRING",
    "EMPTY",
    "FLOW",
    "INFERRED",
    "INHERITED",
    "LOOK_UP",
    "NAME",
    "PROJECT_LOOK_UP",
    "PROVED",
    "STATIC",
    "WHOLE",
    "ControlFlowRecommender",
    "DefaultRecommender",
    "DefinitionRecommender",
    "DocstringRecommender",
    "InferredFile",
    "LookUpRecommender",
    "NameRecommender",
    "Recommendation",
    "Recommender",
    "StaticRecommender",
    "TypeSpaceRecommender",
    "ValueRecommender",
    "defaults_of",
    "functions_in",
    "skip_reason",
]
