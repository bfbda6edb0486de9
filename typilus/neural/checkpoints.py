"""Models and training states on disk for torch: safetensors and JSON, nothing that could run code when read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor

from graph_extraction import ProgramGraph, intake
from typilus.errors import CheckpointError, TypilusError
from typilus.files import whole_file
from typilus.neural.convolutions import CONVOLUTIONS
from typilus.neural.encoders import ENCODERS, Encoder
from typilus.neural.model_files import (
    CONFIG_FILE,
    VOCABULARY_FILE,
    WEIGHTS_FILE,
    NetworkFiles,
    read_network,
    unreadable,
    write_text,
)
from typilus.neural.network import Network, Positions
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary

__all__ = ["Model", "build_model", "load_model", "read_tensors", "save_model", "write_tensors"]


def _use_one_thread() -> None:
    torch.set_num_threads(1)


if hasattr(os, "register_at_fork"):
    # A forked child has none of the threads that OpenMP believes to have, and would wait for them for ever.
    os.register_at_fork(after_in_child=_use_one_thread)


class Model(Network):
    """A trained encoder with its vocabulary.

    Args:
        config: Configuration of the training.
        vocabulary: Vocabulary of node labels.
        encoder: Network, which is put into evaluation mode.
        fingerprint: Identifier of the network, "" if there is none.
    """

    def __init__(self, config: TrainingConfig, vocabulary: Vocabulary, encoder: Encoder, fingerprint: str = "") -> None:
        super().__init__(config, vocabulary, fingerprint)
        self.encoder = encoder.eval()
        self.embeds_classes = encoder.embeds_classes

    def prepare(self, graph: ProgramGraph) -> Any:
        """See `Encoder.prepare`."""
        return self.encoder.prepare(graph)

    def cut(self, prepared: Any, positions: Positions) -> Iterator[tuple[Positions, Any]]:
        """See `Encoder.cut`."""
        return self.encoder.cut(prepared, positions)

    def read(self, parts: Sequence[Any]) -> npt.NDArray[np.float32]:
        """See `Network.read`."""
        batch = self.encoder.collate(parts).to(self.encoder.device)
        with torch.inference_mode():
            rows: npt.NDArray[np.float32] = self.encoder(batch).float().cpu().numpy()
        return rows


def save_model(
    folder: Path,
    config: TrainingConfig,
    vocabulary: Vocabulary,
    encoder: Encoder,
    dtype: torch.dtype | None = None,
) -> None:
    """Write a model folder. A `dtype` of float16 halves the size of the weights."""
    folder.mkdir(parents=True, exist_ok=True)
    write_text(folder / CONFIG_FILE, config.to_json())
    write_text(folder / VOCABULARY_FILE, vocabulary.text)
    weights = {name: tensor.to(dtype) if dtype else tensor for name, tensor in encoder.state_dict().items()}
    write_tensors(folder / WEIGHTS_FILE, weights)


def load_model(folder: Path) -> Model:
    """Read a model folder.

    Raises:
        CheckpointError: A file is missing, corrupt or does not fit the others.
    """
    return build_model(read_network(folder))


def build_model(files: NetworkFiles) -> Model:
    """Make a model of the contents of its files.

    Raises:
        CheckpointError: They do not fit one another.
    """
    folder = files.folder
    try:
        encoder_class = ENCODERS.get(files.config.encoder)
        CONVOLUTIONS.get(files.config.convolution)
    except TypilusError as error:
        raise CheckpointError(f"{folder / CONFIG_FILE}: {error}, or install the typilus that trained it") from error
    files.check_shapes(encoder_class.expected_shapes(files.config, len(files.vocabulary)))
    # Not on the meta device: initializing there imports torch's compiler, which takes longer than all the rest. The
    # random numbers of the caller stay as they are.
    with torch.random.fork_rng(devices=[]):
        encoder = encoder_class(files.config, files.vocabulary)
    try:
        encoder.load_state_dict({name: torch.from_numpy(array) for name, array in files.weights.items()}, assign=True)
    except RuntimeError as error:
        raise files.misfit(str(error).splitlines()[-1].strip()) from error
    return Model(files.config, files.vocabulary, encoder, files.fingerprint)


def write_tensors(path: Path, tensors: Mapping[str, Tensor]) -> None:
    """Write tensors so that a reader sees the old file or the new one."""
    with whole_file(path) as file:
        file.write(save({name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}))


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Read tensors.

    Raises:
        CheckpointError: The file is missing or no safetensors file.
    """
    try:
        if intake.exists(path) and not intake.is_file(path):
            raise OSError("is not a regular file")
        return load_file(path)
    except (SafetensorError, OSError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise unreadable(path, error) from error
