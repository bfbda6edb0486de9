"""The relation of predictions to the annotations that they would replace (paper, section 6.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum

from typilus.annotation_types import TypeLattice, parse_type
from typilus.errors import TypeExpressionError
from typilus.lab.experiments.checkers.summary import Tally
from typilus.lab.experiments.checkers.trials import FileResult, Transition, Trial

__all__ = ["Relation", "relation_tallies"]


class Relation(str, Enum):
    """A predicted type beside the annotated one. `SUPERTYPE`: less precise, but interchangeable."""

    SUPERTYPE = "supertype"
    SUBTYPE = "subtype"
    OTHER = "other"


def relation_tallies(results: Iterable[FileResult], lattice: TypeLattice) -> Mapping[Relation, Tally]:
    """Count the judged predictions that change an annotation, by their relation to it.

    Args:
        results: Results of one checker.
        lattice: Order of types, with the classes of the corpus.
    """
    changed = [
        trial
        for result in results
        if result.left_out is None
        for trial in result.trials
        if trial.counts and trial.transition is Transition.CHANGED
    ]
    relations = [_relation(trial, lattice) for trial in changed]
    return {
        relation: Tally.of(trial for trial, own in zip(changed, relations, strict=True) if own is relation)
        for relation in Relation
    }


def _relation(trial: Trial, lattice: TypeLattice) -> Relation:
    try:
        existing, predicted = parse_type(trial.existing_type or ""), parse_type(trial.predicted_type or "")
    except TypeExpressionError:
        return Relation.OTHER
    if lattice.is_neutral(predicted, existing):
        return Relation.SUPERTYPE
    return Relation.SUBTYPE if lattice.is_subtype(predicted, existing) else Relation.OTHER
