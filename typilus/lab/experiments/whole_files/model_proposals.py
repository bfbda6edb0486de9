"""Annotations of a whole file by a language model: all holes at once, or scope by scope from the inside out (OpenTau).

Each proposal is one pass over the file: the first takes the model's likeliest answers, the others are sampled. Passes
are not combined with each other, so that nothing grows with a power of their number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from typilus.infilling import HoledText, TextInfiller
from typilus.infilling.prompts import HolePlace, ScopePrompts, accepted_type
from typilus.project import AnalyzedFile, ProjectMarkers, VisibleTypes

__all__ = ["FileAnswer", "ModelProposals"]

_TEMPERATURE = 0.8


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """One pass over a file.

    Attributes:
        types: Canonical types, by index of the symbol.
        log_probability: Of all answers together, in nats; 0 from a model that tells none.
    """

    types: Mapping[int, str]
    log_probability: float


class ModelProposals:
    """A language model that is asked for whole files.

    Args:
        infiller: The model.
    """

    def __init__(self, infiller: TextInfiller) -> None:
        self._infiller = infiller

    @property
    def requests(self) -> int:
        """The number of questions that the model was asked so far."""
        return self._infiller.requests

    def at_once(self, file: AnalyzedFile, visible: VisibleTypes, asked: Collection[int], n: int) -> list[FileAnswer]:
        """Return answers to a text with a hole for each symbol.

        Args:
            file: A file without annotations.
            visible: Types that it can name.
            asked: Indexes of symbols in its graph.
            n: Maximum number of answers.
        """
        places = [hole for hole in ScopePrompts(file).places if hole.symbol in asked]
        if not places:
            return []
        answers = []
        text = _holed(file.document.text, places)
        for seed in range(n):
            for completion in self._infiller.complete([text], 1, _TEMPERATURE if seed else 0.0, seed)[0]:
                types = {
                    hole.symbol: type_
                    for hole, answer in zip(places, completion.texts, strict=True)
                    if (type_ := accepted_type(answer, file.names, visible)) is not None
                }
                answers.append(FileAnswer(types, completion.log_probability or 0.0))
        return answers

    def by_scopes(
        self,
        file: AnalyzedFile,
        project: ProjectMarkers | None,
        visible: VisibleTypes,
        asked: Collection[int],
        n: int,
        spelled: Callable[[str], str | None],
    ) -> Iterator[FileAnswer]:
        """Yield answers scope by scope, the signatures of what a scope contains written into its text.

        Args:
            file: A file without annotations.
            project: Its project.
            visible: Types that it can name.
            asked: Indexes of symbols in its graph.
            n: Number of passes.
            spelled: Gives a type as the file would write it.
        """
        prompts = ScopePrompts(file, project)
        for seed in range(n):
            types: dict[int, str] = {}
            written: dict[int, str] = {}
            total = 0.0
            for level in prompts.tree.levels():
                holes = ([hole.symbol for hole in prompts.places_in(node) if hole.symbol in asked] for node in level)
                pairs = [(node, symbols) for node, symbols in zip(level, holes, strict=True) if symbols]
                texts = [prompts.prompt(node, symbols, written) for node, symbols in pairs]
                temperature = _TEMPERATURE if seed else 0.0
                answers = self._infiller.complete([one.text for one in texts], 1, temperature, seed)
                for prompt, completions in zip(texts, answers, strict=True):
                    for completion in completions[:1]:
                        total += completion.log_probability or 0.0
                        for symbol, answer in zip(prompt.symbols, completion.texts, strict=True):
                            type_ = accepted_type(answer, file.names, visible)
                            text = None if type_ is None else spelled(type_)
                            if type_ is not None and text is not None:
                                types[symbol], written[symbol] = type_, text
            yield FileAnswer(types, total)


def _holed(text: str, places: Sequence[HolePlace]) -> HoledText:
    """Return a text with holes in some places, in order."""
    parts = [""]
    position = 0
    for hole in places:
        parts[-1] += text[position : hole.start] + hole.before
        parts.append(hole.after)
        position = hole.end
    parts[-1] += text[position:]
    return HoledText(tuple(parts))
