from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP
from typilus.errors import CheckpointError, TypilusError
from typilus.infilling import GenerationRequest, HoledText, TextInfiller
from typilus.infilling.announcing import Announcer
from typilus.infilling.backends import OwnModel, open_gguf
from typilus.infilling.backends.gguf_file import GgufModel
from typilus.infilling.dialects import choose_dialect
from typilus.lab.infiller_training.causal_decoder import CausalDecoder
from typilus.lab.infiller_training.gguf_export import write_gguf
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer
from typilus.lab.infiller_training.llama_folder import write_llama_folder

PROMPT = (
    "<|file|>prices.py\ndef weigh(price:<|mask:0|>, größe = 12345) -><|mask:1|>:\n    return 1\n<|mask:2|><|mask:0|>"
)


@pytest.fixture(scope="module")
def models(tokenizer: InfillerTokenizer, tmp_path_factory: pytest.TempPathFactory) -> tuple[OwnModel, GgufModel]:
    """The same weights by numpy and by llama.cpp."""
    folder = tmp_path_factory.mktemp("model")
    torch.manual_seed(5)
    decoder = CausalDecoder(CONFIG)
    with torch.no_grad():
        for parameter in decoder.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    write_llama_folder(folder, CONFIG, decoder, tokenizer)
    write_gguf(folder, folder / "model.gguf")
    return OwnModel(folder), open_gguf(folder / "model.gguf", Announcer())


def test_llama_cpp_reads_the_same_tokens(models: tuple[OwnModel, GgufModel]) -> None:
    own, llama = models
    for text in (PROMPT, SHOP, "x = 1234567\n\n\n  # ü\t\r\n日本 -> 2026", "  \n 'a  b'"):
        tokens = [token for token, _ in llama._tokenize(text)]
        assert tokens == own._tokenizer.encode(text)


def test_llama_cpp_computes_the_same_probabilities(models: tuple[OwnModel, GgufModel]) -> None:
    """llama.cpp keeps keys and values in half precision."""
    own, llama = models
    continuations = [" int", " str | None", " dict[str, int]"]
    scores = [model.score(PROMPT, continuations) for model in models]
    assert scores[0] == pytest.approx(scores[1], abs=0.1)
    assert np.ptp(scores[0] or []) > 1
    [first], [second] = (model.generate([GenerationRequest(PROMPT, max_tokens=1)])[0] for model in models)
    assert first.log_probability == pytest.approx(second.log_probability, abs=0.05)
    assert choose_dialect(llama).name == choose_dialect(own).name == "incoder"


def test_both_fill_a_hole(models: tuple[OwnModel, GgufModel]) -> None:
    text = HoledText(("def f(x: ", ") -> int:\n    return x\n"))
    for model in models:
        infiller = TextInfiller(model, choose_dialect(model))
        assert len(infiller.complete([text])[0]) == 1
        assert len(infiller.score(text, ["int", "str"]) or []) == 2


def test_what_cannot_be_converted_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "gpt2"}))
    with pytest.raises(CheckpointError, match="is no infiller of our own"):
        write_gguf(tmp_path, tmp_path / "model.gguf")
    monkeypatch.setitem(sys.modules, "gguf", None)
    with pytest.raises(TypilusError, match=r"pip install 'typilus\[train\]'"):
        write_gguf(tmp_path, tmp_path / "model.gguf")
