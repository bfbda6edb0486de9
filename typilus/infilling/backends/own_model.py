"""Our own infiller as a language model: a folder that `typilus train infiller` made, run in numpy alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from graph_extraction.intake import read_bytes
from typilus.errors import InfillError
from typilus.infilling.backends.own_decoder import OwnDecoder, ReadPrefix
from typilus.infilling.backends.own_tokenizer import OwnTokenizer
from typilus.infilling.language_model import Generation, GenerationRequest, LanguageModel

__all__ = ["OwnModel"]

_START: Final = "<|endoftext|>"
_END_OF_MASK: Final = "<|endofmask|>"
_MASK: Final = "<|mask:{}|>"
_MASK_NUMBER = re.compile(r"<\|mask:(\d+)\|>")
_ROW_TOKENS = 2_048
"""Tokens of continuations that are read at once."""
_MAX_WEIGHTS = 1 << 30


@dataclass(slots=True)
class _Row:
    """A continuation that is being written.

    Attributes:
        tokens: Its tokens so far.
        values: Their log-probabilities.
        next_mask: Number of the hole that comes next.
        result: What has become of it, None while it is being written.
    """

    next_mask: int
    tokens: list[int] = field(default_factory=list)
    values: list[float] = field(default_factory=list)
    result: Generation | None = None


class OwnModel(LanguageModel):
    """A model of our own.

    It learns no mask sentinel (InCoder, section 2.1), so that behind the end of a hole it is given the next one.

    Args:
        folder: Folder of the model.

    Raises:
        InfillError: It is no folder of such a model.
    """

    inserts_sentinels = True

    def __init__(self, folder: Path) -> None:
        self._tokenizer = OwnTokenizer.load(folder / "tokenizer.json")
        self._decoder = OwnDecoder.load(folder)
        self.name = f"own:{folder.name}"
        self.fingerprint = hashlib.sha256(read_bytes(folder / "model.safetensors", _MAX_WEIGHTS)).hexdigest()[:16]
        self.context = self._decoder.context
        self.special_tokens = frozenset(self._tokenizer.special)
        numbers = self._tokenizer.special
        if _START not in numbers or _END_OF_MASK not in numbers or max(numbers.values()) >= self._decoder.vocabulary:
            raise InfillError(f"{folder}: its tokenizer is that of another model")
        self._start, self._end_of_mask = numbers[_START], numbers[_END_OF_MASK]

    def count(self, text: str) -> int:
        """See `LanguageModel.count`."""
        return len(self._tokenizer.encode(text))

    def generate(self, requests: Sequence[GenerationRequest]) -> list[list[Generation]]:
        """See `LanguageModel.generate`."""
        return [self._continue(request) for request in requests]

    def score(self, prompt: str, continuations: Sequence[str]) -> list[float] | None:
        """See `LanguageModel.score`."""
        encoded = [self._tokenizer.encode(text)[: self.context // 2] for text in continuations]
        longest = max(map(len, encoded), default=0)
        state, prefix = self._read_prompt(prompt, longest)
        first = self._decoder.log_probabilities(state)
        scores = [float(first[tokens[0]]) if tokens else 0.0 for tokens in encoded]
        rest = [index for index, tokens in enumerate(encoded) if len(tokens) > 1]
        at_once = max(1, _ROW_TOKENS // max(longest, 1))
        for start in range(0, len(rest), at_once):
            self._add_scores(scores, encoded, rest[start : start + at_once], prefix)
        return scores

    def _add_scores(
        self, scores: list[float], encoded: Sequence[list[int]], indices: Sequence[int], prefix: ReadPrefix
    ) -> None:
        """Add the log-probabilities of all tokens behind the first ones."""
        inputs = np.zeros((len(indices), max(len(encoded[index]) for index in indices) - 1), np.int64)
        for row, index in enumerate(indices):
            inputs[row, : len(encoded[index]) - 1] = encoded[index][:-1]
        states, _ = self._decoder.read(inputs, prefix.take(np.zeros(len(indices), np.intp)))
        for row, index in enumerate(indices):
            targets = encoded[index][1:]
            values = self._decoder.log_probabilities(states[row, : len(targets)])
            scores[index] += float(values[np.arange(len(targets)), targets].sum())

    def _read_prompt(self, prompt: str, spare: int) -> tuple[npt.NDArray[np.float32], ReadPrefix]:
        """Read as much of the end of a prompt as leaves `spare` tokens, and return the state behind it."""
        tokens = self._tokenizer.encode(prompt)
        tokens = tokens[max(len(tokens) - (self.context - 1 - spare), 0) :]
        states, prefix = self._decoder.read(np.array([[self._start, *tokens]], np.int64))
        return states[0, -1], prefix

    def _continue(self, request: GenerationRequest) -> list[Generation]:
        spare = min(request.max_tokens, self.context // 2)
        state, prefix = self._read_prompt(request.prompt, spare)
        masks = [int(number) for number in _MASK_NUMBER.findall(request.prompt)]
        rows = [_Row(masks[-1] + 1 if masks else 0) for _ in range(request.n if request.temperature > 0 else 1)]
        active = list(range(len(rows)))
        prefix = prefix.take(np.zeros(len(rows), np.intp))
        states = np.repeat(state[None], len(rows), axis=0)
        random = np.random.default_rng(request.seed)
        for step in count():
            values = self._decoder.log_probabilities(states)
            for values_of_row, index in zip(values, active, strict=True):
                self._append(rows[index], values_of_row, request, random, max(masks, default=0))
                if rows[index].result is None and step + 1 >= spare:
                    rows[index].result = self._generation(rows[index], None)
            still = [number for number, index in enumerate(active) if rows[index].result is None]
            if not still:
                break
            active = [active[number] for number in still]
            inputs = np.array([[rows[index].tokens[-1]] for index in active], np.int64)
            read, prefix = self._decoder.read(inputs, prefix.take(np.array(still, np.intp)))
            states = read[:, 0]
        results = [row.result for row in rows if row.result is not None]
        return results * request.n if request.temperature <= 0 else results

    def _append(
        self,
        row: _Row,
        values: npt.NDArray[np.float32],
        request: GenerationRequest,
        random: np.random.Generator,
        holes: int,
    ) -> None:
        """Append one token to a row, and finish it where the request says so."""
        if row.tokens and row.tokens[-1] == self._end_of_mask and row.next_mask < holes:
            token, value = self._tokenizer.special[_MASK.format(row.next_mask)], 0.0
            row.next_mask += 1
        elif request.temperature > 0:
            weights = np.exp((values - values.max()).astype(np.float64) / request.temperature)
            token = int(random.choice(len(weights), p=weights / weights.sum()))
            value = float(values[token])
        else:
            token = int(values.argmax())
            value = float(values[token])
        row.tokens.append(token)
        row.values.append(value)
        text = self._tokenizer.decode(row.tokens)
        ends = [position for stop in request.stop if (position := text.find(stop)) >= 0]
        if token == self._start:
            ends.append(len(text) - len(_START))
        is_over = token == self._end_of_mask and holes and row.next_mask >= holes
        if ends or is_over:
            row.result = self._generation(row, min(ends) if ends else len(text))

    def _generation(self, row: _Row, end: int | None) -> Generation:
        """Return what a row has become, up to the position where a stop begins."""
        starts = self._starts(row.tokens)
        text = self._tokenizer.decode(row.tokens)[:end]
        pairs = [(start, value) for start, value in zip(starts, row.values, strict=True) if start <= len(text)]
        return Generation(text, sum(value for _, value in pairs), tuple(pairs))

    def _starts(self, tokens: Sequence[int]) -> Iterator[int]:
        for size in range(len(tokens)):
            yield len(self._tokenizer.decode(tokens[:size]))
