"""The listing of what goes wrong."""

from __future__ import annotations

import numpy as np

from tests.typilus.lab.experiments.network.test_experiments import experiment
from typilus.lab.experiments.network.experiments import ROWS
from typilus.lab.experiments.network.mistakes import worst_confusions
from typilus.typespace import VotingRule


def test_confusions_are_counted_and_shown_with_places() -> None:
    one = experiment()
    result = one.measure(ROWS[1], space=VotingRule(k=1))
    confusions = worst_confusions(result, one.symbols.table)
    assert confusions[0].count == 2
    assert confusions[0].truth in {"App", "Shop"}
    name = next(c for c in confusions if c.truth == "App")
    assert name.prediction == "str"
    assert set(name.examples) == {"app/a.py:1: parameter name", "app/b.py:1: parameter name"}
    wrong = ~(result.verdicts["typilus"].exact[:, 0] | result.verdicts["typilus"].neutral[:, 0])
    assert sum(c.count for c in confusions) == np.count_nonzero(wrong)
    assert worst_confusions(result, one.symbols.table, type_text="return") == ()
    assert len(worst_confusions(result, one.symbols.table, top=1, examples=1)[0].examples) == 1


def test_no_prediction_is_a_confusion_with_nothing() -> None:
    one = experiment()
    result = one.measure(ROWS[1])
    result.predictions["look-up"].type_id[:] = -1
    result.verdicts["look-up"].exact[:] = False
    assert {c.prediction for c in worst_confusions(result, one.symbols.table, "look-up")} == {""}
