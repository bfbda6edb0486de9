"""The files of a network: JSON for its configuration and vocabulary, safetensors for its weights."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file

from graph_extraction import intake
from typilus.errors import CheckpointError
from typilus.files import whole_file
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

__all__ = [
    "CLASSES_FILE",
    "CONFIG_FILE",
    "OBJECTIVE_FILE",
    "VOCABULARY_FILE",
    "WEIGHTS_FILE",
    "NetworkFiles",
    "read_arrays",
    "read_config",
    "read_json",
    "read_network",
    "read_text",
    "unreadable",
    "write_text",
]

CONFIG_FILE = "config.json"
VOCABULARY_FILE = "vocabulary.json"
WEIGHTS_FILE = "model.safetensors"
OBJECTIVE_FILE = "objective.safetensors"
"""The weights of the objective that a network was trained on; a model that predicts by neighbors does without."""
CLASSES_FILE = "classes.json"
"""The types that the objective's classifier knows, in its order."""
_MAX_TEXT_SIZE = 64 << 20
_MAX_FILE_SIZE = 1 << 30


@dataclass(frozen=True, slots=True, eq=False)
class NetworkFiles:
    """The contents of the files of a network.

    Attributes:
        folder: Their folder.
        config: Configuration of the training.
        vocabulary: Vocabulary of node labels.
        weights: float32 arrays by name, all numbers finite.
        fingerprint: Equal for equal weights, vocabulary and sizes, whatever else lies in the folder.
    """

    folder: Path
    config: TrainingConfig
    vocabulary: Vocabulary
    weights: Mapping[str, npt.NDArray[np.float32]]
    fingerprint: str

    def check_shapes(self, shapes: Mapping[str, tuple[int, ...]]) -> None:
        """Hold sizes against the weights before a network of these sizes is made.

        Raises:
            CheckpointError: An array is missing or has another shape.
        """
        for name, size in shapes.items():
            shape = self.weights[name].shape if name in self.weights else "missing"
            if shape != size:
                raise self.misfit(f"{name} is {shape}, should be {size}")

    def misfit(self, reason: str) -> CheckpointError:
        """The error that says that the weights do not fit the configuration."""
        return CheckpointError(f"{self.folder / WEIGHTS_FILE}: does not fit its configuration ({reason})")


def read_config(folder: Path) -> TrainingConfig:
    """Read the configuration of a network.

    Raises:
        CheckpointError: It is missing, or no configuration.
    """
    return TrainingConfig.from_json(read_text(folder / CONFIG_FILE), str(folder / CONFIG_FILE))


def read_network(folder: Path) -> NetworkFiles:
    """Read the files of a network.

    Raises:
        CheckpointError: One is missing or corrupt.
    """
    config = read_config(folder)
    vocabulary = Vocabulary.from_text(read_text(folder / VOCABULARY_FILE), str(folder / VOCABULARY_FILE))
    if vocabulary.unit != config.initial_states:
        raise CheckpointError(
            f"{folder / VOCABULARY_FILE}: knows {vocabulary.unit}, and the configuration says {config.initial_states};"
            " install it again"
        )
    weights = {}
    for name, array in read_arrays(folder / WEIGHTS_FILE).items():
        if not np.issubdtype(array.dtype, np.floating) or not np.isfinite(array).all():
            raise CheckpointError(
                f"{folder / WEIGHTS_FILE}: {name} holds a value that is not a finite number; install it again"
            )
        weights[name] = array.astype(np.float32)
    return NetworkFiles(folder, config, vocabulary, weights, _fingerprint(folder))


def _fingerprint(folder: Path) -> str:
    files = [intake.read_bytes(folder / name, _MAX_FILE_SIZE) for name in (CONFIG_FILE, WEIGHTS_FILE, VOCABULARY_FILE)]
    return hashlib.sha256("".join(hashlib.sha256(data).hexdigest() for data in files).encode()).hexdigest()


def read_arrays(path: Path) -> dict[str, npt.NDArray[np.floating]]:
    """Read arrays.

    Raises:
        CheckpointError: The file is missing or no safetensors file.
    """
    try:
        if intake.exists(path) and not intake.is_file(path):
            raise OSError("is not a regular file")
        return load_file(path)
    except (SafetensorError, OSError, ValueError, TypeError, KeyError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> CheckpointError:
    """The error of a file of arrays that cannot be read."""
    if isinstance(error, FileNotFoundError):
        return CheckpointError(f"{path}: missing; train a model or install it again")
    return CheckpointError(f"{path}: not readable as safetensors ({error}); install it again")


def write_text(path: Path, text: str) -> None:
    """Write a text so that a reader sees the old file or the new one."""
    with whole_file(path) as file:
        file.write(text.encode())


def read_text(path: Path) -> str:
    """Read a text file.

    Raises:
        CheckpointError: The file is missing or no text.
    """
    try:
        return intake.read_text(path, _MAX_TEXT_SIZE)
    except FileNotFoundError as error:
        raise CheckpointError(f"{path}: missing; train a model or install it again") from error
    except (OSError, UnicodeDecodeError) as error:
        raise CheckpointError(f"{path}: not readable ({error}); install it again") from error


def read_json(path: Path) -> dict[str, object]:
    """Read a JSON object.

    Raises:
        CheckpointError: The file is missing or holds no JSON object.
    """
    try:
        data = intake.parse_json(read_text(path))
    except ValueError as error:
        raise CheckpointError(f"{path}: not JSON ({error}); install it again") from error
    if not isinstance(data, dict):
        raise CheckpointError(f"{path}: holds no JSON object; install it again")
    return data
