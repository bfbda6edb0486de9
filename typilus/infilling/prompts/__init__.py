"""Prompts for the annotations of a file, scope by scope from the inside out, and the types in the answers.

After OpenTau (Cassano and Shinn): a file becomes a tree of scopes, and each scope is asked for with the signatures of
what it holds, its uses, and the definitions of the classes that it names. Holes are only where nothing is written.
"""

from __future__ import annotations

from typilus.infilling.prompts.answer_acceptance import accepted_type
from typilus.infilling.prompts.call_sites import usages_of
from typilus.infilling.prompts.hole_places import HolePlace, hole_places
from typilus.infilling.prompts.scope_prompts import PROMPT_BUDGET, ScopePrompt, ScopePrompts
from typilus.infilling.prompts.scope_tree import ScopeNode, ScopeTree

__all__ = [
    "PROMPT_BUDGET",
    "HolePlace",
    "ScopeNode",
    "ScopePrompt",
    "ScopePrompts",
    "ScopeTree",
    "accepted_type",
    "hole_places",
    "usages_of",
]
