"""Similarity and classification together (Eq. 4)."""

from __future__ import annotations

from torch import Tensor, nn

from typilus.neural.objectives.classification_loss import TypeClassificationLoss
from typilus.neural.objectives.objective import Objective, Targets

__all__ = ["TypilusLoss"]


class TypilusLoss(Objective):
    r"""Similarity plus classification of the erased type in a linear projection (paper, Eq. 4).

    .. math:: L_{Space}(s) + \lambda L_{Class}(W r_s, Er(\tau))

    Args:
        similarity: Eq. 3, or another similarity loss in its place.
        embedding_size: D.
        num_classes: How many erased types are classes.
        class_weight: Lambda.
        dropout: Probability on the input of the classifier.
    """

    def __init__(
        self,
        similarity: Objective,
        embedding_size: int,
        num_classes: int,
        class_weight: float = 1.0,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.class_weight = class_weight
        self.similarity = similarity
        self.projection = nn.Linear(embedding_size, embedding_size, bias=False)
        self.classification = TypeClassificationLoss(embedding_size, num_classes, dropout)

    def forward(self, embeddings: Tensor, targets: Targets) -> Tensor:
        """Mean over the batch's symbols."""
        similarity: Tensor = self.similarity(embeddings, targets)
        classification: Tensor = self.classification(self.projection(embeddings), targets)
        return similarity + self.class_weight * classification
