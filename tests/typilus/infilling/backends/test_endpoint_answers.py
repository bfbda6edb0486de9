from typing import Any

import pytest

from typilus.infilling import Generation
from typilus.infilling.backends.endpoint_answers import listed_models, read_choices, token_probabilities
from typilus.infilling.backends.http_exchange import ExchangeError

OPENAI = {"tokens": ["int", "]"], "token_logprobs": [-0.5, -1.0], "text_offset": [0, 3]}
LLAMA = {"content": [{"token": "int", "logprob": -0.5}, {"token": "]", "logprob": -1.0}]}


@pytest.mark.parametrize("logprobs", [OPENAI, LLAMA])
def test_log_probabilities_come_in_two_forms(logprobs: dict[str, Any]) -> None:
    generation = Generation("int]", -1.5, ((0, -0.5), (3, -1.0)))
    assert read_choices({"choices": [{"text": "int]", "logprobs": logprobs}]}) == [generation]


def test_choices_are_in_order_and_chats_are_read() -> None:
    choices = [{"index": 1, "text": "b"}, {"index": 0, "message": {"role": "assistant", "content": "a"}}]
    assert read_choices({"choices": choices}) == [Generation("a"), Generation("b")]


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "int",
        {},
        {"choices": []},
        {"choices": "int"},
        {"choices": ["int"]},
        {"choices": [{}]},
        {"choices": [{"text": 3}]},
        {"choices": [{"text": None, "message": {"content": None}}]},
    ],
)
def test_nonsense_is_a_failed_exchange(answer: object) -> None:
    with pytest.raises(ExchangeError):
        read_choices(answer)


@pytest.mark.parametrize(
    "logprobs",
    [
        None,
        [],
        {},
        {"content": [{"token": "int"}]},
        {"content": [{"token": 3, "logprob": -1.0}]},
        {"content": [{"token": "int", "logprob": float("nan")}]},
        {"content": [{"token": "int", "logprob": 3.5}]},
        {"content": [{"token": "int", "logprob": True}]},
        {"tokens": ["int"], "token_logprobs": [-1.0, -2.0]},
        {"tokens": ["int", "]"], "token_logprobs": [-1.0, None]},
    ],
)
def test_what_is_no_log_probability_is_left_out(logprobs: object) -> None:
    assert token_probabilities(logprobs) is None
    assert read_choices({"choices": [{"text": "int", "logprobs": logprobs}]}) == [Generation("int")]


def test_halves_of_characters_are_replaced() -> None:
    assert read_choices({"choices": [{"text": "int\ud800"}]}) == [Generation("int?")]


def test_no_tokens_are_no_certainty() -> None:
    assert read_choices({"choices": [{"text": "", "logprobs": {"content": []}}]}) == [Generation("")]


def test_the_first_token_of_a_prompt_follows_nothing() -> None:
    assert token_probabilities({"tokens": ["x", ":"], "token_logprobs": [None, -1.0]}) == [("x", 0.0), (":", -1.0)]


def test_models_are_listed() -> None:
    assert listed_models({"data": [{"id": "a"}, {"id": 3}, "b", {"id": "c"}]}) == [{"id": "a"}, {"id": "c"}]
    assert listed_models({"data": None}) == listed_models([]) == []
