"""llama.cpp's own server: sentinels, exact scores, and a way to fill holes without knowing any sentinel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from typilus.infilling.backends.completion_endpoint import CompletionEndpoint
from typilus.infilling.backends.endpoint import EndpointAddress
from typilus.infilling.backends.endpoint_answers import read_choices
from typilus.infilling.backends.http_exchange import ExchangeError
from typilus.infilling.dialects import SENTINELS
from typilus.infilling.language_model import Generation, GenerationRequest

__all__ = ["LlamaServer", "ServerProperties"]


# Texts whose tokens have been counted: around neighboring holes they are the same.
_MAX_COUNTS = 64


@dataclass(frozen=True, slots=True)
class ServerProperties:
    """The limits of a llama.cpp server.

    Attributes:
        context: Number of tokens of one request's prompt and continuation.
        slots: Number of requests that are processed at a time.
    """

    context: int
    slots: int

    @classmethod
    def read(cls, answer: Any) -> ServerProperties | None:
        """Return the properties in what `/props` answers, None if that is no llama.cpp server."""
        settings = answer.get("default_generation_settings") if isinstance(answer, dict) else None
        if not isinstance(settings, dict):
            return None
        context, slots = settings.get("n_ctx"), answer.get("total_slots")
        if not isinstance(context, int) or not isinstance(slots, int) or context < 1 or slots < 1:
            return None
        return cls(context, slots)


class LlamaServer(CompletionEndpoint):
    """A model behind llama.cpp's server.

    Args:
        address: The model.
        properties: The server's limits.
        root: Path of those requests that are llama.cpp's own.
    """

    def __init__(self, address: EndpointAddress, properties: ServerProperties, root: str = "") -> None:
        super().__init__(address, properties.context)
        self.max_n = properties.slots
        self._root = root
        self._counts: dict[str, int] = {}
        self.special_tokens = self._known_sentinels()
        self.takes_suffix = not self.special_tokens and self._fills_holes()
        # Whether the end of a continuation is a token at which the server ends anyway; None while nobody knows.
        self._ends_itself: bool | None = None

    def body(self, request: GenerationRequest, plain: bool) -> dict[str, Any]:
        """See `Endpoint.body`. The defaults of the server would leave out what is improbable."""
        return {**super().body(request, plain), "top_k": 0, "min_p": 0.0}

    def count(self, text: str) -> int:
        """See `LanguageModel.count`. The server counts."""
        if text not in self._counts:
            try:
                self._counts[text] = len(self._tokenize(text)) if self.answers else super().count(text)
            except ExchangeError:
                return super().count(text)
            if len(self._counts) > _MAX_COUNTS:
                del self._counts[next(iter(self._counts))]
        return self._counts[text]

    def score(self, prompt: str, continuations: Sequence[str]) -> list[float] | None:
        """See `LanguageModel.score`.

        A grammar of nothing but a continuation's own tokens has the server generate it; the log-probabilities that it
        reports are those from before the grammar. The prompt stays in the server's cache.
        """
        if not (self.answers and self._scores):
            return None
        try:
            scores = [self._score(prompt, continuation) for continuation in continuations]
        except ExchangeError as error:
            if error.status == 400 and self._ends_itself is None:
                # An older one, whose grammars have no tokens.
                self._scores = False
            else:
                self.fail(error)
            return None
        exact = [score for score in scores if score is not None]
        return exact if len(exact) == len(scores) else None

    def _score(self, prompt: str, continuation: str) -> float | None:
        ids = [token for token, _ in self._tokenize(continuation)]
        if self._ends_itself is None:
            try:
                score = self._score_tokens(prompt, ids, ids)
                self._ends_itself = False
            except ExchangeError as error:
                # A grammar cannot have a token that ends every generation.
                if error.status is None or len(ids) < 2:
                    raise
                score = self._score_tokens(prompt, ids[:-1], ids)
                self._ends_itself = True
            return score
        return self._score_tokens(prompt, ids[:-1] if self._ends_itself else ids, ids)

    def _score_tokens(self, prompt: str, grammar: Sequence[int], ids: Sequence[int]) -> float | None:
        """Return the log-probability of as many tokens as `ids` has, generated by a grammar of tokens."""
        body = {
            "prompt": prompt,
            "max_tokens": len(ids),
            "temperature": 0.0,
            "logprobs": 1,
            "grammar": "root ::= " + " ".join(f"<[{token}]>" for token in grammar),
        }
        answer = self.post(self.path, body)
        if answer is None:
            return None
        tokens = read_choices(answer)[0].tokens
        return sum(value for _, value in tokens) if len(tokens) == len(ids) else None

    def _tokenize(self, text: str) -> list[tuple[int, str]]:
        """Return the tokens of a text, special ones by their names.

        Raises:
            ExchangeError: There is no such answer.
        """
        body = {"content": text, "add_special": False, "parse_special": True, "with_pieces": True}
        answer = self._address.exchange.ask(f"{self._root}/tokenize", body)
        tokens = answer.get("tokens") if isinstance(answer, dict) else None
        if not isinstance(tokens, list) or not all(
            isinstance(token, dict) and isinstance(token.get("id"), int) for token in tokens
        ):
            raise ExchangeError("the answer has no tokens", 200)
        return [(token["id"], str(token.get("piece"))) for token in tokens]

    def _known_sentinels(self) -> frozenset[str]:
        """Return the sentinels of all dialects that are single tokens of the model."""
        # SentencePiece writes a blank as this mark, in the names of CodeLlama's sentinels too.
        names = [*SENTINELS, *(name.replace("▁", " ") for name in SENTINELS if name.startswith("▁"))]
        try:
            pieces = {piece for _, piece in self._tokenize("\n".join(names))}
        except ExchangeError:
            return frozenset()
        return frozenset(name for name in SENTINELS if not pieces.isdisjoint((name, name.replace("▁", " "))))

    def _fills_holes(self) -> bool:
        """Return whether the server knows the sentinels of its model."""
        try:
            self._address.exchange.ask(f"{self._root}/infill", _infill_body(GenerationRequest("x", 1, max_tokens=1)))
        except ExchangeError:
            return False
        return True

    def _answer_part(self, request: GenerationRequest) -> list[Generation]:
        if request.suffix is None:
            return super()._answer_part(request)
        try:
            answer = self.post(f"{self._root}/infill", _infill_body(request))
            if answer is None:
                return []
            if not isinstance(answer, dict):
                raise ExchangeError("the answer has no completions", 200)
            choice = {"text": answer.get("content"), "logprobs": {"content": answer.get("completion_probabilities")}}
            return read_choices({"choices": [choice]})
        except ExchangeError as error:
            self.fail(error)
            return []


def _infill_body(request: GenerationRequest) -> dict[str, Any]:
    return {
        "input_prefix": request.prompt,
        "input_suffix": request.suffix or "",
        "n_predict": request.max_tokens,
        "temperature": request.temperature,
        "stop": list(request.stop),
        "seed": request.seed,
        "n_probs": 1,
        "top_k": 0,
        "top_p": 1.0,
        "min_p": 0.0,
    }
