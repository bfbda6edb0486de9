"""The folder of a decoder as transformers reads it: `LlamaForCausalLM` and its tokenizer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save

from typilus.files import whole_file
from typilus.lab.infiller_training.causal_decoder import NORM_EPSILON, ROTARY_BASE, CausalDecoder
from typilus.lab.infiller_training.infiller_config import InfillerConfig
from typilus.lab.infiller_training.infiller_tokenizer import END_OF_TEXT, TOKENIZER_FILE, InfillerTokenizer

__all__ = ["write_llama_folder"]


def write_llama_folder(
    folder: Path,
    config: InfillerConfig,
    decoder: CausalDecoder,
    tokenizer: InfillerTokenizer,
    dtype: torch.dtype = torch.float16,
) -> None:
    """Write the model into a folder.

    Args:
        folder: Folder to write to.
        config: Sizes of the decoder.
        decoder: The decoder.
        tokenizer: The tokenizer.
        dtype: Type of the written weights.
    """
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.detach().cpu().to(dtype).contiguous() for name, tensor in decoder.state_dict().items()}
    with whole_file(folder / "model.safetensors") as file:
        file.write(save(weights, {"format": "pt"}))
    with whole_file(folder / TOKENIZER_FILE) as file:
        file.write(tokenizer.text.encode())
    _write_json(folder / "config.json", _llama_config(config, tokenizer, dtype))
    _write_json(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": END_OF_TEXT,
            "eos_token": END_OF_TEXT,
            "clean_up_tokenization_spaces": False,
            "model_max_length": config.context,
        },
    )


def _llama_config(config: InfillerConfig, tokenizer: InfillerTokenizer, dtype: torch.dtype) -> Mapping[str, Any]:
    return {
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "hidden_act": "silu",
        "hidden_size": config.width,
        "intermediate_size": config.inner,
        "num_hidden_layers": config.layers,
        "num_attention_heads": config.heads,
        "num_key_value_heads": config.heads,
        "head_dim": config.width // config.heads,
        "vocab_size": config.vocabulary,
        "max_position_embeddings": config.context,
        "rms_norm_eps": NORM_EPSILON,
        "rope_theta": ROTARY_BASE,
        "rope_parameters": {"rope_type": "default", "rope_theta": ROTARY_BASE},
        "attention_bias": False,
        "mlp_bias": False,
        "tie_word_embeddings": True,
        "bos_token_id": tokenizer.end_of_text,
        "eos_token_id": tokenizer.end_of_text,
        "torch_dtype": str(dtype).removeprefix("torch."),
    }


def _write_json(path: Path, content: Mapping[str, Any]) -> None:
    with whole_file(path) as file:
        file.write((json.dumps(content, indent=2) + "\n").encode())
