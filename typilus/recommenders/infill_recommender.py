"""A language model as a recommender: it is asked for the types of which the ranking of all others is not sure."""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph_extraction import Symbol
from typilus.annotation_types import parse_type, render
from typilus.errors import TypeExpressionError
from typilus.infilling import Completion, HoledText, InfillerOptions, TextInfiller, open_infiller
from typilus.infilling.prompts import ScopeNode, ScopePrompt, ScopePrompts, accepted_type
from typilus.project import VisibleTypes
from typilus.recommenders.infill_settings import DEFAULT_BELOW, InfillSettings
from typilus.recommenders.recommender import FileContext, Need, Recommendation
from typilus.recommenders.sources import INFILL

__all__ = ["InfillRecommender"]

_ASKED_SHARE = 1 / 3
"""Of a file's symbols, those that the ranking is least sure of; it is all that a slow model is asked for."""
_SAMPLES = 5
_TEMPERATURE = 0.8
_DOUBT = 2
"""Samples that might have said something else: of five that agree, the share is 5/7."""
_SCORED = 5
"""Of the ranking's types, the likeliest are scored beside what the model itself proposes."""
_LEAST = 0.01


class InfillRecommender:
    """Recommends what a language model writes into the places of annotations.

    It is asked scope by scope from the inside out, each with the types that are decided by then: those that the ranking
    is sure of, and the model's own. A type's probability is that of its text in the hole, or its share of some samples
    from a model that tells no probabilities.

    Args:
        infiller: The model.
        below: Asked for are symbols whose likeliest type is less probable, at most the least sure third of a file's;
            with 1 all of them.
        log: File that gets each prompt and its answers, as a line of JSON.
        only: Tells the symbols that may be asked for; None for all.
    """

    sources = (INFILL,)
    needs = frozenset({Need.RANKING})

    def __init__(
        self,
        infiller: TextInfiller,
        below: float = DEFAULT_BELOW,
        log: str | os.PathLike[str] | None = None,
        only: Callable[[Symbol], bool] | None = None,
    ) -> None:
        self._infiller = infiller
        self._below = below
        self._log = log
        self._only = only

    @classmethod
    def open(cls, settings: InfillSettings) -> InfillRecommender:
        """The recommender of some settings.

        Raises:
            InfillError: The model cannot be opened.
        """
        what = settings.what
        infiller = open_infiller(what, InfillerOptions(settings.dialect)) if isinstance(what, str) else what
        return cls(infiller, settings.below, settings.log)

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        try:
            prompts = ScopePrompts(context.file, context.project)
        except RecursionError:  # expressions nested deeper than Python's own stack
            return [[] for _ in context.file.graph.symbols]
        visible = context.visible_types.for_file(context.file)
        asking = _Asking(self._infiller, context, prompts, visible, self._asked(context, prompts), self._below)
        asking.ask()
        if self._log is not None:
            self._write(self._log, context, asking)
        return asking.answers

    def _asked(self, context: FileContext, prompts: ScopePrompts) -> frozenset[int]:
        """The symbols to ask for."""
        best = {
            hole.symbol: max((candidate.probability for candidate in ranked), default=0.0)
            for hole in prompts.places
            if (ranked := context.ranked[hole.symbol]) is not None and hole.symbol not in context.kept
        }
        unsure = sorted((chance, symbol) for symbol, chance in best.items() if chance < self._below)
        open_symbols = sum(
            ranked is not None and symbol.annotation is None
            for ranked, symbol in zip(context.ranked, context.file.graph.symbols, strict=True)
        )
        most = len(unsure) if self._below >= 1 else math.ceil(open_symbols * _ASKED_SHARE)
        symbols = context.file.graph.symbols
        return frozenset(symbol for _, symbol in unsure[:most] if self._only is None or self._only(symbols[symbol]))

    @staticmethod
    def _write(log: str | os.PathLike[str], context: FileContext, asking: _Asking) -> None:
        with open(log, "a", encoding="utf-8") as file:  # noqa: PTH123 - appended to, line by line
            for record in asking.records:
                file.write(json.dumps({"path": context.file.path, **record}, ensure_ascii=False) + "\n")


@dataclass(slots=True)
class _Asking:
    """One file's questions.

    Attributes:
        infiller: The model.
        context: The file.
        prompts: Of the file.
        visible: Types that the file can name.
        asked: Symbols to ask for.
        below: The ranking is sure of types that are at least as probable.
        answers: For each symbol, what the model recommends.
        records: What was asked and answered, for the log.
    """

    infiller: TextInfiller
    context: FileContext
    prompts: ScopePrompts
    visible: VisibleTypes
    asked: frozenset[int]
    below: float
    answers: list[list[Recommendation]] = field(init=False)
    records: list[Mapping[str, object]] = field(default_factory=list)
    _types: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.answers = [[] for _ in self.context.file.graph.symbols]
        self._types = dict(self._sure_types())

    def ask(self) -> None:
        """Ask for all symbols, level by level, the scopes of a level at once."""
        for level in self.prompts.tree.levels():
            groups = [(node, group) for node in level for group in self._groups(node)]
            while groups:
                # One group of each scope at a time: the next sees the answers to it.
                first: dict[str, tuple[ScopeNode, Sequence[int]]] = {}
                for node, group in groups:
                    first.setdefault(node.id, (node, group))
                groups = [(node, group) for node, group in groups if first[node.id][1] is not group]
                self._ask_at_once([self.prompts.prompt(node, group, self._types) for node, group in first.values()])

    def _sure_types(self) -> Iterator[tuple[int, str]]:
        """The texts of types that need no model, by symbol."""
        for hole in self.prompts.places:
            ranked = self.context.ranked[hole.symbol]
            if ranked and ranked[0].probability >= self.below and hole.symbol not in self.asked:
                text = self._spelled(ranked[0].type)
                if text is not None:
                    yield hole.symbol, text

    def _groups(self, node: ScopeNode) -> Iterator[list[int]]:
        """The symbols to ask for in a scope, as many together as the model fills holes at once."""
        symbols = [hole.symbol for hole in self.prompts.places_in(node) if hole.symbol in self.asked]
        size = self.infiller.holes_at_once
        return (symbols[start : start + size] for start in range(0, len(symbols), size))

    def _ask_at_once(self, prompts: Sequence[ScopePrompt]) -> None:
        texts = [prompt.text for prompt in prompts]
        groups = self.infiller.complete(texts)
        silent = [number for number, group in enumerate(groups) if group and group[0].log_probability is None]
        if silent:
            sampled = self.infiller.complete([texts[number] for number in silent], _SAMPLES, _TEMPERATURE)
            groups = [*groups]
            for number, group in zip(silent, sampled, strict=True):
                groups[number] = group
        for prompt, group in zip(prompts, groups, strict=True):
            self._read(prompt, group)

    def _read(self, prompt: ScopePrompt, completions: Sequence[Completion]) -> None:
        """Turn the completions of a prompt into recommendations."""
        for hole, symbol in enumerate(prompt.symbols):
            texts = [completion.texts[hole] for completion in completions]
            scores = self._scores(prompt, hole, symbol, completions)
            shares = _told(completions) or _counted(texts) if scores is None else _scored(scores, completions, hole)
            self.answers[symbol] = self._recommendations(shares, scores)
            text = self._spelled(self.answers[symbol][0].type) if self.answers[symbol] else None
            if text is not None:
                self._types[symbol] = text
        self.records.append(self._record(prompt, completions))

    def _recommendations(self, shares: Mapping[str, float], scores: Mapping[str, float] | None) -> list[Recommendation]:
        """Recommend the types that texts mean, each as probable as all of its texts together."""
        chances: dict[str, float] = {}
        distances: dict[str, float] = {}
        for text, share in shares.items():
            type_ = accepted_type(text, self.context.file.names, self.visible)
            if type_ is not None:
                chances[type_] = min(chances.get(type_, 0.0) + share, 1.0)
                if scores is not None:
                    distances[type_] = min(distances.get(type_, math.inf), -scores[text])
        ordered = sorted(chances.items(), key=lambda pair: (-pair[1], pair[0]))
        return [
            Recommendation(type_, chance, INFILL.id, distance=distances.get(type_))
            for type_, chance in ordered
            if chance >= _LEAST
        ]

    def _scores(
        self, prompt: ScopePrompt, hole: int, symbol: int, completions: Sequence[Completion]
    ) -> dict[str, float] | None:
        """The log-probabilities of texts in a hole, None from a model that tells none."""
        if not completions:
            return None
        texts = dict.fromkeys(completion.texts[hole] for completion in completions)
        spelled = (self._spelled(candidate.type) for candidate in (self.context.ranked[symbol] or ())[:_SCORED])
        texts |= dict.fromkeys(text for text in spelled if text is not None)
        scores = self.infiller.score(_single(prompt.text, hole, completions[0].texts), list(texts))
        return None if scores is None else dict(zip(texts, scores, strict=True))

    def _spelled(self, type_: str) -> str | None:
        """A type as the file would write it, None if it cannot."""
        try:
            return render(parse_type(type_), self.context.file.names).text
        except TypeExpressionError:
            return None

    def _record(self, prompt: ScopePrompt, completions: Sequence[Completion]) -> Mapping[str, object]:
        symbols = self.context.file.graph.symbols
        return {
            "symbols": [
                [symbols[index].kind.value, symbols[index].scope, symbols[index].name] for index in prompt.symbols
            ],
            "prompt": list(prompt.text.parts),
            "answers": [list(completion.texts) for completion in completions],
            "types": [[[one.type, one.probability] for one in self.answers[index]] for index in prompt.symbols],
        }


def _told(completions: Sequence[Completion]) -> dict[str, float]:
    """The probabilities of texts as the model tells them, nothing where it tells none, or of several holes together."""
    return {
        completion.texts[0]: math.exp(completion.log_probability)
        for completion in completions
        if completion.log_probability is not None and len(completion.texts) == 1
    }


def _counted(texts: Sequence[str]) -> dict[str, float]:
    """The share of each text among some samples, and of doubt."""
    return {text: count / (len(texts) + _DOUBT) for text, count in Counter(texts).items()}


def _scored(scores: Mapping[str, float], completions: Sequence[Completion], hole: int) -> dict[str, float]:
    """The probability of each scored text in a hole: its share among them, as far as the model writes any of them.

    A score is also low where a model does not end at the end of the hole. So it tells only how probable texts are
    beside each other, and the model's own answer, with the probability of its beginning, how probable they are.
    """
    highest = max(scores.values())
    weights = {text: math.exp(score - highest) for text, score in scores.items()}
    total = sum(weights.values())
    own = completions[0]
    whole = 1.0
    if len(own.texts) == 1 and own.log_probability is not None and weights[own.texts[hole]]:
        whole = min(math.exp(own.log_probability) * total / weights[own.texts[hole]], 1.0)
    return {text: weight * whole / total for text, weight in weights.items()}


def _single(text: HoledText, hole: int, answers: Sequence[str]) -> HoledText:
    """A text with one hole, the others filled."""
    before = HoledText(text.parts[: hole + 1]).fill(answers[:hole])
    return HoledText((before, HoledText(text.parts[hole + 1 :]).fill(answers[hole + 1 :])))
