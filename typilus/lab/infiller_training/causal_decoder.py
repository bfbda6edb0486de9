"""A decoder in plain torch with the layout and the names of `LlamaForCausalLM`, so that other programs load it.

Pre-norm layers of rotary attention (RoPE) and SwiGLU, and one matrix for reading and writing tokens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from typilus.lab.infiller_training.infiller_config import InfillerConfig

__all__ = ["NORM_EPSILON", "ROTARY_BASE", "CausalDecoder"]

ROTARY_BASE: Final = 10_000.0
NORM_EPSILON: Final = 1e-6
_SPREAD = 0.02
"""Standard deviation of initial weights."""


class _Rotation:
    """The rotations of the positions of documents (RoPE).

    Args:
        lengths: Numbers of tokens of the documents.
        width: Size of an attention head.
        device: Device of the computation.
    """

    def __init__(self, lengths: Sequence[int], width: int, device: torch.device) -> None:
        self.lengths = list(lengths)
        steps = torch.arange(0, width, 2, device=device, dtype=torch.float32) / width
        angles = torch.outer(torch.arange(max(lengths), device=device, dtype=torch.float32), ROTARY_BASE**-steps)
        positions = torch.cat([torch.arange(length, device=device) for length in lengths])
        self._cosine, self._sine = angles.cos()[positions, None], angles.sin()[positions, None]

    def turn(self, x: Tensor) -> Tensor:
        """Turn queries or keys `[N, H, D / H]`: each number of a head's first half with one of the second."""
        first, second = x.chunk(2, dim=-1)
        turned = (first * self._cosine - second * self._sine, second * self._cosine + first * self._sine)
        return torch.cat(turned, dim=-1).to(x.dtype)


class _Norm(nn.Module):
    """Root mean square normalization (RMSNorm)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))

    def forward(self, x: Tensor) -> Tensor:
        return functional.rms_norm(x, self.weight.shape, self.weight, NORM_EPSILON)


class _Attention(nn.Module):
    def __init__(self, config: InfillerConfig) -> None:
        super().__init__()
        self.heads = config.heads
        self.q_proj, self.k_proj, self.v_proj, self.o_proj = (
            nn.Linear(config.width, config.width, bias=False) for _ in range(4)
        )

    def forward(self, x: Tensor, rotation: _Rotation) -> Tensor:
        """States `[N, D]` of documents, one behind the other."""
        query, key, value = (
            projection(x).view(len(x), self.heads, -1) for projection in (self.q_proj, self.k_proj, self.v_proj)
        )
        query, key = rotation.turn(query), rotation.turn(key)
        # Documents of any length without padding: nothing but attention looks beyond a token.
        parts = zip(*(part.split(rotation.lengths) for part in (query, key, value)), strict=True)
        attended = [_attend(*document) for document in parts]
        output: Tensor = self.o_proj(torch.cat(attended).reshape(len(x), -1))
        return output


def _attend(query: Tensor, key: Tensor, value: Tensor) -> Tensor:
    """Return what each token `[T, H, D / H]` of one document gets from itself and those before it."""
    query, key, value = (part.transpose(0, 1)[None] for part in (query, key, value))
    return functional.scaled_dot_product_attention(query, key, value, is_causal=True)[0].transpose(0, 1)


class _FeedForward(nn.Module):
    def __init__(self, config: InfillerConfig) -> None:
        super().__init__()
        self.gate_proj = nn.Linear(config.width, config.inner, bias=False)
        self.up_proj = nn.Linear(config.width, config.inner, bias=False)
        self.down_proj = nn.Linear(config.inner, config.width, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        output: Tensor = self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))
        return output


class _Layer(nn.Module):
    def __init__(self, config: InfillerConfig) -> None:
        super().__init__()
        self.input_layernorm = _Norm(config.width)
        self.self_attn = _Attention(config)
        self.post_attention_layernorm = _Norm(config.width)
        self.mlp = _FeedForward(config)

    def forward(self, x: Tensor, rotation: _Rotation) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), rotation)
        output: Tensor = x + self.mlp(self.post_attention_layernorm(x))
        return output


class _Layers(nn.Module):
    def __init__(self, config: InfillerConfig) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(config.vocabulary, config.width)
        self.layers = nn.ModuleList(_Layer(config) for _ in range(config.layers))
        self.norm = _Norm(config.width)


class CausalDecoder(nn.Module):
    """Tokens to the logits of what comes next.

    Args:
        config: Sizes.
    """

    def __init__(self, config: InfillerConfig) -> None:
        super().__init__()
        self.model = _Layers(config)
        self._head_width = config.width // config.heads
        for name, parameter in self.named_parameters():
            if parameter.dim() > 1:
                is_output = name.endswith(("o_proj.weight", "down_proj.weight"))
                nn.init.normal_(parameter, std=_SPREAD / (2 * config.layers) ** 0.5 if is_output else _SPREAD)

    def forward(self, tokens: Tensor, lengths: Sequence[int]) -> Tensor:
        """The last states `[N, D]` of the tokens `[N]` of documents, one behind the other, given their lengths."""
        rotation = _Rotation(lengths, self._head_width, tokens.device)
        x = self.model.embed_tokens(tokens)
        for layer in self.model.layers:
            x = layer(x, rotation)
        states: Tensor = self.model.norm(x)
        return states

    def logits(self, states: Tensor) -> Tensor:
        """The logits `[..., V]` of the tokens behind states `[..., D]`."""
        return functional.linear(states, self.model.embed_tokens.weight)
