from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from tests.typilus.lab.infiller_training.small_infiller import CONFIG, SHOP
from typilus.errors import InfillError
from typilus.infilling import GenerationRequest, HoledText, InfillerOptions, open_infiller
from typilus.infilling.backends import OwnModel
from typilus.lab.infiller_training.causal_decoder import CausalDecoder
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer
from typilus.lab.infiller_training.llama_folder import write_llama_folder

PROMPT = "def weigh(price:<|mask:0|>) -><|mask:1|>:\n    return 1\n<|mask:2|><|mask:0|>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of random weights, which says something else to every prompt."""
    folder = tmp_path_factory.mktemp("own")
    torch.manual_seed(2)
    decoder = CausalDecoder(CONFIG)
    with torch.no_grad():
        for parameter in decoder.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    write_llama_folder(folder, CONFIG, decoder, InfillerTokenizer.train([SHOP] * 3, CONFIG.vocabulary))
    return folder


@pytest.fixture(scope="module")
def model(folder: Path) -> OwnModel:
    return OwnModel(folder)


def test_a_score_is_the_sum_of_the_steps(model: OwnModel) -> None:
    """Each step is scored apart, as a continuation of one token."""
    texts = [" int<|endofmask|>", " dict[str, int]<|endofmask|>", "x", ""]
    scores = model.score(PROMPT, texts)
    assert scores is not None
    for text, score in zip(texts, scores, strict=True):
        prompt, total = PROMPT, 0.0
        for token in model._tokenizer.encode(text):
            [step] = model.score(prompt, [model._tokenizer.decode([token])]) or []
            total += step
            prompt += model._tokenizer.decode([token])
        assert score == pytest.approx(total, abs=1e-3)


def test_a_generation_has_the_score_of_its_text(model: OwnModel) -> None:
    whole_characters = 0
    for number in range(12):
        prompt = f"def f{number}("
        [[generation]] = model.generate([GenerationRequest(prompt, max_tokens=1)])
        assert generation.tokens == ((0, generation.log_probability),)
        if "\ufffd" not in generation.text:
            [score] = model.score(prompt, [generation.text]) or []
            assert generation.log_probability == pytest.approx(score, abs=1e-3)
            whole_characters += 1
    assert whole_characters
    [[generation]] = model.generate([GenerationRequest(PROMPT, max_tokens=6)])
    assert sum(value for _, value in generation.tokens) == pytest.approx(generation.log_probability)
    assert len(generation.tokens) == 6


def test_at_temperature_0_all_continuations_are_the_same(model: OwnModel) -> None:
    [generations] = model.generate([GenerationRequest(PROMPT, n=3, max_tokens=3)])
    assert generations == [generations[0]] * 3


def test_a_stop_ends_a_continuation_and_counts(model: OwnModel) -> None:
    [[whole]] = model.generate([GenerationRequest(PROMPT, max_tokens=12)])
    stop = whole.text[4:6]
    [[cut]] = model.generate([GenerationRequest(PROMPT, max_tokens=12, stop=(stop,))])
    assert cut.text == whole.text[: whole.text.index(stop)]
    assert cut.log_probability is not None
    assert whole.log_probability is not None
    assert cut.log_probability >= whole.log_probability


def test_samples_depend_on_the_seed_alone(model: OwnModel) -> None:
    request = GenerationRequest(PROMPT, n=5, temperature=1.0, max_tokens=5, seed=3)
    first, second = (model.generate([request])[0] for _ in range(2))
    assert first == second
    assert len({generation.text for generation in first}) > 1
    [other] = model.generate([GenerationRequest(PROMPT, n=5, temperature=1.0, max_tokens=5, seed=4)])
    assert other != first


def test_a_hole_that_is_over_is_followed_by_the_next_sentinel(model: OwnModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model never learns to write one, so that it is given."""
    end = model._tokenizer.special["<|endofmask|>"]
    read = model._decoder.log_probabilities

    def ends_at_once(states: object) -> object:
        values = read(states)  # type: ignore[arg-type]
        values[..., end] = 0.0
        return values

    monkeypatch.setattr(model._decoder, "log_probabilities", ends_at_once)
    [[generation]] = model.generate([GenerationRequest(PROMPT, max_tokens=12, stop=("<|mask:2|>",))])
    assert generation.text == "<|endofmask|><|mask:1|><|endofmask|>"
    assert generation.log_probability == 0.0


def test_holes_of_any_text_are_filled(folder: Path) -> None:
    with open_infiller(f"own:{folder}", InfillerOptions(cached=False)) as infiller:
        assert infiller.name == f"own:{folder.name}"
        long = HoledText(("x = 1\n" * 500 + "def f(x: ", ", y: ", ") -> ", ":\n    return x\n" + "z = 3\n" * 500))
        [[completion]] = infiller.complete([long])
        assert len(completion.texts) == 3
        assert completion.log_probability is not None
        assert math.isfinite(completion.log_probability)
        scores = infiller.score(HoledText(("def f(x: ", "):\n")), ["int", "str"])
        assert scores is not None
        assert all(math.isfinite(score) for score in scores)


def test_a_folder_of_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InfillError, match="is no tokenizer"):
        open_infiller(f"own:{tmp_path}")


def test_asking_needs_no_torch(folder: Path) -> None:
    script = (
        "import sys\nfor name in ('torch', 'tokenizers', 'transformers', 'gguf'): sys.modules[name] = None\n"
        "from typilus.infilling import HoledText, InfillerOptions, open_infiller\n"
        "with open_infiller(sys.argv[1], InfillerOptions(cached=False)) as infiller:\n"
        "    print(len(infiller.complete([HoledText(('x: ', ' = 1'))])[0]))\n"
    )
    done = subprocess.run([sys.executable, "-c", script, f"own:{folder}"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")
