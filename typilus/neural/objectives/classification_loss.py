"""Classification among frequent types (Eq. 1)."""

from __future__ import annotations

from torch import Tensor, nn
from torch.nn import functional

from typilus.neural.objectives.objective import UNKNOWN_CLASS, Objective, Targets

__all__ = ["TypeClassificationLoss"]


class TypeClassificationLoss(Objective):
    r"""Cross-entropy against a prototype for each frequent type (paper, Eq. 1).

    .. math:: -\log \frac{\exp(r_s \tilde r_\tau^T + b_\tau)}{\sum_j \exp(r_s \tilde r_{\tau_j}^T + b_{\tau_j})}

    Symbols of class `UNKNOWN_CLASS` (types outside the closed set) do not count; without any other the loss is 0.

    Args:
        embedding_size: D.
        num_classes: C.
        dropout: Probability on the input of the classifier.
    """

    def __init__(self, embedding_size: int, num_classes: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.dropout = nn.Dropout(dropout)
        self.prototypes = nn.Linear(embedding_size, num_classes)

    def forward(self, embeddings: Tensor, targets: Targets) -> Tensor:
        """Mean over the symbols with a known class."""
        has_class = targets.class_ids != UNKNOWN_CLASS
        if not bool(has_class.any()):
            return embeddings.sum() * 0.0
        logits = self.prototypes(self.dropout(embeddings[has_class]))
        return functional.cross_entropy(logits, targets.class_ids[has_class])
