"""A tiny model that has learned one function by heart, as transformers saves it and as a GGUF file."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy as np
import torch
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast, XGLMConfig, XGLMForCausalLM

from tests.typilus.infilling.learned_function import FUNCTION, TYPES
from typilus.infilling import HoledText
from typilus.infilling.dialects import DIALECTS

__all__ = ["CONTEXT", "END", "MASKS", "SENTINELS", "save_folder", "save_gguf"]

SENTINELS = ("<|fim_prefix|>", "<|fim_suffix|>", "<|fim_middle|>")
MASKS = (*(f"<|mask:{number}|>" for number in range(17)), "<|endofmask|>")
END = "<|endoftext|>"
CONTEXT = 256
_WIDTH = 32
_HEADS = 2
_LAYERS = 2


def save_folder(folder: Path, sentinels: tuple[str, ...] = SENTINELS) -> None:
    """Train a model and its tokenizer in a second, and save them. It speaks the dialect of its sentinels."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = [AddedToken(token, special=True, normalized=False) for token in (END, *sentinels)]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=330, special_tokens=special, initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator([FUNCTION.fill(TYPES)], trainer)
    saved = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=END)
    saved.save_pretrained(folder)
    torch.manual_seed(1)
    vocabulary_size = tokenizer.get_vocab_size()
    model = _incoder(vocabulary_size) if sentinels == MASKS else _llama(vocabulary_size)
    _train(model, [saved(text)["input_ids"] for text in _lessons(sentinels)])
    model.save_pretrained(folder)


def _incoder(vocabulary_size: int) -> XGLMForCausalLM:
    """Return a network of InCoder's architecture."""
    config = XGLMConfig(
        vocab_size=vocabulary_size,
        d_model=_WIDTH,
        ffn_dim=2 * _WIDTH,
        num_layers=_LAYERS,
        attention_heads=_HEADS,
        max_position_embeddings=CONTEXT,
        dropout=0.0,
        attention_dropout=0.0,
        init_std=0.1,
        eos_token_id=0,
        pad_token_id=None,
        bos_token_id=None,
    )
    return XGLMForCausalLM(config)


def _llama(vocabulary_size: int) -> LlamaForCausalLM:
    config = LlamaConfig(
        vocab_size=vocabulary_size,
        hidden_size=_WIDTH,
        intermediate_size=2 * _WIDTH,
        num_hidden_layers=_LAYERS,
        num_attention_heads=_HEADS,
        max_position_embeddings=CONTEXT,
        initializer_range=0.1,
        eos_token_id=0,
        bos_token_id=None,
        tie_word_embeddings=False,
    )
    return LlamaForCausalLM(config)


def _lessons(sentinels: tuple[str, ...]) -> list[str]:
    """Return prompts with their answers, as the dialect of the sentinels has them."""
    if sentinels == MASKS:
        first, *others = (f"<|mask:{index}|> {type_}<|endofmask|>" for index, type_ in enumerate(TYPES))
        prompt = DIALECTS["incoder"].ask(_without_blanks(FUNCTION)).prompt
        return [prompt + first.removeprefix("<|mask:0|>") + "".join(others) + END]
    # One question for all holes, whose answer has the code between them, and one for the last hole alone.
    whole, last = FUNCTION, FUNCTION.fill_first(TYPES[0]).fill_first(TYPES[1])
    middle = HoledText(("", *whole.parts[1:-1], "")).fill(TYPES)
    answers = {whole: middle, last: TYPES[-1]}
    ask = DIALECTS["qwen"].ask
    return [f"{ask(_without_blanks(text)).prompt} {answer}{END}" for text, answer in answers.items()]


def _without_blanks(text: HoledText) -> HoledText:
    return HoledText(tuple(part.rstrip(" ") for part in text.parts))


def _train(model: LlamaForCausalLM | XGLMForCausalLM, lessons: list[list[int]]) -> None:
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    for _ in range(100):
        for ids in lessons:
            tokens = torch.tensor([ids])
            loss = model(input_ids=tokens, labels=tokens).loss
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()


def save_gguf(folder: Path, path: Path) -> None:
    """Save the model of a folder as llama.cpp reads it."""
    model = LlamaForCausalLM.from_pretrained(folder)
    saved = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary: dict[str, int] = saved["model"]["vocab"]
    special = {token["content"] for token in saved["added_tokens"]}
    tokens = sorted(vocabulary, key=vocabulary.__getitem__)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(_LAYERS)
    writer.add_feed_forward_length(2 * _WIDTH)
    writer.add_head_count(_HEADS)
    writer.add_layer_norm_rms_eps(model.config.rms_norm_eps)
    writer.add_rope_dimension_count(_WIDTH // _HEADS)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    kinds = (gguf.TokenType.CONTROL if token in special else gguf.TokenType.NORMAL for token in tokens)
    writer.add_token_types(list(kinds))
    writer.add_token_merges([" ".join(merge) for merge in saved["model"]["merges"]])
    writer.add_eos_token_id(vocabulary[END])
    writer.add_add_bos_token(False)
    for name, tensor in model.state_dict().items():
        writer.add_tensor(_gguf_name(name), _for_llama(name, tensor.numpy()))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


_NAMES = {
    "model.embed_tokens": "token_embd",
    "model.norm": "output_norm",
    "lm_head": "output",
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "model.layers.": "blk.",
}


def _gguf_name(name: str) -> str:
    for part, short in _NAMES.items():
        name = name.replace(part, short)
    return name


def _for_llama(name: str, tensor: np.ndarray) -> np.ndarray:
    """Rotary pairs lie side by side in llama.cpp, and half a head apart in transformers."""
    if "q_proj" not in name and "k_proj" not in name:
        return tensor
    rows, columns = tensor.shape
    return tensor.reshape(_HEADS, 2, rows // _HEADS // 2, columns).swapaxes(1, 2).reshape(rows, columns)
