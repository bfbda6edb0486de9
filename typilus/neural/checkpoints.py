"""Models and training states on disk: safetensors and JSON, nothing that could run code when read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from graph_extraction import ProgramGraph, intake
from typilus.errors import CheckpointError
from typilus.neural.batching import NUM_RELATIONS, collate
from typilus.neural.encoding import EncodedGraph, encode
from typilus.neural.graph_encoder import GraphEncoder
from typilus.neural.neighbourhood import neighbourhoods
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary
from typilus.project import Embedding

__all__ = [
    "CONFIG_FILE",
    "VOCABULARY_FILE",
    "WEIGHTS_FILE",
    "Model",
    "build_encoder",
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
_LARGEST_TEXT = 64 << 20
_LARGEST_FILE = 1 << 30


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

    def __init__(
        self, config: TrainingConfig, vocabulary: Vocabulary, encoder: GraphEncoder, fingerprint: str = ""
    ) -> None:
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
        encoded = [encode(graph, self.vocabulary) for graph in graphs]
        both = [graph.with_definitions() for graph in encoded]
        symbols = [np.arange(len(graph.symbol_index)) for graph in encoded]
        classes = [
            len(own) + np.arange(len(graph.definition_index)) for own, graph in zip(symbols, encoded, strict=True)
        ]
        large = [number for number, graph in enumerate(encoded) if graph.num_nodes > self.config.node_limit]
        first = [np.concatenate(pair) for pair in zip(symbols, classes, strict=True)]
        for number in large:
            first[number] = symbols[number]
        rows = self.embed_encoded(both, first)
        again = self.embed_encoded([both[number] for number in large], [classes[number] for number in large])
        for number, found in zip(large, again, strict=True):
            rows[number][classes[number]] = found[classes[number]]
        return [Embedding(found[: len(own)], found[len(own) :]) for found, own in zip(rows, symbols, strict=True)]

    def embed_encoded(
        self, graphs: Sequence[EncodedGraph], symbols: Sequence[npt.NDArray[np.int64]] | None = None
    ) -> list[npt.NDArray[np.float32]]:
        """Return `[S, D]` for each encoded graph; `symbols` selects positions of each, with 0 in the other rows."""
        results = [
            np.zeros((len(graph.symbol_index), self.config.embedding_size), dtype=np.float32) for graph in graphs
        ]
        pending: list[tuple[int, npt.NDArray[np.integer], EncodedGraph]] = []
        filled = 0
        for number, graph in enumerate(graphs):
            wanted = np.arange(len(graph.symbol_index)) if symbols is None else symbols[number]
            for chosen, cut in neighbourhoods(graph, wanted, self.config.steps, self.config.node_limit):
                if pending and filled + cut.num_nodes > self.config.batch_nodes:
                    self._embed_into(results, pending)
                    pending, filled = [], 0
                pending.append((number, chosen, cut))
                filled += cut.num_nodes
        if pending:
            self._embed_into(results, pending)
        return results

    def _embed_into(
        self,
        results: list[npt.NDArray[np.float32]],
        cuts: Sequence[tuple[int, npt.NDArray[np.integer], EncodedGraph]],
    ) -> None:
        device = self.encoder.output.weight.device
        batch = collate([cut for _, _, cut in cuts], self.config.steps).to(device)
        with torch.inference_mode():
            rows = self.encoder(batch).float().cpu().numpy()
        start = 0
        for number, chosen, _ in cuts:
            results[number][chosen] = rows[start : start + len(chosen)]
            start += len(chosen)


def build_encoder(config: TrainingConfig, vocabulary_size: int) -> GraphEncoder:
    """A fresh encoder of a configuration's sizes."""
    return GraphEncoder(
        vocabulary_size,
        config.hidden_size,
        config.embedding_size,
        config.steps,
        config.dropout,
        config.piece_dropout,
    )


def save_model(
    folder: Path,
    config: TrainingConfig,
    vocabulary: Vocabulary,
    encoder: GraphEncoder,
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
    _check_sizes(folder / WEIGHTS_FILE, weights, config, len(vocabulary))
    # Not on the meta device: initialising there imports torch's compiler, which takes longer than all the rest. The
    # random numbers of the caller stay as they are.
    with torch.random.fork_rng(devices=[]):
        encoder = build_encoder(config, len(vocabulary))
    try:
        encoder.load_state_dict({name: tensor.float() for name, tensor in weights.items()}, assign=True)
    except RuntimeError as error:
        reason = str(error).splitlines()[-1].strip()
        raise CheckpointError(f"{folder / WEIGHTS_FILE}: does not fit its configuration ({reason})") from error
    return Model(config, vocabulary, encoder, _fingerprint(folder))


def _fingerprint(folder: Path) -> str:
    """Equal for equal weights, vocabulary and sizes, whatever else lies in the folder."""
    files = [intake.read_bytes(folder / name, _LARGEST_FILE) for name in (CONFIG_FILE, WEIGHTS_FILE, VOCABULARY_FILE)]
    return hashlib.sha256("".join(hashlib.sha256(data).hexdigest() for data in files).encode()).hexdigest()


def _check_sizes(path: Path, weights: Mapping[str, Tensor], config: TrainingConfig, vocabulary_size: int) -> None:
    """Hold the sizes against the weights, which are on disk, before a network of these sizes is made."""
    sizes = {
        "pieces.weight": (vocabulary_size, config.hidden_size),
        "shared.weight": (NUM_RELATIONS, config.hidden_size, config.hidden_size),
        "output.weight": (config.embedding_size, config.hidden_size),
    }
    for name, size in sizes.items():
        found = tuple(weights[name].shape) if name in weights else "missing"
        if found != size:
            raise CheckpointError(f"{path}: does not fit its configuration ({name} is {found}, should be {size})")
    for name, tensor in weights.items():
        if not tensor.is_floating_point() or not bool(tensor.float().isfinite().all()):
            raise CheckpointError(f"{path}: {name} holds what is no number; install it again")


def write_tensors(path: Path, tensors: Mapping[str, Tensor]) -> None:
    """Write tensors so that a reader sees the old file or the new one."""
    temporary = path.with_name(path.name + ".part")
    save_file({name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}, temporary)
    temporary.replace(path)


def write_text(path: Path, text: str) -> None:
    """Write a text so that a reader sees the old file or the new one."""
    temporary = path.with_name(path.name + ".part")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Read tensors.

    Raises:
        CheckpointError: The file is missing or no safetensors file.
    """
    try:
        if intake.exists(path) and not intake.is_file(path):
            raise OSError("is no regular file")
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
        return intake.read_text(path, _LARGEST_TEXT)
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
