"""An infiller that answers by the prompt, and scores texts by whether they hold a word."""

from __future__ import annotations

from collections.abc import Sequence

from tests.typilus.infilling.scripted_model import ScriptedModel
from typilus.infilling import Generation, GenerationRequest, TextInfiller
from typilus.infilling.dialects import DIALECTS

__all__ = ["ScoringModel", "scripted_infiller"]


class ScoringModel(ScriptedModel):
    """A model that likes `str` best of all that it says from left to right, and infills `int`."""

    def __init__(self, fails: bool = False) -> None:
        super().__init__(self._say)
        self.fails = fails
        self.scored: list[tuple[str, tuple[str, ...]]] = []

    def _say(self, request: GenerationRequest) -> list[Generation]:
        if self.fails:
            return []
        if "<|mask:0|>" in request.prompt:
            return [Generation(" int")]
        texts = [" bytes: ...", " str:  # a remark", " dict[str, int], x", ""]
        return [Generation(texts[number % len(texts)]) for number in range(request.n)]

    def score(self, prompt: str, continuations: Sequence[str]) -> list[float] | None:
        """See `LanguageModel.score`."""
        self.scored.append((prompt, tuple(continuations)))
        return [-1.0 if " str" in text[:5] else -2.0 - len(text) for text in continuations]


def scripted_infiller(fails: bool = False) -> TextInfiller:
    """Return an infiller with a `ScoringModel`."""
    return TextInfiller(ScoringModel(fails), DIALECTS["incoder"])
