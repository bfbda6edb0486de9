"""Sizes of a layer, annotated as the rates beside them are."""

from typing import Optional

import torch
from torch import nn


class EncoderLayer(nn.Module):
    def __init__(
        self,
        embedding_dim: float = 768,  # wrong: int
        ffn_embedding_dim: float = 3072,  # wrong: int
        num_attention_heads: float = 8,  # wrong: int
        dropout: float = 0.1,
        attention_dropout: float = 0.1,
        activation_dropout: float = 0.1,
        export: bool = False,
    ) -> None:
        super().__init__()
        self.embedding_dim = embedding_dim
        self.dropout = dropout
        self.activation_dropout = activation_dropout
        self.self_attn = nn.MultiheadAttention(embedding_dim, num_attention_heads, dropout=attention_dropout)
        self.self_attn_layer_norm = nn.LayerNorm(embedding_dim)
        self.fc1 = nn.Linear(embedding_dim, ffn_embedding_dim)
        self.fc2 = nn.Linear(ffn_embedding_dim, embedding_dim)
        self.final_layer_norm = nn.LayerNorm(embedding_dim)

    def forward(self, x: torch.Tensor, padding_mask: Optional[torch.Tensor] = None) -> torch.Tensor:
        residual = x
        x, _ = self.self_attn(query=x, key=x, value=x, key_padding_mask=padding_mask)
        x = nn.functional.dropout(x, p=self.dropout, training=self.training)
        x = self.self_attn_layer_norm(residual + x)
        residual = x
        x = nn.functional.relu(self.fc1(x))
        x = nn.functional.dropout(x, p=self.activation_dropout, training=self.training)
        return self.final_layer_norm(residual + self.fc2(x))
