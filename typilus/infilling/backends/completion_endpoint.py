"""Any server with OpenAI's completions: vLLM, LM Studio, Ollama, llama.cpp behind a proxy, hosted ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from typilus.infilling.backends.endpoint import Endpoint, EndpointAddress
from typilus.infilling.backends.endpoint_answers import token_probabilities
from typilus.infilling.backends.http_exchange import ExchangeError
from typilus.infilling.language_model import GenerationRequest

__all__ = ["CompletionEndpoint"]

# OpenAI's own limit.
_MAX_STOPS = 4
_NOT_TAKEN = (400, 404, 422, 501)


class CompletionEndpoint(Endpoint):
    """A model behind `/completions`.

    Args:
        address: The model.
        context: Maximum number of tokens of a prompt and its continuation together.
        takes_suffix: Whether the server takes prefix and suffix apart.
    """

    def __init__(self, address: EndpointAddress, context: int, takes_suffix: bool = False) -> None:
        super().__init__(address, context)
        self.path = f"{address.base}/completions"
        self.takes_suffix = takes_suffix
        self._scores = True

    def body(self, request: GenerationRequest, plain: bool) -> dict[str, Any]:
        """See `Endpoint.body`."""
        body: dict[str, Any] = {
            "prompt": request.prompt,
            "max_tokens": request.max_tokens,
            "temperature": request.temperature,
        }
        if request.stop:
            body["stop"] = list(request.stop[:_MAX_STOPS])
        if request.suffix is not None:
            body["suffix"] = request.suffix
        return body if plain else {**body, "top_p": 1.0, "seed": request.seed, "logprobs": 1}

    def score(self, prompt: str, continuations: Sequence[str]) -> list[float] | None:
        """See `LanguageModel.score`. Asked of servers that repeat the prompt with log-probabilities, as vLLM does."""
        if not self._scores:
            return None
        body = {
            "model": self._address.model,
            "prompt": [prompt + continuation for continuation in continuations],
            "max_tokens": 1,
            "temperature": 0.0,
            "echo": True,
            "logprobs": 1,
        }
        try:
            answer = self.post(self.path, body)
        except ExchangeError as error:
            if error.status in _NOT_TAKEN:
                self._scores = False
            else:
                self.fail(error)
            return None
        choices = answer.get("choices") if isinstance(answer, dict) else None
        if not isinstance(choices, list) or len(choices) != len(continuations):
            return None
        scores = []
        for choice, continuation in zip(choices, continuations, strict=True):
            tokens = token_probabilities(choice.get("logprobs") if isinstance(choice, dict) else None)
            score = _score_at_end(tokens or [], continuation)
            if score is None:
                self._scores = False
                return None
            scores.append(score)
        return scores


def _score_at_end(tokens: list[tuple[str, float]], continuation: str) -> float | None:
    """Return the log-probability of the tokens before the last, which was generated, that make up a continuation."""
    text = ""
    score = 0.0
    for token, value in reversed(tokens[:-1]):
        text = token + text
        score += value
        if len(text) >= len(continuation):
            return score if text.endswith(continuation) else None
    return None
