"""Recommenders asked about a file, and their answers held against the contract."""

from __future__ import annotations

from collections.abc import Container, Sequence

from typilus.annotation_types import is_stand_in, parse_type, stand_ins_in
from typilus.counting import counted
from typilus.errors import TypeExpressionError, TypilusError
from typilus.recommenders import SOURCE_OF, SOURCES, FileContext, Recommendation, Recommender

__all__ = ["ask", "check_added", "without_stand_ins"]


def ask(recommender: Recommender, context: FileContext) -> Sequence[Sequence[Recommendation]]:
    """The recommendations for each symbol of a file, checked if they are an added recommender's.

    Raises:
        TypilusError: An added recommender fails, or breaks the contract; the message names it and the file.
    """
    if all(source.id in SOURCE_OF for source in recommender.sources):
        return recommender.recommend(context)
    name = f"{context.file.path}: the recommender of {_ids(recommender)}"
    try:
        answers = recommender.recommend(context)
    except Exception as error:
        raise TypilusError(f"{name} failed: {type(error).__name__}: {error}") from error
    symbols = context.file.graph.symbols
    if len(answers) != len(symbols):
        raise TypilusError(
            f"{name} gave {counted(len(answers), 'list')} for {counted(len(symbols), 'symbol')}; "
            "it must give one for each"
        )
    ids = {source.id for source in recommender.sources}
    for symbol, answer in zip(symbols, answers, strict=True):
        for recommendation in answer:
            fault = _fault(recommendation, ids)
            if fault is not None:
                raise TypilusError(f"{name} says of {symbol.name!r} on line {symbol.line} {fault}")
    return answers


def check_added(recommenders: Sequence[Recommender]) -> None:
    """Make sure that each of some added recommenders has sources of its own.

    Raises:
        TypilusError: A source has the id of another, or a recommender names none.
    """
    taken = {source.id for source in SOURCES if not source.is_independent}
    for recommender in recommenders:
        if not recommender.sources:
            raise TypilusError(f"{type(recommender).__name__} names no source; set `sources` to a tuple of Source")
        for source in recommender.sources:
            if source.id in taken:
                raise TypilusError(
                    f"{source.id!r} is already the id of a source: choose another (of a file with answers, its name "
                    "is the id)"
                )
            taken.add(source.id)


def without_stand_ins(recommendations: Sequence[Recommendation], named: Container[str]) -> Sequence[Recommendation]:
    """Return the recommendations without classes of test code, unless the file itself imports them or their module."""
    return [
        recommendation
        for recommendation in recommendations
        if not is_stand_in(recommendation.type)
        or all(
            name in named or name.rpartition(".")[0] in named for name in stand_ins_in(parse_type(recommendation.type))
        )
    ]


def _fault(recommendation: Recommendation, ids: set[str]) -> str | None:
    if recommendation.source not in ids:
        return f"something as {recommendation.source!r}, which is none of its sources"
    if not 0 <= recommendation.probability <= 1:
        return f"{recommendation.type} with probability {recommendation.probability}, which is not in 0..1"
    try:
        canonical = str(parse_type(recommendation.type))
    except TypeExpressionError as error:
        return f"{recommendation.type!r}, which is no type: {error}"
    if canonical != recommendation.type:
        return f"{recommendation.type!r}; the canonical text is {canonical!r}"
    return None


def _ids(recommender: Recommender) -> str:
    return ", ".join(source.id for source in recommender.sources)
