from __future__ import annotations

import math
import sys
from pathlib import Path

import pytest
import torch

from tests.typilus.infilling.learned_function import FUNCTION, TYPES
from typilus.errors import InfillError
from typilus.infilling import Generation, GenerationRequest, TextInfiller
from typilus.infilling.announcing import Announcer
from typilus.infilling.backends import open_transformers
from typilus.infilling.backends.transformers_folder import TransformersModel
from typilus.infilling.dialects import choose_dialect

PROMPT = "def find("


def log_probability(model: TransformersModel, prompt: str, continuation: str) -> float:
    """By the definition: one forward pass over all of it, without a cache."""
    head, tail = model._encode(prompt), model._encode(continuation)
    with torch.inference_mode():
        logits = model._model(input_ids=torch.tensor([head + tail])).logits[0].log_softmax(dim=-1)
    return sum(float(logits[len(head) + index - 1, token]) for index, token in enumerate(tail))


def test_the_sentinels_tell_the_dialect(transformers_model: TransformersModel) -> None:
    assert transformers_model.name == "tiny"
    assert transformers_model.context == 256
    assert transformers_model.fingerprint
    assert choose_dialect(transformers_model).name == "qwen"
    assert transformers_model.count("<|fim_prefix|>") == 1


def test_scores_are_those_without_the_cache(transformers_model: TransformersModel) -> None:
    continuations = ["int", "dict[str, int] | None<|endoftext|>", "x"]
    scores = transformers_model.score(PROMPT, continuations)
    assert scores == pytest.approx(
        [log_probability(transformers_model, PROMPT, text) for text in continuations], abs=1e-3
    )
    assert transformers_model.score(PROMPT, []) == []


def test_the_most_probable_token_is_taken(transformers_model: TransformersModel) -> None:
    (generation,) = transformers_model.generate([GenerationRequest(PROMPT, max_tokens=6)])[0]
    assert generation.log_probability is not None
    assert len(generation.tokens) <= 6
    ids = transformers_model._encode(PROMPT)
    with torch.inference_mode():
        first = transformers_model._model(input_ids=torch.tensor([ids])).logits[0, -1].log_softmax(dim=-1)
    assert generation.tokens[0][1] == pytest.approx(float(first.max()), abs=1e-4)
    assert math.fsum(value for _, value in generation.tokens) == pytest.approx(generation.log_probability)


def test_samples_are_as_probable_as_they_say(transformers_model: TransformersModel) -> None:
    request = GenerationRequest(PROMPT, n=400, temperature=1.0, max_tokens=1, seed=1)
    generations = transformers_model.generate([request])[0]
    ids = transformers_model._encode(PROMPT)
    with torch.inference_mode():
        probabilities = transformers_model._model(input_ids=torch.tensor([ids])).logits[0, -1].softmax(dim=-1)
    likeliest = math.log(float(probabilities.max()))
    share = sum(abs(generation.tokens[0][1] - likeliest) < 1e-3 for generation in generations) / len(generations)
    assert share == pytest.approx(math.exp(likeliest), abs=0.1)


def test_equal_seeds_give_equal_samples(transformers_model: TransformersModel) -> None:
    request = GenerationRequest(PROMPT, n=4, temperature=1.0, max_tokens=5, seed=3)
    state = torch.get_rng_state()
    first, second = transformers_model.generate([request, request])
    assert first == second
    assert len({generation.text for generation in first}) > 1
    # Nobody else's random numbers are touched.
    assert torch.equal(state, torch.get_rng_state())


def test_a_stop_ends_it(transformers_model: TransformersModel) -> None:
    (free,) = transformers_model.generate([GenerationRequest(PROMPT, max_tokens=12)])[0]
    stop = free.text[3:5]
    (stopped,) = transformers_model.generate([GenerationRequest(PROMPT, max_tokens=12, stop=(stop,))])[0]
    assert stopped.text == free.text[: free.text.index(stop)]
    assert len(stopped.tokens) < len(free.tokens)


def test_too_long_a_prompt_loses_its_beginning(transformers_model: TransformersModel) -> None:
    request = GenerationRequest("x" * 3000 + PROMPT, max_tokens=4)
    assert len(transformers_model.generate([request])[0]) == 1
    assert transformers_model.score("x" * 3000 + PROMPT, ["int"]) is not None


def test_what_goes_wrong_is_said_once_and_no_error(tiny_folder: Path) -> None:
    sentences: list[str] = []
    model = open_transformers(tiny_folder, Announcer(sentences.append))
    model.close()
    model._model = lambda **arguments: (_ for _ in ()).throw(RuntimeError("secret prompt"))
    assert model.generate([GenerationRequest("x")] * 2) == [[], []]
    assert model.score("x", ["int"]) is None
    assert sentences == [
        "tiny: fails on a prompt (RuntimeError); symbols go without its answer",
        "tiny: cannot score (RuntimeError)",
    ]


def test_holes_are_filled(transformers_model: TransformersModel) -> None:
    infiller = TextInfiller(transformers_model, choose_dialect(transformers_model))
    (completion,) = infiller.complete([FUNCTION])[0]
    assert completion.texts == TYPES
    scores = infiller.score(FUNCTION.fill_first(TYPES[0]).fill_first(TYPES[1]), ["str", "int", "list[int]"])
    assert scores is not None
    assert max(scores) == scores[1] > -0.5


def test_causal_masking_fills_all_holes_in_one_generation(masked_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = open_transformers(masked_folder, Announcer(pytest.fail))
    model.inserts_sentinels = True  # it has learned to write them
    infiller = TextInfiller(model, choose_dialect(model))
    assert infiller.dialect.name == "incoder"
    asked: list[GenerationRequest] = []
    answer = model._answer

    def ask(request: GenerationRequest) -> list[Generation]:
        asked.append(request)
        return answer(request)

    monkeypatch.setattr(model, "_answer", ask)
    (completion,) = infiller.complete([FUNCTION])[0]
    assert completion.texts == TYPES
    assert completion.log_probability is not None
    assert -1.0 < completion.log_probability < 0.0
    assert len(asked) == 1


def test_what_a_user_can_mend_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InfillError, match=r"missing: no folder with a config\.json"):
        open_transformers(tmp_path / "missing", Announcer())
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80")
    with pytest.raises(InfillError, match=r"has no weights in \*\.safetensors"):
        open_transformers(tmp_path, Announcer())
    (tmp_path / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(InfillError, match="transformers cannot load it"):
        open_transformers(tmp_path, Announcer())
    monkeypatch.setitem(sys.modules, "transformers", None)
    with pytest.raises(InfillError, match=r"pip install 'typilus\[infill-transformers\]'"):
        open_transformers(tmp_path, Announcer())


def test_code_in_the_folder_is_not_run(tiny_folder: Path, tmp_path: Path) -> None:
    import json  # noqa: PLC0415

    for path in tiny_folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    config = json.loads((tiny_folder / "config.json").read_text(encoding="utf-8"))
    config["auto_map"] = {"AutoModelForCausalLM": "evil.Model", "AutoConfig": "evil.Config"}
    config["model_type"] = "evil"
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (tmp_path / "evil.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w').close()\n", encoding="utf-8")
    with pytest.raises(InfillError, match="cannot load it"):
        open_transformers(tmp_path, Announcer())
    assert not (tmp_path / "run").exists()
