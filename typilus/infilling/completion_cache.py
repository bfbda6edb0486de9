"""Answers of models, kept on disk by what was asked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import astuple
from typing import Any, TypeVar

from graph_extraction.intake import parse_json
from typilus.files import EntryCache
from typilus.infilling.language_model import Generation, GenerationRequest, LanguageModel

__all__ = ["BUDGET", "CachedModel"]

BUDGET = 256 << 20
"""Bytes of all answers that are kept."""
# Part of every key: of another version, entries are others.
_VERSION = 1
_Answer = TypeVar("_Answer")


class CachedModel(LanguageModel):
    """A model whose answers are kept. Prompts are not: an entry is found by the hash of what was asked.

    Args:
        model: The model that is asked for what is not there.
        entries: The answers. Several processes may use them at a time.
    """

    def __init__(self, model: LanguageModel, entries: EntryCache) -> None:
        self.name = model.name
        self.fingerprint = model.fingerprint
        self.context = model.context
        self.special_tokens = model.special_tokens
        self.takes_suffix = model.takes_suffix
        self.inserts_sentinels = model.inserts_sentinels
        self.chats = model.chats
        self.is_shared = model.is_shared
        self._model = model
        self._entries = entries

    def generate(self, requests: Sequence[GenerationRequest]) -> list[list[Generation]]:
        """See `LanguageModel.generate`. What has failed is asked again the next time."""
        keys = [self._key("generate", *astuple(request)) for request in requests]
        answers = [self._load(key, _read_generations) for key in keys]
        missing = [index for index, answer in enumerate(answers) if answer is None]
        if missing:
            generated = self._model.generate([requests[index] for index in missing])
            self.context = self._model.context
            for index, generations in zip(missing, generated, strict=True):
                answers[index] = generations
                if len(generations) == requests[index].n:
                    self._save(keys[index], [astuple(generation) for generation in generations])
        return [answer or [] for answer in answers]

    def count(self, text: str) -> int:
        """See `LanguageModel.count`."""
        return self._model.count(text)

    def score(self, prompt: str, continuations: Sequence[str]) -> list[float] | None:
        """See `LanguageModel.score`."""
        key = self._key("score", prompt, list(continuations))
        saved = self._load(key, _read_scores)
        if saved is not None:
            return saved
        scores = self._model.score(prompt, continuations)
        if scores is not None:
            self._save(key, scores)
        return scores

    def close(self) -> None:
        """See `LanguageModel.close`."""
        self._entries.trim()
        self._model.close()

    def _key(self, *question: Any) -> str:
        parts = (_VERSION, self.name, self.fingerprint, *question)
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def _load(self, key: str, read: Callable[[Any], _Answer]) -> _Answer | None:
        """Return what was saved under a key, None without it."""
        content = self._entries.load(key)
        if content is None:
            return None
        try:
            return read(parse_json(content))
        except (ValueError, TypeError) as error:
            self._entries.drop(key, error)
            return None

    def _save(self, key: str, answer: object) -> None:
        self._entries.save(key, json.dumps(answer).encode())


def _read_generations(saved: Any) -> list[Generation]:
    return [
        Generation(text, log_probability, tuple((start, value) for start, value in tokens))
        for text, log_probability, tokens in saved
    ]


def _read_scores(saved: Any) -> list[float]:
    return [float(value) for value in saved]
