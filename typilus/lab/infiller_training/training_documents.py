"""Crops as the documents that the decoder learns: metadata at either end, names in sight, spans masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from typilus.lab.infiller_training.annotation_hints import Hint, without_hints
from typilus.lab.infiller_training.causal_masking import MaskedTokens, mask_spans, masked_parts, sample_spans
from typilus.lab.infiller_training.crops import Crop, FileCrops
from typilus.lab.infiller_training.infiller_tokenizer import InfillerTokenizer

__all__ = ["MAX_HOLES", "DocumentMaker", "class_line"]

MAX_HOLES: Final = 8
_EVEN = 0.5
_BLANKS = " \t"


@dataclass(frozen=True, slots=True)
class _Frame:
    """The tokens around a crop's text."""

    before: list[int]
    after: list[int]


class DocumentMaker:
    """Makes documents of crops.

    Args:
        tokenizer: Tokenizer of the texts.
        context: Maximum number of tokens of a document.
        annotation_share: Share of the documents whose spans are annotations.
    """

    def __init__(self, tokenizer: InfillerTokenizer, context: int, annotation_share: float) -> None:
        self._tokenizer = tokenizer
        self._context = context
        self._annotation_share = annotation_share

    def make(self, file: FileCrops, crop: Crop, random: np.random.Generator) -> MaskedTokens:
        """A document, drawn anew each time: of annotations, or of spans anywhere (Eq. 1)."""
        frame = self._frame(file, random)
        if random.random() < self._annotation_share:
            count = int(random.integers(1, min(MAX_HOLES, len(crop.hints)) + 1))
            numbers = set(random.choice(len(crop.hints), count, replace=False).tolist())
            holes = [hint for number, hint in enumerate(crop.hints) if number in numbers]
            others = [hint for number, hint in enumerate(crop.hints) if number not in numbers]
            return self._with_holes(frame, crop, holes, others if random.random() < _EVEN else [])
        body = self._encode_whole(crop, random)
        # Each span adds three tokens; most documents have one or two.
        tokens = [*frame.before, *body, *frame.after][: self._context - 3 * MAX_HOLES]
        spans = sample_spans(len(tokens) - 1, random, MAX_HOLES)
        return mask_spans(tokens, [(start + 1, end + 1) for start, end in spans], self._tokenizer.sentinels)

    def _encode_whole(self, crop: Crop, random: np.random.Generator) -> list[int]:
        """The tokens of a crop, half of the time broken at its hints: where a model is asked, they are."""
        if random.random() < _EVEN:
            return self._tokenizer.encode([crop.text])[0]
        edges = [0]
        for hint in crop.hints:
            start = len(crop.text[: hint.start].rstrip(_BLANKS))
            edges += (start, hint.end)
        texts = [crop.text[start:end] for start, end in zip(edges, [*edges[1:], None], strict=True)]
        return [token for tokens in self._tokenizer.encode(texts) for token in tokens]

    def make_bare(self, crop: Crop) -> MaskedTokens:
        """A document with nothing around the text and its first annotations as holes, to be judged by."""
        return self._with_holes(
            _Frame([self._tokenizer.end_of_text], []), crop, crop.hints[:MAX_HOLES], crop.hints[MAX_HOLES:]
        )

    def _frame(self, file: FileCrops, random: np.random.Generator) -> _Frame:
        before: list[int] = [self._tokenizer.end_of_text]
        after: list[int] = []
        name = file.path.rpartition("/")[2]
        attributes = ((self._tokenizer.file, name), (self._tokenizer.project, file.project))
        imports, classes, *texts = self._tokenizer.encode(
            [file.imports, class_line(file.classes), *(text + "\n" for _, text in attributes)]
        )
        for (special, _), text in zip(attributes, texts, strict=True):
            (before if random.random() < _EVEN else after).extend([special, *text])
        for lines in (imports, classes):
            if random.random() < _EVEN:
                before.extend(lines)
        return _Frame(before, after)

    def _with_holes(self, frame: _Frame, crop: Crop, holes: Sequence[Hint], erased: Sequence[Hint]) -> MaskedTokens:
        text, moved = without_hints(crop.text, erased, holes)
        edges = [0, *(edge for hint in moved for edge in (hint.start, hint.end)), len(text)]
        texts = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
        # As `TextInfiller` asks: blanks before a hole belong into it, for tokens begin with them.
        bare = [part.rstrip(_BLANKS) for part in texts[:-1]]
        fillings = [
            part[len(stripped) :] + text[hint.start : hint.end]
            for part, stripped, hint in zip(texts, bare, moved, strict=False)
        ]
        encoded = self._tokenizer.encode([*bare, texts[-1], *fillings])
        parts, answers = encoded[: len(texts)], encoded[len(texts) :]
        parts[0] = frame.before + parts[0]
        parts[-1] = parts[-1] + frame.after
        room = self._context - sum(map(len, answers)) - 3 * len(holes) - 1
        return masked_parts(_fit(parts, room), answers, self._tokenizer.sentinels)


def class_line(names: Sequence[str]) -> str:
    """A comment that names the classes in sight, for a model to copy from."""
    return f"# classes: {', '.join(names)}\n" if names else ""


def _fit(parts: Sequence[list[int]], room: int) -> list[list[int]]:
    """The parts with at most `room` tokens: the end goes first, then the beginning but for the very first token."""
    excess = sum(map(len, parts)) - room
    if excess <= 0:
        return list(parts)
    first, *rest = parts
    for number in range(len(rest) - 1, -1, -1):
        kept = max(len(rest[number]) - excess, 0)
        excess -= len(rest[number]) - kept
        rest[number] = rest[number][:kept]
    return [first[:1] + first[1 + excess :], *rest]
