"""Another tool's answers as a recommender: a file with one JSON object a source file, as `typilus predict` writes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from graph_extraction import Symbol, SymbolKind
from graph_extraction.intake import parse_json, read_text
from typilus.annotation_types import parse_type
from typilus.errors import TypeExpressionError, TypilusError
from typilus.recommenders.recommender import NOTHING_NEEDED, FileContext, Recommendation
from typilus.recommenders.sources import Source, current_id

__all__ = ["JsonRecommender"]

_MAX_BYTES = 1 << 28
_Key = tuple[str, str, str]  # kind, scope and name


class JsonRecommender:
    """Recommends what a file says of each symbol, and nothing of files and symbols that it does not name.

    A symbol is known by its kind, scope and name, and of several with the same the one in the nearest line; so what was
    said before a file was edited still counts. A path is taken from the current folder.

    Args:
        source: The source of all recommendations.
        answers: By real path of a source file, for each symbol its lines and recommendations.
    """

    needs = NOTHING_NEEDED

    def __init__(
        self, source: Source, answers: Mapping[str, Mapping[_Key, Sequence[tuple[int, list[Recommendation]]]]]
    ) -> None:
        self.sources = (source,)
        self._answers = answers

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> JsonRecommender:
        """The recommender of a `.jsonl` file or a `.json` array, whose name becomes the id of its source.

        Raises:
            TypilusError: The file cannot be read, or says something else than the contract.
        """
        stem = re.sub(r"[^a-z0-9]+", "-", Path(path).stem.lower()).strip("-")
        source = Source(current_id(stem), f"the answers in {Path(path).name}", may_say_none=True)
        answers: dict[str, dict[_Key, list[tuple[int, list[Recommendation]]]]] = {}
        for location, document in _documents(Path(path)):
            try:
                of_file = answers.setdefault(os.path.realpath(document["path"]), {})
                for symbol in document["symbols"]:
                    kind = SymbolKind(symbol["kind"]).value
                    recommendations = [_recommendation(candidate, source) for candidate in symbol["candidates"]]
                    recommendations.sort(key=lambda recommendation: -recommendation.probability)
                    key = kind, str(symbol["scope"]), str(symbol["name"])
                    of_file.setdefault(key, []).append((int(symbol["line"]), recommendations))
            except (KeyError, TypeError, ValueError, TypeExpressionError) as error:
                reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
                raise TypilusError(f"{location}: not what `typilus predict --format jsonl` writes: {reason}") from error
        return cls(source, answers)

    def recommend(self, context: FileContext) -> list[list[Recommendation]]:
        """See `Recommender.recommend`."""
        of_file = self._answers.get(os.path.realpath(context.file.path), {})
        return [self._nearest(of_file, symbol) for symbol in context.file.graph.symbols]

    @staticmethod
    def _nearest(
        of_file: Mapping[_Key, Sequence[tuple[int, list[Recommendation]]]], symbol: Symbol
    ) -> list[Recommendation]:
        answers = of_file.get((symbol.kind.value, symbol.scope, symbol.name), ())
        return min(answers, key=lambda answer: abs(answer[0] - symbol.line), default=(0, []))[1]


def _documents(path: Path) -> Iterator[tuple[str, Any]]:
    """The objects of a file, and where in it each is."""
    try:
        text = read_text(path, _MAX_BYTES)
    except (OSError, ValueError) as error:
        raise TypilusError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if path.suffix == ".json":
        yield from ((f"{path}: item {number}", item) for number, item in enumerate(_parsed(text, str(path)), 1))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", _parsed(line, f"{path}:{number}")


def _parsed(text: str, location: str) -> Any:
    try:
        return parse_json(text)
    except ValueError as error:
        raise TypilusError(f"{location}: is not JSON: {error}") from error


def _recommendation(candidate: Mapping[str, Any], source: Source) -> Recommendation:
    probability = float(candidate["probability"])
    if not 0 <= probability <= 1:
        raise ValueError(f"a probability of {probability}; it must be in 0..1")
    return Recommendation(str(parse_type(candidate["type"])), probability, source.id)
