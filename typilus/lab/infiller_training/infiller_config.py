"""The settings of a training run of an infiller."""

from __future__ import annotations

import dataclasses
import json
import math
from dataclasses import dataclass

from graph_extraction.intake import parse_json
from typilus.errors import CheckpointError

__all__ = ["InfillerConfig"]

_MAX = 10_000_000


@dataclass(frozen=True, slots=True)
class InfillerConfig:
    """Settings of the decoder, of its documents and of its training. The defaults are size XS.

    Attributes:
        layers: Number of layers.
        width: Size of a token's state.
        heads: Number of attention heads.
        inner: Size inside of the feed-forward part.
        vocabulary: Number of tokens, special ones among them.
        context: Maximum number of tokens of a document.
        annotation_share: Share of the documents whose spans are annotations; the others are those of Eq. 1.
        annotation_weight: Weight of the tokens of spans in the loss, 1 in the paper. A small model that sees few tokens
            learns sooner what it is for.
        batch_tokens: Approximate number of tokens of an update.
        updates: Number of updates. A run in the same folder may go on with more.
        learning_rate: Highest rate, reached after the warm-up; it falls linearly to 0.
        warmup: Number of updates of the warm-up.
        clip: Maximum norm of the gradient.
        bfloat16: Whether products are computed in bfloat16 where that is faster.
        patience: Number of validations without a better one after which the run ends.
        seed: Seed of the run.
    """

    layers: int = 4
    width: int = 256
    heads: int = 4
    inner: int = 704
    vocabulary: int = 8_192
    context: int = 512
    annotation_share: float = 0.5
    annotation_weight: float = 4.0
    batch_tokens: int = 4_096
    updates: int = 8_000
    learning_rate: float = 2e-3
    warmup: int = 200
    clip: float = 1.0
    bfloat16: bool = True
    patience: int = 20
    seed: int = 0

    def to_json(self) -> str:
        """JSON text that `from_json` reads back."""
        return json.dumps(dataclasses.asdict(self), indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str, path: str = "--set") -> InfillerConfig:
        """Read `to_json` back. Settings that are left out have their defaults.

        Raises:
            CheckpointError: The text is no configuration, or a number in it is beyond reason.
        """
        try:
            config = cls(**parse_json(text))
            for field in dataclasses.fields(cls):
                _check(field.name, getattr(config, field.name), field.default)
            if config.width % (2 * config.heads):
                raise ValueError(f"width {config.width} is no even multiple of {config.heads} heads")
        except (ValueError, TypeError) as error:
            names = ", ".join(field.name for field in dataclasses.fields(cls))
            raise CheckpointError(f"{path}: not the settings of an infiller ({error}); they are {names}") from error
        return config


def _check(name: str, value: object, default: object) -> None:
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise ValueError(f"{name} is {value!r}, neither true nor false")
        return
    kinds = (int,) if isinstance(default, int) else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not math.isfinite(value):
        raise ValueError(f"{name} is {value!r}, not a {'whole ' if kinds == (int,) else ''}number")
    least = 0 if name in ("seed", "annotation_share") else 1e-9
    most = 1 if name == "annotation_share" else _MAX
    if not least <= value <= most:
        raise ValueError(f"{name} is {value!r}, not from {least:g} to {most:g}")
