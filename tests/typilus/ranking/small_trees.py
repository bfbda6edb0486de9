"""Rankers of which it is plain what they answer."""

from __future__ import annotations

from collections.abc import Mapping

from typilus.ranking import Ranker, TreeEnsemble

__all__ = ["ranker_of"]


def ranker_of(answers: Mapping[str, float]) -> Ranker:
    """A ranker with a tree for each named feature, which has one answer where it is above 0, and 0 elsewhere."""
    trees = [
        {
            "split_feature": number,
            "threshold": 0.0,
            "internal_value": 0.0,
            "left_child": {"leaf_value": 0.0},
            "right_child": {"leaf_value": answer},
        }
        for number, answer in enumerate(answers.values())
    ]
    return Ranker(TreeEnsemble.of(trees, list(answers)))
