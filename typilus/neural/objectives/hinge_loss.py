"""Similarity with a bound: Eq. 3 as the authors' released code has it."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from typilus.neural.objectives.margin_sets import MarginSets, masked_mean
from typilus.neural.objectives.objective import Objective, Targets

__all__ = ["TypeHingeLoss"]


class TypeHingeLoss(Objective):
    r"""Make the nearest other type by a margin farther than symbols of the same type (typilus/typilus on GitHub).

    .. math::
        \tfrac12 \max\Big(0, \operatorname*{mean}_{P_+(s)} \lVert r_{s_i^+} - r_s \rVert_1 - d^-_{min}(s) + m\Big)
        + \tfrac12 \max\Big(0, d^+_{max}(s) - \operatorname*{mean}_{P_-(s)} \lVert r_{s_i^-} - r_s \rVert_1 + m\Big)

    with the sets of `MarginSets`. Eq. 3 has no lower bound, so types move apart for ever; here a symbol whose sets are
    empty rests. The released code takes the mean of an empty set as 0 instead, so that types that are apart already go
    on shrinking to points.

    Args:
        margin: M.
    """

    def __init__(self, margin: float = 2.0) -> None:
        super().__init__()
        self.margin = margin

    def forward(self, embeddings: Tensor, targets: Targets) -> Tensor:
        """Mean over the batch's symbols."""
        if len(targets) == 0:
            return embeddings.sum()
        sets = MarginSets.of(embeddings, targets.type_ids, self.margin)
        too_far = masked_mean(sets.distance, sets.pulled) - sets.nearest_other[:, 0] + self.margin
        too_near = sets.farthest_same[:, 0] - masked_mean(sets.distance, sets.pushed) + self.margin
        terms = [
            torch.where(mask.any(dim=1), functional.relu(value), 0.0)
            for value, mask in ((too_far, sets.pulled), (too_near, sets.pushed))
        ]
        return 0.5 * (terms[0] + terms[1]).mean()
