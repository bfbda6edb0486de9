"""Similarity and classification together (Eq. 4)."""

from __future__ import annotations

from torch import Tensor, nn

from typilus.neural.objectives.classification_loss import TypeClassificationLoss
from typilus.neural.objectives.objective import Objective, Targets
from typilus.neural.objectives.space_loss import TypeSpaceLoss

__all__ = ["TypilusLoss"]


class TypilusLoss(Objective):
    r"""Similarity plus classification of the erased type in a linear projection (paper, Eq. 4).

    .. math:: L_{Space}(s) + \lambda L_{Class}(W r_s, Er(\tau))

    Args:
        embedding_size: D.
        num_classes: How many erased types are classes.
        margin: M of the similarity loss.
        class_weight: Lambda.
        dropout: Probability on the input of the classifier.
        space: Another similarity loss in the place of Eq. 3.
    """

    def __init__(
        self,
        embedding_size: int,
        num_classes: int,
        margin: float = 2.0,
        class_weight: float = 1.0,
        dropout: float = 0.1,
        space: Objective | None = None,
    ) -> None:
        super().__init__()
        self.class_weight = class_weight
        self.space = space or TypeSpaceLoss(margin)
        self.projection = nn.Linear(embedding_size, embedding_size, bias=False)
        self.classification = TypeClassificationLoss(embedding_size, num_classes, dropout)

    def forward(self, embeddings: Tensor, targets: Targets) -> Tensor:
        """Mean over the batch's symbols."""
        space: Tensor = self.space(embeddings, targets)
        classification: Tensor = self.classification(self.projection(embeddings), targets)
        return space + self.class_weight * classification
