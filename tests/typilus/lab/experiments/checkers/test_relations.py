"""Changed annotations by the relation of the two types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_extraction import SymbolKind
from typilus.annotation_types import TypeLattice
from typilus.lab.experiments.checkers.relations import Relation, relation_tallies
from typilus.lab.experiments.checkers.summary import Tally
from typilus.lab.experiments.checkers.trials import FileResult, Transition, Trial, Verdict
from typilus.rewriting import AnnotationEdit

LATTICE = TypeLattice({"shop.Apple": ("shop.Fruit",)})
EDIT = AnnotationEdit(SymbolKind.PARAMETER, "f", "x", 1, 6, "int")
TRIAL = Trial(EDIT, "int", "str", 0.5, Transition.CHANGED, Verdict.PASSED)


def changed(existing: str | None, predicted: str, verdict: Verdict = Verdict.PASSED) -> Trial:
    return replace(TRIAL, existing_type=existing, predicted_type=predicted, verdict=verdict)


@pytest.mark.parametrize(
    ("existing", "predicted", "relation"),
    [
        ("shop.Apple", "shop.Fruit", Relation.SUPERTYPE),
        ("shop.Fruit", "shop.Apple", Relation.SUBTYPE),
        ("list[int]", "collections.abc.Sequence[int]", Relation.SUPERTYPE),
        ("int", "str", Relation.OTHER),
        ("int", "object", Relation.OTHER),
        (None, "int", Relation.OTHER),
    ],
)
def test_relations(existing: str | None, predicted: str, relation: Relation) -> None:
    tallies = relation_tallies([FileResult("shop", "a.py", trials=(changed(existing, predicted),))], LATTICE)
    assert tallies == {each: Tally(*(1, 1) if each is relation else (0, 0)) for each in Relation}


def test_only_judged_changes_count() -> None:
    trials = (
        changed("shop.Apple", "shop.Fruit", Verdict.FAILED),
        changed("shop.Apple", "shop.Fruit", Verdict.TIMEOUT),
        replace(changed("shop.Apple", "shop.Fruit"), transition=Transition.ADDED),
    )
    left_out = FileResult("shop", "b.py", "has errors as it is", trials=trials)
    tallies = relation_tallies([FileResult("shop", "a.py", trials=trials), left_out], LATTICE)
    assert tallies[Relation.SUPERTYPE] == Tally(1, 0)


def test_trials_of_older_logs_have_no_relation() -> None:
    assert relation_tallies([FileResult("shop", "a.py", trials=(TRIAL,))], LATTICE)[Relation.OTHER] == Tally(1, 1)
