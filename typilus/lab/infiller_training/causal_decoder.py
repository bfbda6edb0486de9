"""A decoder in plain torch with the layout and the names of `LlamaForCausalLM`, so that other programs load it.

Pre-norm layers of rotary attention (RoPE) and SwiGLU, and one matrix for reading and writing tokens.
"""

from __future__ import annotations

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

    def forward(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        """States `[B, T, D]` of a batch, given the rotations `[T, D / heads]` of its positions."""
        batch, length, width = x.shape
        query, key, value = (
            projection(x).view(batch, length, self.heads, -1).transpose(1, 2)
            for projection in (self.q_proj, self.k_proj, self.v_proj)
        )
        attended = functional.scaled_dot_product_attention(
            _rotate(query, cosine, sine), _rotate(key, cosine, sine), value, is_causal=True
        )
        output: Tensor = self.o_proj(attended.transpose(1, 2).reshape(batch, length, width))
        return output


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

    def forward(self, x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), cosine, sine)
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

    def forward(self, tokens: Tensor) -> Tensor:
        """The last states `[B, T, D]` of tokens `[B, T]`. Padding belongs behind the tokens."""
        cosine, sine = self._rotations(tokens.shape[1], tokens.device)
        x = self.model.embed_tokens(tokens)
        for layer in self.model.layers:
            x = layer(x, cosine, sine)
        states: Tensor = self.model.norm(x)
        return states

    def logits(self, states: Tensor) -> Tensor:
        """The logits `[..., V]` of the tokens behind states `[..., D]`."""
        return functional.linear(states, self.model.embed_tokens.weight)

    def _rotations(self, length: int, device: torch.device) -> tuple[Tensor, Tensor]:
        steps = torch.arange(0, self._head_width, 2, device=device, dtype=torch.float32) / self._head_width
        angles = torch.outer(torch.arange(length, device=device, dtype=torch.float32), ROTARY_BASE**-steps)
        angles = torch.cat([angles, angles], dim=1)
        return angles.cos(), angles.sin()


def _rotate(x: Tensor, cosine: Tensor, sine: Tensor) -> Tensor:
    first, second = x.chunk(2, dim=-1)
    return (x * cosine + torch.cat([-second, first], dim=-1) * sine).to(x.dtype)
