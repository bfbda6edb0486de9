from typing import Any

import pytest

from tests.typilus.infilling.backends.addresses import address_of
from tests.typilus.infilling.backends.loopback_server import Answer, Request, completion, serve
from typilus.infilling import GenerationRequest
from typilus.infilling.backends.completion_endpoint import CompletionEndpoint


def test_requests_are_openais() -> None:
    with serve(lambda request: Answer(completion("a", "b"))) as server:
        model = CompletionEndpoint(address_of(server, print), 4096)
        model.generate([GenerationRequest("p", 2, 0.5, 16, ("1", "2", "3", "4", "5"), 7)])
        assert server.posted() == [
            {
                "model": "tiny",
                "prompt": "p",
                "n": 2,
                "temperature": 0.5,
                "top_p": 1.0,
                "max_tokens": 16,
                "stop": ["1", "2", "3", "4"],
                "seed": 7,
                "logprobs": 1,
            }
        ]
        model.generate([GenerationRequest("p", suffix="s")])
        assert server.posted()[-1]["suffix"] == "s"


def echo(request: Request) -> Answer:
    """Repeat the prompts, a token for each character, as vLLM does with its own tokens."""
    choices: list[dict[str, Any]] = []
    for index, prompt in enumerate(request.body["prompt"]):
        tokens = [*"<s>", *prompt, "!"]
        values = [None, *(-float(ord(token)) for token in tokens[1:])]
        choices.append({"index": index, "text": "", "logprobs": {"tokens": tokens, "token_logprobs": values}})
    return Answer({"choices": choices})


def test_continuations_are_scored_where_prompts_are_repeated() -> None:
    with serve(echo) as server:
        model = CompletionEndpoint(address_of(server, print), 4096)
        assert model.score("x: ", ["int", "a"]) == [-float(sum(map(ord, "int"))), -float(ord("a"))]
        assert len(server.posted()) == 1


@pytest.mark.parametrize("answer", [Answer({}, 400), Answer(completion("a", "b"))], ids=["refused", "not repeated"])
def test_where_they_are_not_nothing_is_scored(answer: Answer) -> None:
    sentences: list[str] = []
    with serve(lambda request: answer) as server:
        model = CompletionEndpoint(address_of(server, sentences.append), 4096)
        assert model.score("x: ", ["int", "a"]) is None
        assert model.score("x: ", ["int", "a"]) is None
        assert len(server.posted()) == 1
    assert not sentences
