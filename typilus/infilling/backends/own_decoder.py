"""The decoder of our own infiller in numpy: rotary attention and SwiGLU, with the keys and values of what was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError
from safetensors.numpy import load_file

from graph_extraction.intake import is_file, parse_json, read_text
from typilus.errors import InfillError

__all__ = ["OwnDecoder", "ReadPrefix"]

Floats = npt.NDArray[np.float32]

_SIZES = {
    "hidden_size": (8, 4_096),
    "intermediate_size": (8, 16_384),
    "num_hidden_layers": (1, 64),
    "num_attention_heads": (1, 64),
    "vocab_size": (256, 262_144),
    "max_position_embeddings": (16, 65_536),
}
_MAX_CONFIG = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class ReadPrefix:
    """The keys and values of tokens that were read, by layer.

    Attributes:
        keys: Arrays `[B, H, T, D / H]`.
        values: Likewise.
    """

    keys: tuple[Floats, ...]
    values: tuple[Floats, ...]

    @property
    def length(self) -> int:
        """The number of tokens."""
        return int(self.keys[0].shape[2])

    def take(self, rows: npt.NDArray[np.intp]) -> ReadPrefix:
        """Return the prefixes of some rows of the batch."""
        return ReadPrefix(tuple(key[rows] for key in self.keys), tuple(value[rows] for value in self.values))


class OwnDecoder:
    """Tokens to the logits of what comes next.

    Args:
        weights: Arrays by the names that `LlamaForCausalLM` has for them.
        sizes: Numbers of its configuration.
    """

    def __init__(self, weights: Mapping[str, Floats], sizes: Mapping[str, int]) -> None:
        self.context = sizes["max_position_embeddings"]
        self.vocabulary = sizes["vocab_size"]
        self._heads = sizes["num_attention_heads"]
        self._layers = sizes["num_hidden_layers"]
        self._width = sizes["hidden_size"]
        self._weights = {name: _matrix(array) for name, array in weights.items()}
        self._epsilon = np.float32(1e-6)
        head = self._width // self._heads
        angles = np.outer(np.arange(self.context), 10_000.0 ** -(np.arange(0, head, 2) / head)).astype(np.float32)
        angles = np.concatenate([angles, angles], axis=1)
        self._cosine, self._sine = np.cos(angles), np.sin(angles)

    @classmethod
    def load(cls, folder: Path) -> OwnDecoder:
        """Read the folder of a run.

        Raises:
            InfillError: A file is missing or damaged, or is of another kind of model.
        """
        path = folder / "config.json"
        try:
            config = parse_json(read_text(path, _MAX_CONFIG))
            if not isinstance(config, dict) or config.get("model_type") != "llama":
                raise ValueError("it is of another kind of model")
            sizes = {name: _size(config, name) for name in _SIZES}
            for name, value in (("rms_norm_eps", 1e-6), ("rope_theta", 10_000.0), ("tie_word_embeddings", True)):
                if config.get(name) != value:
                    raise ValueError(f"{name} is {config.get(name)!r}, not {value!r}")
            if config.get("num_key_value_heads") != sizes["num_attention_heads"]:
                raise ValueError("its heads share keys")
            return cls(_read_weights(folder / "model.safetensors", sizes), sizes)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InfillError(
                f"{folder}: is no infiller of our own ({error}); `typilus train infiller` makes one"
            ) from error

    def read(self, tokens: npt.NDArray[np.int64], before: ReadPrefix | None = None) -> tuple[Floats, ReadPrefix]:
        """Read tokens `[B, T]` behind a prefix, and return their last states `[B, T, D]` and the longer prefix.

        All rows are of one length. What is behind the context's end cannot be read.
        """
        start = before.length if before is not None else 0
        positions = slice(start, start + tokens.shape[1])
        cosine, sine = self._cosine[positions], self._sine[positions]
        # A token sees itself and what is before it.
        hidden = np.triu(np.full((tokens.shape[1], tokens.shape[1]), -np.inf, np.float32), 1)
        x = self._weights["model.embed_tokens.weight"][tokens]
        keys, values = [], []
        for layer in range(self._layers):
            name = f"model.layers.{layer}."
            query, key, value = (
                self._split(
                    self._norm(x, name + "input_layernorm") @ self._weights[f"{name}self_attn.{part}_proj.weight"].T
                )
                for part in "qkv"
            )
            query, key = _rotate(query, cosine, sine), _rotate(key, cosine, sine)
            if before is not None:
                key = np.concatenate([before.keys[layer], key], axis=2)
                value = np.concatenate([before.values[layer], value], axis=2)
            keys.append(key)
            values.append(value)
            x = x + _attend(query, key, value, hidden) @ self._weights[f"{name}self_attn.o_proj.weight"].T
            x = x + self._feed_forward(self._norm(x, name + "post_attention_layernorm"), name + "mlp.")
        return self._norm(x, "model.norm"), ReadPrefix(tuple(keys), tuple(values))

    def log_probabilities(self, states: Floats) -> Floats:
        """The logarithms of the probabilities `[..., V]` of what follows states `[..., D]`."""
        logits = states @ self._weights["model.embed_tokens.weight"].T
        logits -= logits.max(axis=-1, keepdims=True)
        return cast(Floats, logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True)))

    def _norm(self, x: Floats, name: str) -> Floats:
        scale = np.sqrt(np.mean(np.square(x), axis=-1, keepdims=True) + self._epsilon)
        return cast(Floats, x / scale * self._weights[name + ".weight"])

    def _split(self, x: Floats) -> Floats:
        return x.reshape(*x.shape[:2], self._heads, -1).transpose(0, 2, 1, 3)

    def _feed_forward(self, x: Floats, name: str) -> Floats:
        gate = x @ self._weights[name + "gate_proj.weight"].T
        gate = gate / (1 + np.exp(-np.maximum(gate, -80)))
        up = x @ self._weights[name + "up_proj.weight"].T
        return cast(Floats, (gate * up) @ self._weights[name + "down_proj.weight"].T)


def _matrix(array: npt.NDArray[Any]) -> Floats:
    return np.ascontiguousarray(array, np.float32)


def _rotate(x: Floats, cosine: Floats, sine: Floats) -> Floats:
    half = x.shape[-1] // 2
    return cast(Floats, x * cosine + np.concatenate([-x[..., half:], x[..., :half]], axis=-1) * sine)


def _attend(query: Floats, key: Floats, value: Floats, hidden: Floats) -> Floats:
    scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(query.shape[-1]))
    scores[..., key.shape[2] - query.shape[2] :] += hidden
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    attended = (scores @ value).transpose(0, 2, 1, 3)
    return cast(Floats, attended.reshape(*attended.shape[:2], -1))


def _size(config: Mapping[str, object], name: str) -> int:
    least, most = _SIZES[name]
    value = config[name]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"{name} is {value!r}, not from {least} to {most}")
    return value


def _read_weights(path: Path, sizes: Mapping[str, int]) -> dict[str, Floats]:
    """The weights, each of the shape that the sizes ask for.

    Raises:
        ValueError: One is missing, or of another shape, or not finite.
        OSError: The file cannot be read.
    """
    if not is_file(path):
        raise OSError(f"{path.name} is missing")
    try:
        weights = load_file(path)
    except SafetensorError as error:
        raise ValueError(f"{path.name} is damaged: {error}") from error
    width, inner = sizes["hidden_size"], sizes["intermediate_size"]
    shapes: dict[str, tuple[int, ...]] = {
        "model.embed_tokens.weight": (sizes["vocab_size"], width),
        "model.norm.weight": (width,),
    }
    for layer in range(sizes["num_hidden_layers"]):
        name = f"model.layers.{layer}."
        shapes |= {f"{name}self_attn.{part}_proj.weight": (width, width) for part in "qkvo"}
        shapes |= {f"{name}mlp.{part}_proj.weight": (inner, width) for part in ("gate", "up")}
        shapes |= {f"{name}{part}_layernorm.weight": (width,) for part in ("input", "post_attention")}
        shapes[f"{name}mlp.down_proj.weight"] = (width, inner)
    for name, shape in shapes.items():
        if name not in weights or weights[name].shape != shape:
            raise ValueError(f"{name} is {weights[name].shape if name in weights else 'missing'}, should be {shape}")
        if not np.isfinite(weights[name]).all():
            raise ValueError(f"{name} holds a value that is no finite number")
    return {name: weights[name] for name in shapes}
