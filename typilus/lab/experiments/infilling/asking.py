"""Ways to ask one model (InCoder, section 5): left to right, left to right with reranking, infilling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from typilus.errors import TypilusError
from typilus.infilling import Generation, GenerationRequest, HoledText, TextInfiller, end_of_answer

__all__ = ["CANDIDATES", "WAYS", "Way", "ask"]

CANDIDATES: Final = 10
"""K of the paper."""
_SINGLE_TEMPERATURE = 0.2
_CANDIDATE_TEMPERATURE = 0.8
_MAX_TOKENS = 32
_BLANKS = " \t"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to ask.

    Attributes:
        title: Name in tables.
        paper: Exact matches of InCoder-6.7B on returns other than None (Table 4a), %, None if it has none.
        answer: Answers to some texts with one hole each, None from a model that cannot be asked so.
    """

    title: str
    paper: float | None
    answer: Callable[[TextInfiller, Sequence[HoledText]], list[str | None]]


def ask(way: str, infiller: TextInfiller, texts: Sequence[HoledText]) -> list[str | None]:
    """The answers of a model, None where it has none.

    Args:
        way: Name in `WAYS`.
        infiller: The model.
        texts: Texts with one hole each.

    Raises:
        TypilusError: There is no such way.
    """
    if way not in WAYS:
        raise TypilusError(f"there is no way {way!r} to ask a model; there are {', '.join(WAYS)}")
    return WAYS[way].answer(infiller, texts)


def _left_to_right(infiller: TextInfiller, texts: Sequence[HoledText]) -> list[str | None]:
    """Sample one continuation of the left context; the paper's temperature is 0.2."""
    return [next(iter(answers), None) for answers in _continuations(infiller, texts, 1, _SINGLE_TEMPERATURE)]


def _rerank(infiller: TextInfiller, texts: Sequence[HoledText]) -> list[str | None]:
    """Sample K continuations, and take the one with which the whole text is most probable."""
    return [_best(scores) for scores in _whole_scores(infiller, texts)]


def _rerank_by_mean(infiller: TextInfiller, texts: Sequence[HoledText]) -> list[str | None]:
    """The same by the mean over the tokens. Those of the left context are the same for all, and are left out."""
    answers = []
    for text, scores in zip(texts, _whole_scores(infiller, texts), strict=True):
        counts = {answer: infiller.model.count(answer + text.parts[1]) for answer in scores}
        answers.append(_best({answer: score / max(counts[answer], 1) for answer, score in scores.items()}))
    return answers


def _infill(infiller: TextInfiller, texts: Sequence[HoledText]) -> list[str | None]:
    return [completions[0].texts[0] if completions else None for completions in infiller.complete(texts)]


WAYS: Final[Mapping[str, Way]] = MappingProxyType(
    {
        "left-to-right": Way("left-to-right single", 12.0, _left_to_right),
        "reranking": Way("left-to-right reranking", 12.4, _rerank),
        "reranking-mean": Way("left-to-right reranking, mean", None, _rerank_by_mean),
        "infilling": Way("infilling", 58.1, _infill),
    }
)
"""All ways by name, in the order of the paper's table."""


def _continuations(infiller: TextInfiller, texts: Sequence[HoledText], n: int, temperature: float) -> list[list[str]]:
    """Continuations of the left contexts, each up to where the hint ends."""
    requests = [
        GenerationRequest(text.parts[0].rstrip(_BLANKS), n, temperature, _MAX_TOKENS, ("\n",)) for text in texts
    ]
    generations = infiller.model.generate(requests)
    return [
        [_hint(generation, text) for generation in of_text] for text, of_text in zip(texts, generations, strict=True)
    ]


def _hint(generation: Generation, text: HoledText) -> str:
    return generation.text[: end_of_answer(generation.text, text.parts[1])].strip()


def _whole_scores(infiller: TextInfiller, texts: Sequence[HoledText]) -> list[dict[str, float]]:
    """For each text the log-probabilities of answer and right context, given the left one, by distinct answer."""
    scores = []
    proposals = _continuations(infiller, texts, CANDIDATES, _CANDIDATE_TEMPERATURE)
    for text, answers in zip(texts, proposals, strict=True):
        distinct = [answer for answer, _ in Counter(answers).most_common() if answer]
        left = text.parts[0].rstrip(_BLANKS)
        blanks = text.parts[0][len(left) :]
        values = infiller.model.score(left, [blanks + answer + text.parts[1] for answer in distinct])
        scores.append({} if values is None else dict(zip(distinct, values, strict=True)))
    return scores


def _best(scores: Mapping[str, float]) -> str | None:
    return max(scores, key=scores.__getitem__, default=None)
