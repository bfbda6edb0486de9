"""Rankings of a file's symbols made to agree: what flows from one symbol into another fits there.

Symbols are ranked one by one, so that of four that pass one value on, each may get another type. Here the best types of
all are chosen together, under the constraints of the type dependency graph (`StaticInference.suppositions`).

Of 2,245 annotated symbols of validation projects, each file alone, 74 got another type: 27 are exact now that were not,
11 no longer (six of those were more probable than not), 1,429 rather than 1,413 of all.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace

from typilus.annotation_types import parse_type, specifies
from typilus.prediction.type_gaps import MORE, with_gaps_filled
from typilus.ranking import RankedType
from typilus.recommenders import COMPOSITION, InferredFile
from typilus.static_inference import FlowConstraint, Suppositions, is_vague
from typilus.weaving import JointProblem, choose_jointly

__all__ = ["agreed"]

PENALTY = 6.0
"""The cost of a violated constraint, in nats: a chain of types, each less probable, is taken if it fits."""
SECOND = 0.45
"""The most of the first type's probability that it keeps beside a new one."""
DERIVED = 0.2
"""The probability of a type that follows from what another symbol may be, beside that of the most probable one."""
ROUNDS = 3
"""So often types are looked for that follow from those chosen."""
OTHERS = 0.05
"""The weight of a type that is not chosen, beside that of the chosen one, where it is asked what follows from them."""
SHARED = 0.9
"""The share of a symbol's probability that a new type has at least that flows from there, or to there."""
CANDIDATES = 5
"""So many of each symbol's types, the most probable, are chosen from."""
LEAST = 0.1
"""So probable they are at least, beside the first: of 11 annotated symbols of validation projects that got one that was
less probable, one is exact now that was not, and six no longer."""
FLOOR = 0.03
"""So probable they are at least, but for the first: what hardly anything speaks for is not carried to other symbols."""


def agreed(
    inferred: InferredFile,
    rankings: Sequence[Sequence[RankedType]],
    text: Callable[[str], str | None],
    kept: Container[int] = (),
) -> list[Sequence[RankedType]]:
    """Return the rankings in which the types that are chosen together come first.

    The chosen type changes places and probabilities with the first one. It may be a new one, which follows from what is
    likely for other symbols: where a bare `list` is likely, what flows on from it tells its elements. Annotated symbols
    have the types that are written, and keep their rankings.

    Args:
        inferred: The file's code.
        rankings: For each symbol of its graph the types, the most probable first.
        text: Gives a type's spelling in the file, None for a type that cannot be written.
        kept: Symbols, by index, that have one type, to which the others are to suit.
    """
    candidates: dict[int, list[int]] = {}
    for index, symbol in enumerate(inferred.file.graph.symbols):
        if symbol.annotation is None:
            ranks = [rank for rank, ranked in enumerate(rankings[index][: 2 * CANDIDATES]) if text(ranked.type)]
            if ranks:
                least = max(LEAST * rankings[index][ranks[0]].probability, FLOOR)
                others = (rank for rank in ranks[1:CANDIDATES] if rankings[index][rank].probability >= least)
                candidates[index] = [ranks[0], *others]
    types = {index: [rankings[index][rank].type for rank in ranks] for index, ranks in candidates.items()}
    best = {i: rankings[i][ranks[0]].probability for i, ranks in candidates.items() if i not in kept}
    suppositions = inferred.suppositions(types, best)
    if suppositions is None:
        return list(rankings)
    lists = {index: [rankings[index][rank] for rank in candidates[index]] for index in suppositions.types}
    choice = _chosen(suppositions, lists)
    best_types = {index: lists[index][rank] for index, rank in choice.items()}
    result = list(rankings)
    for index, rank in choice.items():
        if rank:
            first = rankings[index][candidates[index][0]]
            alike = (best_types[one] for one in _bound_to(index, suppositions) if not choice[one])
            shared = max((one.probability for one in alike if one.type == best_types[index].type), default=0.0)
            result[index] = _exchanged(rankings[index], first, best_types[index], SHARED * shared)
    return [with_gaps_filled(ranking) for ranking in result]


def _bound_to(index: int, suppositions: Suppositions) -> set[int]:
    """The symbols from which a value flows into one, or into which one of its values flows."""
    flows = (one.symbols for one in suppositions.constraints if one.target is not None and index in one.symbols)
    return {symbol for symbols in flows for symbol in symbols} - {index}


def _chosen(suppositions: Suppositions, lists: dict[int, list[RankedType]]) -> dict[int, int]:
    """Return the ranks of the types that are chosen together, some of them new in the lists.

    Where a choice leaves something that does not fit, or a container that does not say what it holds, types that follow
    from those chosen are looked at, too.
    """
    own = {index: list(list_) for index, list_ in lists.items()}
    weights = {index: [ranked.probability for ranked in list_] for index, list_ in lists.items()}
    ranks = dict.fromkeys(lists, 0)
    for round_ in range(ROUNDS):
        added = suppositions.refine(weights)
        if round_ and not added:
            break
        for index in lists:
            lists[index] = _with_refined(own[index], list(map(str, suppositions.types[index][len(own[index]) :])))
        constraints = suppositions.constraints
        if not constraints:
            break
        problem = _problem(suppositions, constraints, lists)
        ranks = choose_jointly(problem)
        bound = {index for constraint in constraints for index in constraint.symbols}
        is_whole = not any(problem.is_violated(number, ranks) for number in range(len(constraints)))
        if is_whole and not any(is_vague(suppositions.types[index][ranks[index]]) for index in bound):
            break
        weights = {
            index: [1.0 if rank == ranks[index] else OTHERS * one.probability for rank, one in enumerate(list_)]
            for index, list_ in lists.items()
        }
    return ranks


def _problem(
    suppositions: Suppositions, constraints: Sequence[FlowConstraint], lists: Mapping[int, Sequence[RankedType]]
) -> JointProblem:
    def holds(number: int, ranks: tuple[int, ...]) -> bool:
        return suppositions.holds(constraints[number], dict(zip(constraints[number].symbols, ranks, strict=True)))

    probabilities = {index: [ranked.probability for ranked in list_] for index, list_ in lists.items()}
    return JointProblem(probabilities, [constraint.symbols for constraint in constraints], holds, PENALTY)


def _with_refined(ranking: Sequence[RankedType], refined: Sequence[str]) -> list[RankedType]:
    """The candidates of a symbol with further ones, which take most of the probability of a bare container.

    They have a share of the first candidate's probability at least: they follow from what is likely elsewhere.
    """
    read = [parse_type(one.type) for one in ranking]
    extended = [
        replace(one, probability=(1 - MORE) * one.probability) if is_vague(type_) and (rank or refined) else one
        for rank, (one, type_) in enumerate(zip(ranking, read, strict=True))
    ]
    for type_ in refined:
        pairs = zip(ranking, read, strict=True)
        vague = (one.probability for one, other in pairs if is_vague(other) and specifies(parse_type(type_), other))
        probability = max(DERIVED * ranking[0].probability, MORE * max(vague, default=0.0))
        extended.append(RankedType(type_, probability, COMPOSITION.id, (COMPOSITION.id,)))
    return extended


def _exchanged(ranking: Sequence[RankedType], first: RankedType, best: RankedType, least: float) -> list[RankedType]:
    """The ranking in which two types have changed places and probabilities.

    A type that was not there before shares the first one's probability with it, and comes before all others. Where
    that is less than `least`, it takes of what none of them has.
    """
    before = next((one for one in ranking if one.type == best.type), None)
    if before is not None:
        changed = {
            first.type: replace(best, probability=first.probability),
            best.type: replace(first, probability=before.probability),
        }
        return sorted((changed.get(one.type, one) for one in ranking), key=lambda one: -one.probability)
    others = [one for one in ranking if one.type != first.type]
    lower = (one.probability for one in others if one.probability <= first.probability)
    most = first.probability - max(lower, default=0.0)
    second = replace(first, probability=max(0.0, min(best.probability, SECOND * first.probability, most)))
    left = 1.0 - second.probability - sum(one.probability for one in others)
    top = replace(best, probability=max(first.probability - second.probability, min(least, left)))
    return sorted([top, *others, second], key=lambda one: -one.probability)
