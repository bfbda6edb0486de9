"""Models behind HTTP: what all of them have in common."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

from typilus.infilling.announcing import Announcer
from typilus.infilling.backends.endpoint_answers import read_choices
from typilus.infilling.backends.http_exchange import ExchangeError, HttpExchange
from typilus.infilling.backends.request_budget import RequestBudget
from typilus.infilling.language_model import Generation, GenerationRequest, LanguageModel

__all__ = ["Endpoint", "EndpointAddress"]

# Of Python code some 3 bytes are a token.
_BYTES_A_TOKEN = 2.5
# A server that has failed so often in a row is not asked again: every symbol would wait for it.
_MAX_FAILURES = 3
_MALFORMED = (400, 422)
_LEAST_CONTEXT = 512


@dataclass(frozen=True)
class EndpointAddress:
    """A model on a server, and the terms on which it is asked.

    Attributes:
        exchange: The way to the server.
        base: Path that the paths of requests begin with, `/v1` for most servers.
        model: Name by which the server knows the model.
        announcer: Told what goes wrong.
        budget: Requests that may be sent.
        parallel: Maximum number of requests at a time.
    """

    exchange: HttpExchange
    base: str
    model: str
    announcer: Announcer
    budget: RequestBudget = field(default_factory=RequestBudget)
    parallel: int = 4


class Endpoint(LanguageModel):
    """A model behind HTTP.

    Servers differ in what they accept. A request that is malformed for one is tried with fewer fields, and what has
    helped is kept: first without `n`, then without all that the answer does not need.

    Args:
        address: The model.
        context: Maximum number of tokens of a prompt and its continuation together.
    """

    path: str
    max_n: int = 128
    is_shared = True

    def __init__(self, address: EndpointAddress, context: int) -> None:
        self.name = address.model
        self.fingerprint = address.exchange.url.geturl()
        self.context = context
        self._address = address
        self._plainness = 0
        self._failures = 0

    @property
    def answers(self) -> bool:
        """True as long as the server is asked."""
        return self._failures < _MAX_FAILURES

    def generate(self, requests: Sequence[GenerationRequest]) -> list[list[Generation]]:
        """See `LanguageModel.generate`."""
        if len(requests) == 1:
            return [self._answer(requests[0])]
        threads = ThreadPoolExecutor(self._address.parallel)
        try:
            return list(threads.map(self._answer, requests))
        finally:
            # Who interrupts a run does not wait for what has not begun.
            threads.shutdown(cancel_futures=True)

    def count(self, text: str) -> int:
        """See `LanguageModel.count`. It is an estimate, for which no request is spent."""
        return int(len(text.encode(errors="replace")) / _BYTES_A_TOKEN) + 1

    @abstractmethod
    def body(self, request: GenerationRequest, plain: bool) -> dict[str, Any]:
        """Return the body of a request without the model and `n`, with the indispensable fields only if it is plain."""

    def _answer(self, request: GenerationRequest) -> list[Generation]:
        generations: list[Generation] = []
        while len(generations) < request.n:
            left = request.n - len(generations)
            part = replace(request, n=min(left, self.max_n), seed=request.seed + len(generations))
            answers = self._answer_part(part)
            if not answers:
                break
            generations += answers[:left]
        return generations

    def _answer_part(self, request: GenerationRequest) -> list[Generation]:
        """Return at least one continuation, none after a failure."""
        malformed: ExchangeError | None = None
        for plainness, body in self._bodies(request):
            try:
                answer = self.post(self.path, body)
                generations = read_choices(answer) if answer is not None else []
            except ExchangeError as error:
                if error.status not in _MALFORMED:
                    self.fail(error)
                    return []
                malformed = error
            else:
                self._plainness = plainness
                return generations
        if malformed is not None:
            # Perhaps it has a smaller context than it says: the next prompts are shorter.
            if self.count(request.prompt) > self.context // 2:
                self.context = max(self.context * 3 // 4, _LEAST_CONTEXT)
            self.fail(malformed)
        return []

    def _bodies(self, request: GenerationRequest) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the bodies to be tried, each plainer than the one before it."""
        for plainness in range(self._plainness, 3):
            n = {"n": request.n} if plainness == 0 and request.n > 1 else {}
            # A single continuation is asked for without `n` anyway.
            if not (plainness == 1 and self._plainness == 0 and request.n == 1):
                yield plainness, {"model": self._address.model, **n, **self.body(request, plain=plainness == 2)}

    def post(self, path: str, body: object) -> Any:
        """Return the answer to one request, None if it may not be sent.

        Raises:
            ExchangeError: There is none.
        """
        if not self.answers:
            return None
        address = self._address
        if not address.budget.take():
            limit = address.budget.max_requests
            address.announcer.announce(f"{self.name}: the budget of {limit} requests is used up; it is asked no more")
            return None
        answer = address.exchange.ask(path, body)
        self._failures = 0
        return answer

    def fail(self, error: ExchangeError) -> None:
        """Note that a request has failed for good."""
        announcer = self._address.announcer
        announcer.announce(f"{self.name}: {error}; symbols go without its answer")
        if error.status not in _MALFORMED:
            self._failures += 1
            if not self.answers:
                announcer.announce(f"{self.name}: {_MAX_FAILURES} requests in a row have failed; it is asked no more")
