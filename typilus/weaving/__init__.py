"""Annotations moved from one version of a file into another, and the quality of what is written.

After OpenTau (Cassano and Shinn, "Using OpenAI Codex for Gradual Type Inference"): *weaving* transplants types by scope
and name, so that only the types of a donor are taken and none of its code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.lazy_names import lazy_names

if TYPE_CHECKING:
    from typilus.weaving.donations import Donation, donations_of
    from typilus.weaving.files import weave, weave_source
    from typilus.weaving.quality import quality_of
    from typilus.weaving.weaver import WovenFile, weave_documents

__all__ = ["Donation", "WovenFile", "donations_of", "quality_of", "weave", "weave_documents", "weave_source"]

__getattr__ = lazy_names(
    __name__,
    {
        "donations": ("Donation", "donations_of"),
        "files": ("weave", "weave_source"),
        "quality": ("quality_of",),
        "weaver": ("WovenFile", "weave_documents"),
    },
)
