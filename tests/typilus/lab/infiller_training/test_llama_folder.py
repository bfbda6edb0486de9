from __future__ import annotations

from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP
from typilus.lab.infiller_training.causal_decoder import CausalDecoder
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer
from typilus.lab.infiller_training.llama_folder import write_llama_folder


def test_transformers_computes_the_same_logits(tokenizer: InfillerTokenizer, tmp_path: Path) -> None:
    torch.manual_seed(3)
    decoder = CausalDecoder(CONFIG)
    with torch.no_grad():
        for parameter in decoder.parameters():  # norms are ones at first, which would hide one in a wrong place
            parameter.add_(0.2 * torch.randn_like(parameter))
    write_llama_folder(tmp_path, CONFIG, decoder, tokenizer, torch.float32)
    model = AutoModelForCausalLM.from_pretrained(tmp_path)
    assert type(model).__name__ == "LlamaForCausalLM"
    tokens = [tokenizer.end_of_text, *tokenizer.encode([SHOP])[0]][:150]
    with torch.inference_mode():
        ours = decoder.logits(decoder(torch.tensor(tokens), [len(tokens)]))
        theirs = model(torch.tensor([tokens])).logits[0]
    torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-3)


def test_transformers_reads_the_same_tokens(tokenizer: InfillerTokenizer, tmp_path: Path) -> None:
    write_llama_folder(tmp_path, CONFIG, CausalDecoder(CONFIG), tokenizer)
    loaded = AutoTokenizer.from_pretrained(tmp_path)
    assert loaded(SHOP)["input_ids"] == [tokenizer.end_of_text, *tokenizer.encode([SHOP])[0]]
    prompt = "def f(x:<|mask:0|>):\n<|mask:1|><|mask:0|>"
    assert loaded(prompt)["input_ids"].count(tokenizer.sentinels.mask(0)) == 2
    assert loaded.decode(loaded(prompt)["input_ids"], skip_special_tokens=False) == "<|endoftext|>" + prompt
