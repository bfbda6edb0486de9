"""Similarity in the TypeSpace (Eq. 3)."""

from __future__ import annotations

from torch import Tensor

from typilus.neural.objectives.margin_sets import MarginSets, masked_mean
from typilus.neural.objectives.objective import Objective, Targets

__all__ = ["TypeSpaceLoss"]


class TypeSpaceLoss(Objective):
    r"""Pull symbols of one type together and push others away (paper, Eq. 3).

    .. math::
        \sum_{s_i^+ \in P_+(s)} \frac{\lVert r_{s_i^+} - r_s \rVert_1}{|P_+(s)|}
        - \sum_{s_i^- \in P_-(s)} \frac{\lVert r_{s_i^-} - r_s \rVert_1}{|P_-(s)|}

    with the sets of `MarginSets`.

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
        return (masked_mean(sets.distance, sets.pulled) - masked_mean(sets.distance, sets.pushed)).mean()
