"""A decoder as a GGUF file, the form that llama.cpp reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_extraction.intake import read_text
from typilus.errors import CheckpointError, TypilusError
from typilus.neural import read_arrays, read_json

__all__ = ["write_gguf"]

_MAX_SIZE = 16 << 20
# Of llama.cpp's ways of cutting text, the one that cuts least. Merges never cross lines or digits, so that the tokens
# are ours wherever it does not cut.
_PRE_TOKENIZER = "superbpe"
_NORMAL, _CONTROL = 1, 3
_LAYER_NAMES = {
    "input_layernorm": "attn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


def write_gguf(folder: Path, path: Path) -> None:
    """Convert the folder of an infiller's run.

    Args:
        folder: Folder that `write_llama_folder` wrote.
        path: File to write.

    Raises:
        CheckpointError: The folder holds no such model.
        TypilusError: The library `gguf` is not installed.
    """
    try:
        import gguf
    except ImportError as error:
        raise TypilusError("this needs gguf, which is not installed: pip install 'typilus[train]'") from error
    config = read_json(folder / "config.json")
    if config.get("model_type") != "llama":
        raise CheckpointError(f"{folder}: is no infiller of our own; `typilus train infiller` makes one")
    numbers: dict[str, Any] = config
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_name(folder.name)
    writer.add_context_length(numbers["max_position_embeddings"])
    writer.add_embedding_length(numbers["hidden_size"])
    writer.add_block_count(numbers["num_hidden_layers"])
    writer.add_feed_forward_length(numbers["intermediate_size"])
    writer.add_head_count(numbers["num_attention_heads"])
    writer.add_head_count_kv(numbers["num_key_value_heads"])
    writer.add_rope_dimension_count(numbers["head_dim"])
    writer.add_rope_freq_base(numbers["rope_theta"])
    writer.add_layer_norm_rms_eps(numbers["rms_norm_eps"])
    writer.add_vocab_size(numbers["vocab_size"])
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    _add_tokenizer(writer, folder / "tokenizer.json", numbers)
    for name, array in _tensors(read_arrays(folder / "model.safetensors"), numbers["num_attention_heads"]):
        writer.add_tensor(name, array)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _add_tokenizer(writer: Any, path: Path, numbers: Mapping[str, Any]) -> None:
    try:
        document = json.loads(read_text(path, _MAX_SIZE))
        vocabulary: dict[str, int] = document["model"]["vocab"]
        merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in document["model"]["merges"]]
        special = {entry["id"] for entry in document["added_tokens"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{path}: is no tokenizer ({error})") from error
    names = {number: name for name, number in vocabulary.items()}
    size = numbers["vocab_size"]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(_PRE_TOKENIZER)
    writer.add_token_list([names.get(number, f"<|unused:{number}|>") for number in range(size)])
    writer.add_token_types(
        [_CONTROL if number in special or number not in names else _NORMAL for number in range(size)]
    )
    writer.add_token_merges(merges)
    writer.add_bos_token_id(numbers["bos_token_id"])
    writer.add_eos_token_id(numbers["eos_token_id"])
    writer.add_add_bos_token(True)


def _tensors(
    weights: Mapping[str, npt.NDArray[np.floating]], heads: int
) -> Iterator[tuple[str, npt.NDArray[np.floating]]]:
    for name, array in sorted(weights.items()):
        stem = name.removeprefix("model.").removesuffix(".weight")
        if stem == "embed_tokens":
            target = "token_embd"
        elif stem == "norm":
            target = "output_norm"
        else:
            _, layer, part = stem.split(".", 2)
            target = f"blk.{layer}.{_LAYER_NAMES[part]}"
        if target.endswith(("attn_q", "attn_k")):
            array = _interleaved(array, heads)
        # Vectors are read in full precision alone.
        yield f"{target}.weight", array.astype(np.float32 if array.ndim == 1 else np.float16)


def _interleaved(array: npt.NDArray[np.floating], heads: int) -> npt.NDArray[np.floating]:
    """Reorder rows: llama.cpp rotates neighbors, transformers the two halves of a head."""
    rows, columns = array.shape
    halves = array.reshape(heads, 2, rows // heads // 2, columns)
    return np.ascontiguousarray(halves.swapaxes(1, 2).reshape(rows, columns))
