"""Annotations moved from one version of a file into another, types chosen together, and the quality of annotations.

After OpenTau (Cassano and Shinn, "Using OpenAI Codex for Gradual Type Inference"): *weaving* transplants types by scope
and name, so that only the types of a donor are taken and none of its code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.weaving.donations import Donation, donations_of
    from typilus.weaving.files import weave, weave_source
    from typilus.weaving.joint_choice import JointProblem, choose_jointly
    from typilus.weaving.proposals import Proposal, likely_assignments, ordered_proposals
    from typilus.weaving.quality import HOLE, quality_of, total_quality
    from typilus.weaving.weaver import WovenFile, weave_documents

__all__ = [
    "HOLE",
    "Donation",
    "JointProblem",
    "Proposal",
    "WovenFile",
    "choose_jointly",
    "donations_of",
    "likely_assignments",
    "ordered_proposals",
    "quality_of",
    "total_quality",
    "weave",
    "weave_documents",
    "weave_source",
]

__getattr__ = lazy_names(
    __name__,
    {
        "donations": ("Donation", "donations_of"),
        "files": ("weave", "weave_source"),
        "joint_choice": ("JointProblem", "choose_jointly"),
        "proposals": ("Proposal", "likely_assignments", "ordered_proposals"),
        "quality": ("HOLE", "quality_of", "total_quality"),
        "weaver": ("WovenFile", "weave_documents"),
    },
)
