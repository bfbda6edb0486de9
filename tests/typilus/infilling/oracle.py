"""A model that knows the annotations, and finds out what it is asked for as any reader of its prompt would."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph_extraction import SymbolKey
from tests.typilus.infilling.prompts.prompt_reading import keys_of_holes
from tests.typilus.infilling.scripted_model import ScriptedModel
from typilus.infilling import Completion, HoledText, TextInfiller
from typilus.infilling.dialects import DIALECTS

__all__ = ["Oracle"]


class Oracle(TextInfiller):
    """Answers by kind, scope and name of the symbol that a hole is the annotation of.

    Args:
        answers: Texts by symbol; of all others it says nothing.
        dialect: `incoder` to fill all holes of a prompt at once, `qwen` for one.
        log_probability: Of each completion, None for a model that tells none.
        score: Scores a text in a hole, None for a model that cannot.
    """

    def __init__(
        self,
        answers: Mapping[SymbolKey, str],
        dialect: str = "qwen",
        log_probability: float | None = -0.1,
        score: Callable[[str], float] | None = None,
    ) -> None:
        model = ScriptedModel(lambda request: [])
        model.inserts_sentinels = True
        super().__init__(model, DIALECTS[dialect])
        self.answers = answers
        self.prompts: list[HoledText] = []
        self.batches: list[int] = []
        self.scored: list[str] = []
        self._log_probability = log_probability
        self._score = score

    def complete(
        self, texts: Sequence[HoledText], n: int = 1, temperature: float = 0.0, seed: int = 0
    ) -> list[list[Completion]]:
        """See `TextInfiller.complete`."""
        self.prompts += texts
        self.batches.append(len(texts))
        answered = [tuple(self.answers.get(key, "") if key else "" for key in keys_of_holes(text)) for text in texts]
        count = n if temperature else 1
        return [[Completion(answer, self._log_probability)] * count for answer in answered]

    def score(self, text: HoledText, candidates: Sequence[str]) -> list[float] | None:
        """See `TextInfiller.score`."""
        if self._score is None:
            return None
        self.scored += candidates
        return [self._score(candidate) for candidate in candidates]
