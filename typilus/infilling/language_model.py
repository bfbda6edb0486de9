"""The contract of a backend: text in, text out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Generation", "GenerationRequest", "LanguageModel"]


@dataclass(frozen=True, slots=True)
class GenerationRequest:
    """One prompt, and how it is to be continued.

    Attributes:
        prompt: Text. Special tokens in it are written as their names and read as special tokens.
        n: Number of continuations.
        temperature: 0 takes the most probable token at each step, so that all continuations are the same.
        max_tokens: Maximum number of tokens of a continuation.
        stop: Texts that end a continuation, and are no part of it.
        seed: Of the random numbers. Equal requests have equal answers where the model allows that.
        suffix: Text that follows the continuation, for a model that `takes_suffix`. None: nothing is said of it.
    """

    prompt: str
    n: int = 1
    temperature: float = 0.0
    max_tokens: int = 32
    stop: tuple[str, ...] = ()
    seed: int = 0
    suffix: str | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """One continuation of a prompt.

    Attributes:
        text: The continuation, without what ended it.
        log_probability: Of its tokens, in nats; with that of the token that ended it where the model tells that.
            None where the model tells nothing.
        tokens: For each token the position in the text at which it begins, and its log-probability. Empty where the
            model does not tell them.
    """

    text: str
    log_probability: float | None = None
    tokens: tuple[tuple[int, float], ...] = ()

    def between(self, start: int, end: int) -> Generation:
        """Return what lies between two positions of the text. At the end of the text, what ended it belongs to it.

        Where the tokens are not told, the log-probability is that of the whole text.
        """
        whole = end >= len(self.text)
        tokens = tuple((at - start, value) for at, value in self.tokens if start <= at and (at < end or whole))
        log_probability = sum(value for _, value in tokens) if self.tokens else self.log_probability
        return Generation(self.text[start:end], log_probability, tokens)


class LanguageModel(ABC):
    """A model that continues text.

    What goes wrong after the opening is announced once and is no error: a request that fails has no continuation.

    Attributes:
        name: What people are shown; part of the key of cached answers.
        fingerprint: Tells models of one name apart, for the key of cached answers.
        context: Maximum number of tokens of a prompt and its continuation together.
        special_tokens: Names of the model's special tokens, empty where the model does not tell them.
        takes_suffix: Whether requests may have a suffix.
        inserts_sentinels: Whether it is given, or writes, the next sentinel behind the text of a hole. Training by
            causal masking teaches no model to write one.
        chats: Whether a prompt is a message of a conversation, and what follows is the answer to it.
        is_shared: Whether other processes of this machine that it is sent to ask the same model, and load none.
    """

    name: str
    context: int
    fingerprint: str = ""
    special_tokens: frozenset[str] = frozenset()
    takes_suffix: bool = False
    inserts_sentinels: bool = False
    chats: bool = False
    is_shared: bool = False

    @abstractmethod
    def generate(self, requests: Sequence[GenerationRequest]) -> list[list[Generation]]:
        """Return at most n continuations for each request. None is what a request has that failed."""

    @abstractmethod
    def count(self, text: str) -> int:
        """Return the number of tokens of a text, or an estimate that is seldom too low."""

    def score(self, prompt: str, continuations: Sequence[str]) -> list[float] | None:
        """Return log P(continuation | prompt) in nats for each, or None from a model that cannot tell or has failed.

        The prompt is read once for all of them. A continuation may end in a special token.
        """
        return None

    def close(self) -> None:
        """Free what the model holds. It is not asked afterwards."""
        return
