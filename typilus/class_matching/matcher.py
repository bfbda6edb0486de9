"""Probabilities of classes as the types of symbols, by the maps that `lab.model_building` learned."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file

from graph_extraction import SYMBOL_KINDS
from graph_extraction.intake import exists, is_file
from typilus.class_matching.agreement import FEATURES, UNKNOWN, FileVisibility, MatchedSymbols, agreement
from typilus.class_matching.classes import ClassTable
from typilus.errors import CheckpointError

__all__ = ["DefinitionMatcher"]

Array = npt.NDArray[np.float32]

_CHUNK = 64
_PARTS = ("alone", "class_side", "symbol_side")


class DefinitionMatcher:
    """The forward pass of `DefinitionMatching`, without gradients and without torch.

    Args:
        weights: State of the network, by name.

    Raises:
        ValueError: An array is missing or has another shape.
    """

    def __init__(self, weights: Mapping[str, npt.NDArray[np.floating]]) -> None:
        self._weights = {name: np.asarray(value, np.float32) for name, value in weights.items()}
        needed = {"place.weight", "shift", "nearness", "weights", "temperature"}
        needed |= {f"{part}.{layer}.{what}" for part in _PARTS for layer in (1, 4) for what in ("weight", "bias")}
        if not needed <= self._weights.keys():
            raise ValueError(f"lacks {', '.join(sorted(needed - self._weights.keys()))}")
        self.dimension = self._weights["place.weight"].shape[-1]
        for name, shape in _shapes(self._weights, self.dimension).items():
            if self._weights[name].shape != shape:
                raise ValueError(f"{name} has shape {self._weights[name].shape}, expected {shape}")
            if not np.isfinite(self._weights[name]).all():
                raise ValueError(f"{name} holds a value that is not a finite number")

    @classmethod
    def load(cls, path: Path) -> DefinitionMatcher:
        """Read saved weights.

        Raises:
            CheckpointError: The file is missing, damaged, or holds something else.
        """
        try:
            if exists(path) and not is_file(path):
                raise OSError("is not a regular file")
            return cls(load_file(path))
        except FileNotFoundError as error:
            raise CheckpointError(f"{path}: missing; train it or install the model again") from error
        except (SafetensorError, OSError, ValueError, TypeError, KeyError, IndexError) as error:
            raise CheckpointError(f"{path}: not the weights of a matcher ({error}); install it again") from error

    def probabilities(
        self, symbols: MatchedSymbols, classes: ClassTable, visibility: FileVisibility
    ) -> tuple[Array, Array]:
        """Match the symbols of one file.

        Returns:
            `[S, C]` the probability that each class is the symbol's (rows sum to at most 1, the rest is that none is);
            `[S]` the probability that it is optional if it is one of them.
        """
        places = self._places(classes)
        side = self._layers("class_side", classes.vectors)
        chances = np.zeros((len(symbols.names), len(classes)), np.float32)
        optional = np.zeros(len(symbols.names), np.float32)
        for start in range(0, len(symbols.names), _CHUNK):
            part = np.arange(start, min(start + _CHUNK, len(symbols.names)))
            chunk = symbols.select(part)
            scores, odds = self._scores(chunk, places, side, agreement(chunk, classes, visibility))
            scores = np.exp(scores - scores.max(axis=1, keepdims=True))
            chances[part] = (scores / scores.sum(axis=1, keepdims=True))[:, 1:]
            optional[part] = 1 / (1 + np.exp(-odds))
        return chances, optional

    def _scores(self, symbols: MatchedSymbols, places: Array, side: Array, features: Array) -> tuple[Array, Array]:
        """`[S, 1 + C]` scores and `[S]` log odds, as `DefinitionMatching.forward` says."""
        weights, kinds = self._weights, symbols.kinds
        inputs = np.concatenate([symbols.vectors, np.eye(len(SYMBOL_KINDS), dtype=np.float32)[kinds]], axis=1)
        placed = symbols.vectors @ weights["place.weight"].T + weights["shift"][kinds]
        squared = (placed**2).sum(axis=1)[:, None] + (places**2).sum(axis=1) - 2 * placed @ places.T
        marked = self._layers("symbol_side", inputs) @ side.T / np.float32(side.shape[1] ** 0.5)
        marked -= weights["nearness"][kinds][:, None] * np.sqrt(np.maximum(squared, 0))
        scores = np.matmul(features, (weights["weights"][0] + weights["weights"][1:][kinds])[:, :, None])[:, :, 0]
        scores += marked * (1 - features[:, :, UNKNOWN])
        alone = self._layers("alone", inputs)
        together: Array = np.concatenate([alone[:, :1], scores], axis=1)
        together /= weights["temperature"]
        return together, alone[:, 1]

    def _places(self, classes: ClassTable) -> Array:
        return classes.vectors @ self._weights["place.weight"].T

    def _layers(self, part: str, inputs: Array) -> Array:
        weights = self._weights
        hidden = np.maximum(inputs @ weights[f"{part}.1.weight"].T + weights[f"{part}.1.bias"], 0)
        outputs: Array = hidden @ weights[f"{part}.4.weight"].T + weights[f"{part}.4.bias"]
        return outputs


def _shapes(weights: Mapping[str, Array], dimension: int) -> dict[str, tuple[int, ...]]:
    """The shapes that fit together: of D dimensions, and of the hidden layers as wide as their biases say."""
    kinds = len(SYMBOL_KINDS)
    places = weights["place.weight"].shape[0]
    shapes: dict[str, tuple[int, ...]] = {
        "place.weight": (places, dimension),
        "shift": (kinds, places),
        "nearness": (kinds,),
        "weights": (kinds + 1, len(FEATURES)),
        "temperature": (),
    }
    rank = weights["class_side.4.bias"].size
    for part, inputs, outputs in (
        ("alone", dimension + kinds, 2),
        ("symbol_side", dimension + kinds, rank),
        ("class_side", dimension, rank),
    ):
        hidden = weights[f"{part}.1.bias"].size
        shapes[f"{part}.1.weight"], shapes[f"{part}.1.bias"] = (hidden, inputs), (hidden,)
        shapes[f"{part}.4.weight"], shapes[f"{part}.4.bias"] = (outputs, hidden), (outputs,)
    return shapes
