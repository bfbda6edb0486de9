"""A model that says what a test has it say."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from typilus.infilling import Generation, GenerationRequest, LanguageModel

__all__ = ["ScriptedModel"]


class ScriptedModel(LanguageModel):
    """Answers with what a function makes of a request, and keeps the requests. A token is a character."""

    def __init__(self, answer: Callable[[GenerationRequest], list[Generation]], context: int = 10_000) -> None:
        self.name = "scripted"
        self.context = context
        self.requests: list[GenerationRequest] = []
        self.closed = False
        self._answer = answer

    def generate(self, requests: Sequence[GenerationRequest]) -> list[list[Generation]]:
        """See `LanguageModel.generate`."""
        self.requests += requests
        return [self._answer(request) for request in requests]

    def count(self, text: str) -> int:
        """See `LanguageModel.count`."""
        return len(text)

    def score(self, prompt: str, continuations: Sequence[str]) -> list[float] | None:
        """See `LanguageModel.score`."""
        self.requests.append(GenerationRequest(prompt))
        return [-float(len(continuation)) for continuation in continuations]

    def close(self) -> None:
        """See `LanguageModel.close`."""
        self.closed = True
