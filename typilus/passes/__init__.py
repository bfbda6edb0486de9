"""Passes over a project that hardly anybody has annotated: what is sure of one file is known of it in the next."""

from __future__ import annotations

from typilus.passes.drafts import DraftDocuments
from typilus.passes.facts import CONFIDENT, confident, draft_of
from typilus.passes.usage_graph import UsageGraph

__all__ = ["CONFIDENT", "DraftDocuments", "UsageGraph", "confident", "draft_of"]
