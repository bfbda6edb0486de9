"""The ranker of a model as a safetensors file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from graph_extraction.intake import is_file, parse_json
from typilus.errors import CheckpointError, RewriteError
from typilus.files import write_file
from typilus.ranking.ranker import Ranker
from typilus.ranking.trees import TreeEnsemble

__all__ = ["load_ranker", "ranking_notes", "save_ranker"]

_FORMAT: Final = "typilus-ranking-3"
_DESCRIPTION: Final = "ranking"
_ARRAYS: Final[Mapping[str, type[np.generic]]] = {
    "roots": np.int32,
    "feature": np.int32,
    "threshold": np.float32,
    "left": np.int32,
    "right": np.int32,
    "value": np.float32,
}


def load_ranker(path: Path) -> Ranker:
    """Return the ranker of a file.

    Raises:
        CheckpointError: It is missing, damaged or of another version.
    """
    try:
        with _opened(path) as file:
            return Ranker(_trees(file, _description(file)["names"]))
    except _FAULTS as error:
        raise CheckpointError(f"{path}: not the trees of a ranking: {error}; install or train it again") from error


def ranking_notes(path: Path) -> dict[str, Any]:
    """Return what `save_ranker` noted.

    Raises:
        CheckpointError: The file is missing, damaged or of another version.
    """
    try:
        with _opened(path) as file:
            notes: dict[str, Any] = dict(_description(file)["notes"])
            return notes
    except _FAULTS as error:
        raise CheckpointError(f"{path}: not the trees of a ranking: {error}; install or train it again") from error


def save_ranker(path: Path, ranker: Ranker, notes: Mapping[str, Any]) -> None:
    """Write a ranker atomically. The same trees give the same bytes.

    Raises:
        CheckpointError: The file cannot be written.
    """
    description = {"format": _FORMAT, "notes": dict(notes), "names": ranker.trees.names}
    tensors: dict[str, npt.NDArray[Any]] = {array: getattr(ranker.trees, array) for array in _ARRAYS}
    # One entry, since safetensors keeps no order among several.
    metadata = {_DESCRIPTION: json.dumps(description, ensure_ascii=False, sort_keys=True)}
    try:
        write_file(path, save(tensors, metadata=metadata))
    except RewriteError as error:
        raise CheckpointError(f"{path}: cannot write the ranking: {error}") from error


_FAULTS: Final = (OSError, SafetensorError, ValueError, KeyError, TypeError, AttributeError)


def _opened(path: Path) -> Any:
    if not is_file(path):
        raise OSError("missing, or not a regular file")
    return safe_open(os.fspath(path), framework="numpy")


def _description(file: Any) -> dict[str, Any]:
    description: dict[str, Any] = parse_json((file.metadata() or {})[_DESCRIPTION])
    if description["format"] != _FORMAT:
        raise ValueError(f"its format is {description['format']!r:.40}, not {_FORMAT!r}")
    return description


def _trees(file: Any, names: Any) -> TreeEnsemble:
    if not isinstance(names, list) or not all(isinstance(text, str) for text in names):
        raise ValueError("the names of its features are no texts")
    arrays = {array: file.get_tensor(array) for array in _ARRAYS}
    for array, kind in _ARRAYS.items():
        if arrays[array].dtype != kind:
            raise ValueError(f"{array} holds {arrays[array].dtype}, not {np.dtype(kind)}")
    return TreeEnsemble(tuple(names), **arrays)
