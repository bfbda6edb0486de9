"""Strategies: how a whole file gets its annotations. Each proposes texts, of which the first that type-checks counts.

Where a strategy has no type for a place, it writes `Any` (the report's `--fallback`). What a language model proposes is
ordered by quality and likelihood, as in the report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph_extraction import Symbol
from typilus.annotation_types import parse_type, render
from typilus.errors import TypeExpressionError
from typilus.judging import RETURNING_NONE, passed
from typilus.project import VisibleTypes, VisibleTypesCache
from typilus.rewriting import AnnotationEdit
from typilus.weaving import Proposal, likely_assignments, ordered_proposals, total_quality

if TYPE_CHECKING:
    from typilus.lab.experiments.whole_files.annotated_files import ErasedFile
    from typilus.lab.experiments.whole_files.file_judge import FileJudge
    from typilus.lab.experiments.whole_files.model_proposals import FileAnswer, ModelProposals
    from typilus.prediction import JoinedFile
    from typilus.project import ProjectMarkers
    from typilus.ranking import RankedType

__all__ = ["ASKING", "STRATEGIES", "FileRequest", "Strategy"]

ASKING = frozenset({"simple", "tree"})
"""Strategies that need a language model."""

CANDIDATES = 5
_ANY = "typing.Any"
_FALLBACK = 1e-6


@dataclass(frozen=True, eq=False)
class FileRequest:
    """A file to annotate.

    Attributes:
        file: Without annotations.
        joined: What is predicted for it.
        judge: Checks texts of it.
        texts: What other tools have made of it, by their names.
        n: Maximum number of proposals.
        model: The language model, for strategies that ask one.
        project: The project of the file, of which a model is shown classes and calls.
    """

    file: ErasedFile
    joined: JoinedFile
    judge: FileJudge
    texts: Mapping[str, str]
    n: int
    model: ModelProposals | None = None
    project: ProjectMarkers | None = None


Strategy = Callable[[FileRequest], Iterator[str]]
"""Gives texts of the whole file, the preferred one first."""


def _by_ranking(request: FileRequest) -> Iterator[str]:
    """Each symbol's most probable type, ranked by itself."""
    yield from _likeliest(request, lambda index: request.joined.rankings[index].alone)


def _jointly(request: FileRequest) -> Iterator[str]:
    """The types that all symbols of the file agree on."""
    yield from _likeliest(request, lambda index: request.joined.rankings[index].ranked)


def _by_search(request: FileRequest) -> Iterator[str]:
    """The same, and where the checker objects, the best assignment symbol by symbol, as `annotate` has it."""
    symbols, candidates = _candidates(request, lambda index: request.joined.rankings[index].ranked)
    kept = {id(symbol): {type_ for type_, _ in ranked[:-1]} for symbol, ranked in zip(symbols, candidates, strict=True)}
    prediction = request.joined.prediction
    wanted = replace(
        prediction,
        symbols=tuple(
            replace(one, candidates=tuple(c for c in one.candidates if c.type in kept.get(id(one.symbol), ())))
            for one in prediction
        ),
    )
    filtered = passed(request.judge.filter.filter(wanted, request.file.annotator).prediction)
    accepted = {id(one.symbol): one.best.type for one in filtered if one.best is not None}
    edits = [
        AnnotationEdit.for_symbol(symbol, accepted.get(id(symbol), ranked[-1][0]))
        for symbol, ranked in zip(symbols, candidates, strict=True)
    ]
    yield request.file.annotator.draft(edits).text


def _simply(request: FileRequest) -> Iterator[str]:
    """All places asked for at once."""
    if request.model is not None:
        file = request.joined.file
        visible = _visible(request)
        yield from _of_model(request, request.model.at_once(file, visible, _asked(request), request.n))


def _by_tree(request: FileRequest) -> Iterator[str]:
    """The tree of scopes from the inside out."""
    if request.model is not None:
        file = request.joined.file
        visible = _visible(request)
        answers = request.model.by_scopes(
            file, request.project, visible, _asked(request), request.n, lambda type_: _spelled(request, type_)
        )
        yield from _of_model(request, list(answers))


def _visible(request: FileRequest) -> VisibleTypes:
    types = None if request.project is None else request.project.types
    return VisibleTypesCache(types).for_file(request.joined.file)


def _asked(request: FileRequest) -> set[int]:
    symbols = request.joined.file.graph.symbols
    return {index for index, symbol in enumerate(symbols) if symbol.key in request.file.places}


def _spelled(request: FileRequest, type_: str) -> str | None:
    try:
        return render(parse_type(type_), request.joined.file.names).text
    except TypeExpressionError:
        return None


def _of_model(request: FileRequest, answers: Sequence[FileAnswer]) -> Iterator[str]:
    """Texts with a model's answers, those that say most first, and of equals the likelier."""
    symbols = [(index, request.joined.file.graph.symbols[index]) for index in sorted(_asked(request))]
    candidates = []
    for index, symbol in symbols:
        nothing = "None" if symbol.name in RETURNING_NONE and symbol.kind.value == "return" else _ANY
        types = dict.fromkeys(answer.types[index] for answer in answers if index in answer.types)
        candidates.append([*(type_ for type_ in types if _is_writable(request, symbol, type_)), nothing])
    proposals = []
    for answer in answers:
        ranks = tuple(
            types.index(answer.types[index]) if answer.types.get(index) in types else len(types) - 1
            for (index, _), types in zip(symbols, candidates, strict=True)
        )
        annotations = (
            (parse_type(types[rank]), symbol.kind)
            for (_, symbol), types, rank in zip(symbols, candidates, ranks, strict=True)
        )
        proposals.append(Proposal(ranks, total_quality(annotations), answer.log_probability))
    pairs = [[(type_, 0.0) for type_ in types] for types in candidates]
    for proposal in ordered_proposals(dict.fromkeys(proposals)):
        ranks = tuple(rank or 0 for rank in proposal.ranks)
        yield _written(request, [symbol for _, symbol in symbols], pairs, ranks)


def _tool(name: str) -> Strategy:
    def propose(request: FileRequest) -> Iterator[str]:
        if name in request.texts:
            yield request.texts[name]

    return propose


STRATEGIES: dict[str, Strategy] = {
    "ranking": _by_ranking,
    "joint": _jointly,
    "search": _by_search,
    "simple": _simply,
    "tree": _by_tree,
    "pyrefly": _tool("pyrefly"),
    "pyright": _tool("pyright"),
}
"""By name. `simple` and `tree` ask a language model, `pyrefly` is what `pyrefly infer` writes, `pyright` the stub that
it makes, woven into the file."""


def _likeliest(request: FileRequest, ranked: Callable[[int], Sequence[RankedType]]) -> Iterator[str]:
    symbols, candidates = _candidates(request, ranked)
    probabilities = [[probability for _, probability in candidates_] for candidates_ in candidates]
    for ranks, _ in likely_assignments(probabilities, request.n):
        yield _written(request, symbols, candidates, ranks)


def _candidates(
    request: FileRequest, ranked: Callable[[int], Sequence[RankedType]]
) -> tuple[list[Symbol], list[list[tuple[str, float]]]]:
    """The symbols to annotate, and for each the types that can be written, the last of which says nothing."""
    symbols, candidates = [], []
    for index, prediction in enumerate(request.joined.prediction):
        symbol = prediction.symbol
        if symbol.key not in request.file.places:
            continue
        nothing = "None" if symbol.name in RETURNING_NONE and symbol.kind.value == "return" else _ANY
        types = [(one.type, one.probability) for one in ranked(index)[: 2 * CANDIDATES] if one.type != nothing]
        writable = [pair for pair in types if _is_writable(request, symbol, pair[0])][:CANDIDATES]
        if not writable and prediction.best is not None and _is_writable(request, symbol, prediction.best.type):
            writable = [(prediction.best.type, prediction.best.probability)]
        symbols.append(symbol)
        candidates.append([*writable, (nothing, _FALLBACK)])
    return symbols, candidates


def _is_writable(request: FileRequest, symbol: Symbol, type_: str) -> bool:
    return request.file.annotator.objection(AnnotationEdit.for_symbol(symbol, type_)) is None


def _written(
    request: FileRequest,
    symbols: Sequence[Symbol],
    candidates: Sequence[Sequence[tuple[str, float]]],
    ranks: Sequence[int],
) -> str:
    edits = [
        AnnotationEdit.for_symbol(symbol, ranked[rank][0])
        for symbol, ranked, rank in zip(symbols, candidates, ranks, strict=True)
    ]
    return request.file.annotator.draft(edits).text
