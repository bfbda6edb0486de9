"""Ways to ask one model (InCoder, section 5): infilling, left to right, left to right with reranking."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from typilus.infilling import Generation, GenerationRequest, HoledText, TextInfiller, end_of_answer

__all__ = ["CANDIDATES", "WAYS", "Proposal", "Way"]

CANDIDATES: Final = 10
"""K of the paper."""
_SINGLE_TEMPERATURE = 0.2
_CANDIDATE_TEMPERATURE = 0.8
_MAX_TOKENS = 32
_BLANKS = " \t"


@dataclass(frozen=True, slots=True)
class Proposal:
    """One text for a hole.

    Attributes:
        text: The text.
        total: Log-probability of this text and the right context, given the left one, 0 where it is not asked.
        mean: The same by token. The tokens of the left context, which all proposals share, are left out.
    """

    text: str
    total: float = 0.0
    mean: float = 0.0


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask.

    Attributes:
        name: Name in the records of answers.
        propose: Proposals for the one hole of each text, None for a text where the model failed.
        is_slow: Whether it takes many times as long as the others.
    """

    name: str
    propose: Callable[[TextInfiller, Sequence[HoledText]], list[tuple[Proposal, ...] | None]]
    is_slow: bool = False


def _infill(infiller: TextInfiller, texts: Sequence[HoledText]) -> list[tuple[Proposal, ...] | None]:
    """Take the most probable token at each step, both sides in sight."""
    return [
        tuple(Proposal(completion.texts[0]) for completion in completions) or None
        for completions in infiller.complete(texts)
    ]


def _continue(infiller: TextInfiller, texts: Sequence[HoledText]) -> list[tuple[Proposal, ...] | None]:
    """Sample one continuation of the left context, at the paper's temperature."""
    return [tuple(map(Proposal, answers)) or None for answers in _samples(infiller, texts, 1, _SINGLE_TEMPERATURE)]


def _rerank(infiller: TextInfiller, texts: Sequence[HoledText]) -> list[tuple[Proposal, ...] | None]:
    """Sample K continuations, and tell how probable the whole text is with each."""
    samples = _samples(infiller, texts, CANDIDATES, _CANDIDATE_TEMPERATURE)
    return [_scored(infiller, text, answers) for text, answers in zip(texts, samples, strict=True)]


WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        way.name: way
        for way in (Way("infilling", _infill), Way("left-to-right", _continue), Way("reranking", _rerank, is_slow=True))
    }
)
"""All ways by name."""


def _samples(infiller: TextInfiller, texts: Sequence[HoledText], n: int, temperature: float) -> list[list[str]]:
    """Continuations of the left contexts, each up to where the hint ends."""
    requests = [
        GenerationRequest(text.parts[0].rstrip(_BLANKS), n, temperature, _MAX_TOKENS, ("\n",)) for text in texts
    ]
    generations = infiller.model.generate(requests)
    return [[_hint(generation) for generation in of_text] for of_text in generations]


def _hint(generation: Generation) -> str:
    return generation.text[: end_of_answer(generation.text)].strip()


def _scored(infiller: TextInfiller, text: HoledText, answers: Sequence[str]) -> tuple[Proposal, ...] | None:
    distinct = [answer for answer, _ in Counter(answers).most_common() if answer]
    if not distinct:
        return (Proposal(""),) if answers else None
    left = text.parts[0].rstrip(_BLANKS)
    rests = [text.parts[0][len(left) :] + answer + text.parts[1] for answer in distinct]
    scores = infiller.model.score(left, rests)
    if scores is None:
        return None
    return tuple(
        Proposal(answer, score, score / max(infiller.model.count(rest), 1))
        for answer, score, rest in zip(distinct, scores, rests, strict=True)
    )
