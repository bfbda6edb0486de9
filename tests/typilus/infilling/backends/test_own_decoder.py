from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP
from typilus.errors import InfillError
from typilus.infilling.backends.own_decoder import OwnDecoder
from typilus.lab.infiller_training.causal_decoder import CausalDecoder
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer
from typilus.lab.infiller_training.llama_folder import write_llama_folder


@pytest.fixture
def decoder() -> CausalDecoder:
    torch.manual_seed(1)
    decoder = CausalDecoder(CONFIG)
    with torch.no_grad():
        for parameter in decoder.parameters():
            parameter.add_(0.2 * torch.randn_like(parameter))
    return decoder


@pytest.fixture
def folder(decoder: CausalDecoder, tmp_path: Path) -> Path:
    tokenizer = InfillerTokenizer.train([SHOP], CONFIG.vocabulary)
    write_llama_folder(tmp_path, CONFIG, decoder, tokenizer, torch.float32)
    return tmp_path


def test_it_computes_what_torch_does(decoder: CausalDecoder, folder: Path) -> None:
    own = OwnDecoder.load(folder)
    tokens = np.random.default_rng(0).integers(0, CONFIG.vocabulary, (2, 50))
    states, _ = own.read(tokens)
    with torch.inference_mode():
        expected = torch.stack([decoder.logits(decoder(torch.from_numpy(row), [50])) for row in tokens])
    values = own.log_probabilities(states)
    np.testing.assert_allclose(values, expected.log_softmax(-1).numpy(), atol=1e-3)
    np.testing.assert_allclose(np.exp(values).sum(-1), 1, atol=1e-4)


def test_reading_on_behind_a_prefix_is_the_same_as_reading_at_once(folder: Path) -> None:
    own = OwnDecoder.load(folder)
    tokens = np.random.default_rng(1).integers(0, CONFIG.vocabulary, (3, 20))
    whole, _ = own.read(tokens)
    _, prefix = own.read(tokens[:1, :8])
    shared = tokens.copy()
    shared[:, :8] = tokens[0, :8]
    rest, longer = own.read(shared[:, 8:], prefix.take(np.zeros(3, np.intp)))
    np.testing.assert_allclose(rest, own.read(shared)[0][:, 8:], atol=1e-4)
    np.testing.assert_allclose(rest[0], whole[0, 8:], atol=1e-4)
    assert longer.length == 20


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"model_type": "gpt2"}, "another kind of model"),
        ({"hidden_size": 10**9}, "hidden_size is 1000000000, not from 8 to 4096"),
        ({"rope_theta": 500_000.0}, "rope_theta is 500000.0"),
        ({"tie_word_embeddings": False}, "tie_word_embeddings is False"),
        ({"num_key_value_heads": 1}, "share keys"),
        ({"intermediate_size": 64}, "should be"),
        ({"num_hidden_layers": 3}, "missing, should be"),
    ],
)
def test_other_models_are_refused(folder: Path, change: dict[str, object], message: str) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(InfillError, match=message):
        OwnDecoder.load(folder)


def test_damaged_weights_are_refused(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(InfillError, match="damaged"):
        OwnDecoder.load(folder)
    path.unlink()
    with pytest.raises(InfillError, match="is missing"):
        OwnDecoder.load(folder)
