"""The answers of servers, read with distrust: whatever has another shape is a failed exchange."""

from __future__ import annotations

import math
from typing import Any

from typilus.infilling.backends.http_exchange import ExchangeError
from typilus.infilling.language_model import Generation

__all__ = ["listed_models", "read_choices", "token_probabilities"]


def read_choices(answer: Any) -> list[Generation]:
    """Return the continuations in the answer to a completion or a chat, in the order of their indices.

    Raises:
        ExchangeError: There is none in it.
    """
    choices = answer.get("choices") if isinstance(answer, dict) else None
    if not isinstance(choices, list) or not choices or not all(isinstance(choice, dict) for choice in choices):
        raise ExchangeError("the answer has no completions", 200)
    return [_generation(choice) for choice in sorted(choices, key=_index)]


def _index(choice: dict[str, Any]) -> int:
    index = choice.get("index")
    return index if isinstance(index, int) else 0


def _generation(choice: dict[str, Any]) -> Generation:
    text = choice.get("text")
    if text is None and isinstance(choice.get("message"), dict):
        text = choice["message"].get("content")
    if not isinstance(text, str):
        raise ExchangeError("a completion in the answer has no text", 200)
    # JSON can name halves of characters, which no file can hold.
    text = text.encode(errors="replace").decode()
    probabilities = token_probabilities(choice.get("logprobs"))
    tokens = []
    position = 0
    for token, value in probabilities or ():
        tokens.append((min(position, len(text)), value))
        position += len(token)
    return Generation(text, sum(value for _, value in tokens) if tokens else None, tuple(tokens))


def token_probabilities(logprobs: Any) -> list[tuple[str, float]] | None:
    """Return tokens and their log-probabilities, in either form that servers give them in. None without them."""
    if not isinstance(logprobs, dict):
        return None
    content = logprobs.get("content")
    if isinstance(content, list):
        pairs: list[tuple[Any, Any]] = [
            (entry.get("token"), entry.get("logprob")) for entry in content if isinstance(entry, dict)
        ]
    else:
        tokens, values = logprobs.get("tokens"), logprobs.get("token_logprobs")
        if not isinstance(tokens, list) or not isinstance(values, list) or len(tokens) != len(values):
            return None
        # The first token of a prompt follows nothing.
        pairs = list(zip(tokens, [0.0 if value is None else value for value in values[:1]] + values[1:], strict=True))
    probabilities = [(token, value) for token, value in pairs if isinstance(token, str) and _is_log_probability(value)]
    return probabilities if probabilities and len(probabilities) == len(pairs) else None


def _is_log_probability(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and value <= 1e-6


def listed_models(answer: Any) -> list[dict[str, Any]]:
    """Return the entries of a list of models that have an id, none from an answer of another shape."""
    entries = answer.get("data") if isinstance(answer, dict) else None
    if not isinstance(entries, list):
        return []
    return [entry for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
