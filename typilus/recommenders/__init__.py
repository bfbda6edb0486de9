"""The sources of types for symbols, one file each, behind one contract.

A recommender says which types a symbol may have and how surely. It neither ranks its answers against those of others
(`ranking`) nor writes them as a file would (`prediction`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.recommenders.control_flow_recommender import EMPTY, ControlFlowRecommender
    from typilus.recommenders.default_recommender import DefaultRecommender
    from typilus.recommenders.definition_recommender import DefinitionRecommender
    from typilus.recommenders.docstring_recommender import DocstringRecommender
    from typilus.recommenders.finding import ENTRY_POINTS, find_recommenders
    from typilus.recommenders.handler_recommender import HandlerRecommender
    from typilus.recommenders.infill_recommender import InfillRecommender
    from typilus.recommenders.infill_settings import (
        DEFAULT_BELOW,
        AddedRecommender,
        InfillOptions,
        InfillSettings,
    )
    from typilus.recommenders.json_recommender import JsonRecommender
    from typilus.recommenders.lookup_recommender import LookUpRecommender
    from typilus.recommenders.name_recommender import NameRecommender
    from typilus.recommenders.recommender import (
        NOTHING_NEEDED,
        FileContext,
        Need,
        Recommendation,
        Recommender,
        skip_reason,
    )
    from typilus.recommenders.sources import (
        COMPOSITION,
        CONTROL_FLOW,
        CORPUS_NAMES,
        CORRECTION,
        DEFAULT,
        DEFINITION,
        DOCSTRING,
        INFERRED_COMPLETE,
        INFILL,
        NAME,
        PROJECT_NAMES,
        PROVED,
        SOURCE_OF,
        SOURCES,
        STATIC,
        TYPE_SPACE,
        VALUE,
        Source,
        current_id,
    )
    from typilus.recommenders.space_recommender import TypeSpaceRecommender
    from typilus.recommenders.static_recommender import InferredFile, StaticRecommender
    from typilus.recommenders.value_recommender import ValueRecommender

__all__ = [
    "COMPOSITION",
    "CONTROL_FLOW",
    "CORPUS_NAMES",
    "CORRECTION",
    "DEFAULT",
    "DEFAULT_BELOW",
    "DEFINITION",
    "DOCSTRING",
    "EMPTY",
    "ENTRY_POINTS",
    "INFERRED_COMPLETE",
    "INFILL",
    "NAME",
    "NOTHING_NEEDED",
    "PROJECT_NAMES",
    "PROVED",
    "SOURCES",
    "SOURCE_OF",
    "STATIC",
    "TYPE_SPACE",
    "VALUE",
    "AddedRecommender",
    "ControlFlowRecommender",
    "DefaultRecommender",
    "DefinitionRecommender",
    "DocstringRecommender",
    "FileContext",
    "HandlerRecommender",
    "InferredFile",
    "InfillOptions",
    "InfillRecommender",
    "InfillSettings",
    "JsonRecommender",
    "LookUpRecommender",
    "NameRecommender",
    "Need",
    "Recommendation",
    "Recommender",
    "Source",
    "StaticRecommender",
    "TypeSpaceRecommender",
    "ValueRecommender",
    "current_id",
    "find_recommenders",
    "skip_reason",
]

__getattr__ = lazy_names(
    __name__,
    {
        "control_flow_recommender": (
            "EMPTY",
            "ControlFlowRecommender",
        ),
        "default_recommender": ("DefaultRecommender",),
        "definition_recommender": ("DefinitionRecommender",),
        "docstring_recommender": ("DocstringRecommender",),
        "finding": ("ENTRY_POINTS", "find_recommenders"),
        "handler_recommender": ("HandlerRecommender",),
        "infill_recommender": ("InfillRecommender",),
        "infill_settings": ("DEFAULT_BELOW", "AddedRecommender", "InfillOptions", "InfillSettings"),
        "json_recommender": ("JsonRecommender",),
        "lookup_recommender": ("LookUpRecommender",),
        "name_recommender": ("NameRecommender",),
        "recommender": (
            "NOTHING_NEEDED",
            "FileContext",
            "Need",
            "Recommendation",
            "Recommender",
            "skip_reason",
        ),
        "sources": (
            "COMPOSITION",
            "CONTROL_FLOW",
            "CORPUS_NAMES",
            "CORRECTION",
            "DEFAULT",
            "DEFINITION",
            "DOCSTRING",
            "INFERRED_COMPLETE",
            "INFILL",
            "NAME",
            "PROJECT_NAMES",
            "PROVED",
            "SOURCES",
            "SOURCE_OF",
            "STATIC",
            "TYPE_SPACE",
            "VALUE",
            "Source",
            "current_id",
        ),
        "space_recommender": ("TypeSpaceRecommender",),
        "static_recommender": (
            "InferredFile",
            "StaticRecommender",
        ),
        "value_recommender": ("ValueRecommender",),
    },
)
