"""The answers of a network that was trained to classify alone (Eq. 1), by its own classifier."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from typilus.errors import CheckpointError
from typilus.neural.model_files import CLASSES_FILE, OBJECTIVE_FILE, read_arrays, read_json
from typilus.neural.type_table import UNKNOWN_TYPE

__all__ = ["TypeClassifier"]

_ROWS = 1 << 14


class TypeClassifier:
    """A softmax over a closed set of types.

    Args:
        classes: C types, `UNKNOWN_TYPE` perhaps among them.
        weights: `[C, D]` prototypes of the types.
        bias: `[C]`.
    """

    def __init__(
        self, classes: tuple[str, ...], weights: npt.NDArray[np.float32], bias: npt.NDArray[np.float32]
    ) -> None:
        self._known = np.array([name != UNKNOWN_TYPE for name in classes], np.bool_)
        self.types = tuple(name for name in classes if name != UNKNOWN_TYPE)
        self._weights, self._bias = weights, bias

    @classmethod
    def load(cls, run: Path) -> TypeClassifier:
        """Read the classifier of a run's folder.

        Raises:
            CheckpointError: A file is missing, or does not fit the other.
        """
        if not all((run / name).is_file() for name in (CLASSES_FILE, OBJECTIVE_FILE)):
            raise CheckpointError(
                f"{run}: a network that classifies, without its classifier ({CLASSES_FILE}, {OBJECTIVE_FILE});"
                " name the folder that it was trained in"
            )
        classes = read_json(run / CLASSES_FILE).get("classes")
        if not (isinstance(classes, list) and all(isinstance(name, str) for name in classes)):
            raise CheckpointError(f"{run / CLASSES_FILE}: holds no list of classes; train the network again")
        arrays = read_arrays(run / OBJECTIVE_FILE)
        weights, bias = arrays.get("prototypes.weight"), arrays.get("prototypes.bias")
        if weights is None or bias is None or weights.ndim != 2 or len(weights) != len(classes) != 0:
            raise CheckpointError(f"{run / OBJECTIVE_FILE}: no classifier of {len(classes)} types; train it again")
        return cls(tuple(classes), weights.astype(np.float32), bias.astype(np.float32))

    def __str__(self) -> str:
        return f"softmax over {len(self.types):,} types"

    def probabilities(self, vectors: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """`[S, T]` of the known types, `self.types`, for `[S, D]` embeddings. What is missing to 1 is unknown."""
        logits = vectors @ self._weights.T + self._bias
        shares = np.exp(logits - logits.max(axis=1, keepdims=True))
        answers: npt.NDArray[np.float32] = (shares / shares.sum(axis=1, keepdims=True))[:, self._known]
        return answers

    def rank(self, vectors: npt.NDArray[np.float32], n: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """The most probable n types of `[S, D]` embeddings, or all there are: `[S, n]` indices and probabilities."""
        count = min(n, len(self.types))
        types = np.empty((len(vectors), count), np.int64)
        probability = np.empty((len(vectors), count), np.float32)
        for start in range(0, len(vectors), _ROWS):
            shares = self.probabilities(vectors[start : start + _ROWS])
            best = np.argsort(-shares, axis=1, kind="stable")[:, :count]
            types[start : start + _ROWS] = best
            probability[start : start + _ROWS] = np.take_along_axis(shares, best, axis=1)
        return types, probability
