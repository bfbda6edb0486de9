from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.typilus.infilling.backends.addresses import address_of
from tests.typilus.infilling.backends.loopback_server import Answer, Request, completion, serve
from tests.typilus.infilling.learned_function import FUNCTION, TYPES
from typilus.infilling import GenerationRequest, TextInfiller
from typilus.infilling.announcing import Announcer
from typilus.infilling.backends import EndpointTerms, open_endpoint
from typilus.infilling.backends.gguf_file import GgufModel
from typilus.infilling.backends.llama_server import LlamaServer, ServerProperties
from typilus.infilling.dialects import DIALECTS, choose_dialect

SERVER = """
import sys, time, xllamacpp
parameters = xllamacpp.CommonParams()
parameters.model.path = sys.argv[1]
parameters.n_ctx = 512
parameters.n_parallel = 2
parameters.warmup = False
parameters.verbosity = -1
parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(parameters)
print(server.listening_address, flush=True)
time.sleep(600)
"""
RETURN = FUNCTION.fill_first(TYPES[0]).fill_first(TYPES[1])


@pytest.fixture
def server(tiny_gguf: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """llama.cpp's server in a process of its own, and its address."""
    with subprocess.Popen(
        [sys.executable, "-c", SERVER, tiny_gguf], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip(), process
        finally:
            process.kill()


def test_a_server_of_somebody_else_is_asked_until_it_is_killed(
    server: tuple[str, subprocess.Popen[str]], gguf_model: GgufModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, process = server
    sentences: list[str] = []
    model = open_endpoint(url, EndpointTerms(), Announcer(sentences.append))
    assert isinstance(model, LlamaServer)
    infiller = TextInfiller(model, choose_dialect(model))
    assert infiller.dialect.name == "qwen"
    assert infiller.complete([FUNCTION])[0][0].texts == TYPES
    assert len(infiller.complete([FUNCTION], n=5, temperature=1.0, seed=1)[0]) == 5
    own = TextInfiller(gguf_model, choose_dialect(gguf_model))
    assert infiller.score(RETURN, ["int", "str"]) == pytest.approx(own.score(RETURN, ["int", "str"]), abs=0.1)
    assert not sentences
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.wait()
    monkeypatch.setattr(time, "sleep", lambda pause: None)
    assert infiller.complete([FUNCTION]) == [[]]
    assert infiller.score(RETURN, ["int"]) is None
    assert len(sentences) == 1
    assert "symbols go without its answer" in sentences[0]


def test_scores_sum_to_what_is_generated(gguf_model: GgufModel) -> None:
    """The most probable token scored is the most probable token generated."""
    (generation,) = gguf_model.generate([GenerationRequest("def size", max_tokens=1)])[0]
    scores = gguf_model.score("def size", [generation.text + "<|endoftext|>", "def<|endoftext|>"])
    assert scores is not None
    assert scores[0] > scores[1]
    assert scores[0] < (generation.log_probability or 0.0)


def test_an_older_server_scores_nothing_and_answers_all_the_same() -> None:
    def respond(request: Request) -> Answer:
        if request.path == "/tokenize":
            return Answer({"tokens": [{"id": ord(sign), "piece": sign} for sign in request.body["content"]]})
        return Answer({}, 400) if "grammar" in request.body else Answer(completion("int"))

    with serve(respond) as server:
        model = LlamaServer(address_of(server, pytest.fail), ServerProperties(256, 4))
        assert model.score("x: ", ["int", "str"]) is None
        assert model.score("x: ", ["int", "str"]) is None
        assert len(server.posted()) == 2
        assert model.generate([GenerationRequest("x: ")])[0][0].text == "int"
        assert model.count("x: ") == 3


@pytest.mark.parametrize("tokens", [None, "x", [3], [{"piece": "x"}]])
def test_nonsense_for_tokens_is_no_score_and_an_estimate(tokens: object) -> None:
    with serve(lambda request: Answer({"tokens": tokens} if "tokenize" in request.path else {}, 200)) as server:
        model = LlamaServer(address_of(server, lambda _: None), ServerProperties(256, 4))
        assert model.score("x: ", ["int"]) is None
        assert 0 < model.count("x: y = 3") <= 8


def test_a_token_that_ends_nothing_is_scored_as_any_other(gguf_model: GgufModel) -> None:
    model = LlamaServer(gguf_model._address, ServerProperties(256, 4))
    scores = model.score("def size(items", ["def", "return"])
    assert scores is not None
    assert model._ends_itself is False


def test_holes_are_filled_without_knowing_the_sentinels(gguf_model: GgufModel) -> None:
    model = LlamaServer(gguf_model._address, ServerProperties(256, 4))
    assert model._fills_holes()
    infiller = TextInfiller(model, DIALECTS["suffix"])
    assert len(infiller.complete([FUNCTION], n=2, temperature=0.5)[0]) == 2
    answer = model.generate([GenerationRequest("x", suffix="y", max_tokens=2)])[0][0]
    assert answer.log_probability is not None


@pytest.mark.parametrize(
    ("answer", "properties"),
    [
        ({"default_generation_settings": {"n_ctx": 512}, "total_slots": 2}, ServerProperties(512, 2)),
        ({"default_generation_settings": {"n_ctx": 0}, "total_slots": 2}, None),
        ({"default_generation_settings": {"n_ctx": "512"}, "total_slots": 2}, None),
        ({"default_generation_settings": []}, None),
        ({"error": "no"}, None),
        ([], None),
        (None, None),
    ],
)
def test_properties_are_read(answer: object, properties: ServerProperties | None) -> None:
    assert ServerProperties.read(answer) == properties
