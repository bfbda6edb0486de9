"""Holes in, completions out: a language model and the dialect in which it is asked."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from types import TracebackType

from typilus.infilling.dialects import Dialect, Question
from typilus.infilling.hole_ending import end_of_answer
from typilus.infilling.holed_text import Completion, HoledText
from typilus.infilling.language_model import Generation, GenerationRequest, LanguageModel
from typilus.infilling.prompt_cutting import cut_around_holes

__all__ = ["TextInfiller"]

# Of a hole: what people write there has seldom more than 20.
_HOLE_TOKENS = 32
# For sentinels, and what a model adds at the beginning.
_SPARE_TOKENS = 16
_BLANKS = " \t"
# Between two holes of one signature, defaults and comments included.
_NEAR = 200
# Room for a middle grows in steps of this share of the context, so that what is around it is seldom cut anew.
_MIDDLE_STEP = 1 / 16


@dataclass(frozen=True, slots=True)
class _Partial:
    """A completion that is being made: the text with the holes that are left, and the answers so far."""

    rest: HoledText
    answers: tuple[Generation, ...] = ()

    def extend(self, answers: Iterable[Generation], goes_on: bool) -> _Partial:
        """Return it with further answers."""
        rest, texts = self.rest, self.answers
        for answer in answers:
            trimmed = _trim(answer)
            fill = rest.go_on if goes_on and _near_holes(rest) > 1 else rest.fill_first
            rest = fill(trimmed.text)
            texts = (*texts, trimmed)
        return _Partial(rest, texts)

    def completion(self) -> Completion:
        """Return what has become of it."""
        values = [answer.log_probability for answer in self.answers]
        numbers = [value for value in values if value is not None]
        log_probability = sum(numbers) if len(numbers) == len(values) else None
        return Completion(tuple(answer.text for answer in self.answers), log_probability)


class TextInfiller:
    """A language model that is asked for the texts of holes.

    Args:
        model: The model.
        dialect: The dialect in which it is asked.

    Attributes:
        requests: Number of different prompts that the model was to continue so far.
    """

    def __init__(self, model: LanguageModel, dialect: Dialect) -> None:
        self.model = model
        self.dialect = dialect
        self.requests = 0
        sentinels = {sentinel for sentinel in (*dialect.sentinels, *model.special_tokens) if sentinel.strip()}
        self._sentinels = re.compile("|".join(map(re.escape, sorted(sentinels, key=len, reverse=True))) or r"(?!)")

    def __repr__(self) -> str:
        """The same for the same model in each process, since what answers depend on is noted by it."""
        return f"TextInfiller({self.name!r}, {self.model.fingerprint!r}, {self.dialect.name!r})"

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.model.name

    @property
    def holes_at_once(self) -> int:
        """The maximum number of holes of a text that the model is asked about in one question."""
        alone = self.dialect.needs_sentinels and not self.model.inserts_sentinels
        return 1 if alone else self.dialect.holes_at_once

    def complete(
        self, texts: Sequence[HoledText], n: int = 1, temperature: float = 0.0, seed: int = 0
    ) -> list[list[Completion]]:
        """Return at most n completions for each text.

        Args:
            texts: Texts with holes. What does not fit the model's context is cut around the holes.
            n: Number of completions. Equal ones are not joined: their number tells how sure the model is. At
                temperature 0 there is one.
            temperature: 0 takes the most probable token at each step.
            seed: Of the random numbers.
        """
        copies = n if temperature > 0 else 1
        partials = [[_Partial(text)] * copies for text in texts]
        while unfinished := Counter(partial.rest for group in partials for partial in group if partial.rest.hole_count):
            questions = [self._question(text) for text in unfinished]
            requests = [
                _request(question, n=number if temperature > 0 else 1, temperature=temperature, seed=seed)
                for question, number in zip(questions, unfinished.values(), strict=True)
            ]
            self.requests += len(requests)
            generations = self.model.generate(requests)
            # Without chance, equal texts have the same answer.
            handed_out = iter if temperature > 0 else cycle
            answers = {text: handed_out(group) for text, group in zip(unfinished, generations, strict=True)}
            partials = [[grown for partial in group for grown in self._grow(partial, answers)] for group in partials]
        return [[partial.completion() for partial in group] for group in partials]

    def score(self, text: HoledText, candidates: Sequence[str]) -> list[float] | None:
        """Return the log-probability of each candidate in the one hole of a text, the end of the hole included.

        None from a model that cannot tell.
        """
        question = self._question(text)
        if question.suffix is not None or self.model.chats:
            return None
        before = text.parts[0]
        blanks = before[len(before.rstrip(_BLANKS)) :]
        ended = [blanks + self._without_sentinels(candidate) + self.dialect.end for candidate in candidates]
        return self.model.score(question.prompt, ended)

    def close(self) -> None:
        """Free what the model holds."""
        self.model.close()

    def __enter__(self) -> TextInfiller:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _question(self, text: HoledText) -> Question:
        """Return the question for the first holes of a text."""
        shown = self._shown(text)
        question = self.dialect.ask(shown)
        return replace(question, max_tokens=question.max_tokens + _HOLE_TOKENS * shown.hole_count)

    def _shown(self, text: HoledText) -> HoledText:
        """Return what a model sees of a text: as many holes as it is asked about, and what fits."""
        text = self._first_holes(text)
        *parts, last = (self._without_sentinels(part) for part in text.parts)
        # Models have learned tokens that begin with a blank; one before the hole would cut the first of them in two.
        shown = HoledText((*(part.rstrip(_BLANKS) for part in parts), last))
        overhead = self.dialect.ask(HoledText(("",) * len(shown.parts)))
        spare = self.model.count(overhead.prompt) + overhead.max_tokens + _HOLE_TOKENS * shown.hole_count
        room = self.model.context - spare - _SPARE_TOKENS
        if not self.dialect.goes_on:
            return cut_around_holes(shown, room, self.model.count)
        first, *between, last = shown.parts
        # Its blanks are those that the first part has lost.
        middle = (parts[0][len(first) :] + self._without_sentinels(text.middle)).rstrip(_BLANKS)
        used = self.model.count(middle) + sum(map(self.model.count, between))
        step = math.ceil(self.model.context * _MIDDLE_STEP)
        around = cut_around_holes(HoledText((first, last)), room - math.ceil(used / step) * step, self.model.count)
        return HoledText((around.parts[0], *between, around.parts[1]), middle)

    def _without_sentinels(self, text: str) -> str:
        """Return a text in which nothing is a sentinel: code may have their names in its own strings."""
        return self._sentinels.sub(lambda match: f"{match[0][0]} {match[0][1:]}", text)

    def _grow(self, partial: _Partial, answers: Mapping[HoledText, Iterator[Generation]]) -> list[_Partial]:
        """Return a completion with the next answer to its text, or nothing where no answer is left or usable."""
        if not partial.rest.hole_count:
            return [partial]
        answer = next(answers[partial.rest], None)
        read = self.dialect.read(answer, self._first_holes(partial.rest)) if answer is not None else []
        # Sentinels are for prompts: what follows one in an answer is none of it.
        read = [self._without_rest(text) for text in read]
        return [partial.extend(read, self.dialect.goes_on)] if read else []

    def _without_rest(self, answer: Generation) -> Generation:
        """Return an answer up to the first sentinel in it."""
        sentinel = self._sentinels.search(answer.text)
        return answer.between(0, sentinel.start()) if sentinel else answer

    def _first_holes(self, text: HoledText) -> HoledText:
        """Return a text with as many holes as a model is asked about in one question, or goes on through."""
        most = _near_holes(text) if self.dialect.goes_on else self.holes_at_once
        return text.first_holes(min(text.hole_count, most))


def _near_holes(text: HoledText) -> int:
    """Return how many of the first holes are near each other."""
    return 1 + next((n for n, part in enumerate(text.parts[1:-1]) if len(part) > _NEAR), len(text.parts[1:-1]))


def _request(question: Question, n: int, temperature: float, seed: int) -> GenerationRequest:
    return GenerationRequest(question.prompt, n, temperature, question.max_tokens, question.stop, seed, question.suffix)


def _trim(answer: Generation) -> Generation:
    """Return an answer without blanks around it, and without what no longer belongs to its hole."""
    answer = answer.between(0, end_of_answer(answer.text))
    return replace(answer, text=answer.text.strip())
