"""Models and training states on disk: safetensors and JSON, nothing that could run code when read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor

from graph_extraction import ProgramGraph, intake
from typilus.errors import CheckpointError, TypilusError
from typilus.files import whole_file
from typilus.neural.encoders import ENCODERS, Encoder, Prepared
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary
from typilus.project import Embedding

__all__ = [
    "CONFIG_FILE",
    "VOCABULARY_FILE",
    "WEIGHTS_FILE",
    "Model",
    "load_model",
    "read_json",
    "read_tensors",
    "read_text",
    "save_model",
    "write_tensors",
    "write_text",
]

CONFIG_FILE = "config.json"
VOCABULARY_FILE = "vocabulary.json"
WEIGHTS_FILE = "model.safetensors"
_MAX_TEXT_SIZE = 64 << 20
_MAX_FILE_SIZE = 1 << 30


def _use_one_thread() -> None:
    torch.set_num_threads(1)


if hasattr(os, "register_at_fork"):
    # A forked child has none of the threads that OpenMP believes to have, and would wait for them for ever.
    os.register_at_fork(after_in_child=_use_one_thread)


class Model:
    """A trained encoder with its vocabulary.

    Args:
        config: Configuration of the training.
        vocabulary: Vocabulary of node labels.
        encoder: Network, which is put into evaluation mode.
        fingerprint: Identifier of the network, "" if there is none.
    """

    def __init__(self, config: TrainingConfig, vocabulary: Vocabulary, encoder: Encoder, fingerprint: str = "") -> None:
        self.config = config
        self.vocabulary = vocabulary
        self.encoder = encoder.eval()
        self.fingerprint = fingerprint

    @property
    def dimension(self) -> int:
        """D."""
        return self.config.embedding_size

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        """The symbols and classes of each graph in the TypeSpace.

        Both come of one pass. Only a file that has to be cut is passed twice, so that its symbols are grouped as they
        are without the classes.
        """
        with_classes = self.encoder.embeds_classes
        prepared = [self.encoder.prepare(graph) for graph in graphs]
        symbols = [np.arange(len(graph.symbols)) for graph in graphs]
        classes = [len(graph.symbols) + np.arange(len(graph.definitions) if with_classes else 0) for graph in graphs]
        large = [number for number, file in enumerate(prepared) if file.size > self.config.node_limit]
        first = [np.concatenate(pair) for pair in zip(symbols, classes, strict=True)]
        for number in large:
            first[number] = symbols[number]
        rows = self.embed_prepared(prepared, first)
        again = self.embed_prepared([prepared[number] for number in large], [classes[number] for number in large])
        for number, class_rows in zip(large, again, strict=True):
            rows[number] = np.concatenate([rows[number], class_rows])
        return [
            Embedding(points[: len(own)], points[len(own) :] if with_classes else None)
            for points, own in zip(rows, symbols, strict=True)
        ]

    def embed_prepared(
        self, prepared: Sequence[Prepared], positions: Sequence[npt.NDArray[np.integer]]
    ) -> list[npt.NDArray[np.float32]]:
        """`[s, D]` for each prepared file, one row for each of its chosen positions."""
        parts = [
            (number, len(cut_positions), part)
            for number, (file, wanted) in enumerate(zip(prepared, positions, strict=True))
            for cut_positions, part in self.encoder.cut(file, wanted)
        ]
        rows: list[list[npt.NDArray[np.float32]]] = [[] for _ in prepared]
        for batch in self._batches(parts):
            embedded = self._embed([part for _, _, part in batch])
            start = 0
            for number, count, _ in batch:
                rows[number].append(embedded[start : start + count])
                start += count
        nothing = np.zeros((0, self.dimension), dtype=np.float32)
        return [np.concatenate(of_file) if of_file else nothing for of_file in rows]

    def _batches(self, parts: Sequence[tuple[int, int, Prepared]]) -> Iterator[list[tuple[int, int, Prepared]]]:
        """Parts that are read together, about `batch_nodes` nodes each."""
        batch: list[tuple[int, int, Prepared]] = []
        filled = 0
        for number, count, part in parts:
            if batch and filled + part.size > self.config.batch_nodes:
                yield batch
                batch, filled = [], 0
            batch.append((number, count, part))
            filled += part.size
        if batch:
            yield batch

    def _embed(self, parts: Sequence[Prepared]) -> npt.NDArray[np.float32]:
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
    config = TrainingConfig.from_json(read_text(folder / CONFIG_FILE), str(folder / CONFIG_FILE))
    vocabulary = Vocabulary.from_text(read_text(folder / VOCABULARY_FILE), str(folder / VOCABULARY_FILE))
    weights = read_tensors(folder / WEIGHTS_FILE)
    try:
        encoder_class = ENCODERS.get(config.encoder)
    except TypilusError as error:
        raise CheckpointError(f"{folder / CONFIG_FILE}: {error}, or install the typilus that trained it") from error
    _check_sizes(folder / WEIGHTS_FILE, weights, encoder_class.expected_shapes(config, len(vocabulary)))
    # Not on the meta device: initializing there imports torch's compiler, which takes longer than all the rest. The
    # random numbers of the caller stay as they are.
    with torch.random.fork_rng(devices=[]):
        encoder = encoder_class(config, vocabulary)
    try:
        encoder.load_state_dict({name: tensor.float() for name, tensor in weights.items()}, assign=True)
    except RuntimeError as error:
        reason = str(error).splitlines()[-1].strip()
        raise CheckpointError(f"{folder / WEIGHTS_FILE}: does not fit its configuration ({reason})") from error
    return Model(config, vocabulary, encoder, _fingerprint(folder))


def _fingerprint(folder: Path) -> str:
    """Equal for equal weights, vocabulary and sizes, whatever else lies in the folder."""
    files = [intake.read_bytes(folder / name, _MAX_FILE_SIZE) for name in (CONFIG_FILE, WEIGHTS_FILE, VOCABULARY_FILE)]
    return hashlib.sha256("".join(hashlib.sha256(data).hexdigest() for data in files).encode()).hexdigest()


def _check_sizes(path: Path, weights: Mapping[str, Tensor], shapes: Mapping[str, tuple[int, ...]]) -> None:
    """Hold the sizes against the weights, which are on disk, before a network of these sizes is made."""
    for name, size in shapes.items():
        shape = tuple(weights[name].shape) if name in weights else "missing"
        if shape != size:
            raise CheckpointError(f"{path}: does not fit its configuration ({name} is {shape}, should be {size})")
    for name, tensor in weights.items():
        if not tensor.is_floating_point() or not bool(tensor.float().isfinite().all()):
            raise CheckpointError(f"{path}: {name} holds a value that is not a finite number; install it again")


def write_tensors(path: Path, tensors: Mapping[str, Tensor]) -> None:
    """Write tensors so that a reader sees the old file or the new one."""
    with whole_file(path) as file:
        file.write(save({name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}))


def write_text(path: Path, text: str) -> None:
    """Write a text so that a reader sees the old file or the new one."""
    with whole_file(path) as file:
        file.write(text.encode())


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Read tensors.

    Raises:
        CheckpointError: The file is missing or no safetensors file.
    """
    try:
        if intake.exists(path) and not intake.is_file(path):
            raise OSError("is not a regular file")
        return load_file(path)
    except FileNotFoundError as error:
        raise CheckpointError(f"{path}: missing; train a model or install it again") from error
    except (SafetensorError, OSError, ValueError, TypeError, KeyError, RuntimeError) as error:
        raise CheckpointError(f"{path}: not readable as safetensors ({error}); install it again") from error


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
