from __future__ import annotations

import pytest

from graph_extraction import SymbolKind
from typilus.infilling import HoledText
from typilus.lab.experiments.infilling.hint_measures import Share, measure
from typilus.lab.experiments.infilling.hint_tasks import HintTask

TEXT = HoledText(("", ""))


def task(key: str, kind: SymbolKind, answer: str, returns_nothing: bool = False) -> HintTask:
    return HintTask(key, kind, TEXT, answer, returns_nothing)


TASKS = [
    task("a", SymbolKind.RETURN, "int"),
    task("b", SymbolKind.RETURN, "dict[str, int]"),
    task("c", SymbolKind.RETURN, "None", returns_nothing=True),
    task("d", SymbolKind.RETURN, "NoReturn", returns_nothing=True),
    task("e", SymbolKind.PARAMETER, "str"),
    task("f", SymbolKind.VARIABLE, "str"),
    task("g", SymbolKind.RETURN, "int"),
]


def test_shares_are_of_those_that_were_asked() -> None:
    answers = {"a": "int", "b": "dict[str,int]", "c": "int", "d": "NoReturn", "e": "bytes"}
    measures = measure(TASKS, answers)
    assert measures.returns == Share(3, 3)
    assert measures.all_returns == Share(3, 4)
    assert measures.checked_returns == Share(3, 4)  # one gained, one lost
    assert measures.parameters == Share(0, 1)
    assert measures.variables == Share(0, 0)


def test_errors_are_those_of_a_share() -> None:
    assert Share(1, 4).percent == 25
    assert Share(1, 4).error == pytest.approx(100 * (0.25 * 0.75 / 4) ** 0.5)
    assert Share(0, 0).percent is None
    assert Share(0, 0).error is None
