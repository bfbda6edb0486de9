"""What a file's predictions would change, and which cannot be written."""

from __future__ import annotations

from pathlib import Path

from graph_extraction import parse_source
from tests.typilus.lab.experiments.checkers.rules import PREDICTED, SHOP, NamePredictor, write_shop
from typilus.lab.experiments.checkers.trial_building import FileTrials, build_trials
from typilus.lab.experiments.checkers.trials import Transition


def drawn(root: Path, text: str = SHOP, most: int = 40, seed: int = 0, **more: tuple[str, float]) -> FileTrials:
    path = write_shop(root, text=text)
    return build_trials(
        NamePredictor({**PREDICTED, **more}), parse_source(text.encode(), str(path)), root, None, most, seed
    )


def test_each_prediction_adds_changes_or_repeats_an_annotation(tmp_path: Path) -> None:
    file = drawn(tmp_path)
    assert {trial.edit.name: (trial.transition, trial.existing, trial.text) for trial in file.trials} == {
        "prices": (Transition.SAME, "list[int]", "list[int]"),
        "count": (Transition.ADDED, None, "int"),
        "result": (Transition.ADDED, None, "str"),
        "total": (Transition.ADDED, None, "int"),
        "text": (Transition.ADDED, None, "str"),
        "width": (Transition.CHANGED, "int", "float"),
    }
    assert file.refused == {"target of a for loop": 1}
    assert file.unpredicted == 1  # the return of label()


def test_trials_know_both_types_by_one_meaning(tmp_path: Path) -> None:
    text = "from typing import List\n\ndef first(prices: 'List[int]', count: 'no type', total) -> int: ...\n"
    file = drawn(tmp_path, text, prices=("list[bool]", 0.5))
    types = {trial.edit.name: (trial.existing_type, trial.predicted_type) for trial in file.trials}
    assert types["prices"] == ("list[int]", "list[bool]")
    assert types["count"] == (None, "int")
    assert types["total"] == (None, "int")


def test_types_are_the_same_however_they_are_written(tmp_path: Path) -> None:
    text = "from typing import List, Optional\n\ndef first(prices: 'Optional[List[int]]') -> int: ...\n"
    file = drawn(tmp_path, text, prices=("list[int] | None", 0.5), first=("int", 0.5))
    assert {trial.transition for trial in file.trials} == {Transition.SAME}


def test_what_cannot_be_annotated_does_not_count_as_the_same(tmp_path: Path) -> None:
    text = "from typing import overload\n\n@overload\ndef first(prices: list[int]) -> int: ...\n"
    file = drawn(tmp_path, text, first=("int", 0.5))
    assert file.trials == ()
    assert file.refused == {"an overload": 2}


def test_the_draw_is_bounded_and_stays_the_same(tmp_path: Path) -> None:
    first, again = drawn(tmp_path, most=3), drawn(tmp_path, most=3)
    assert first.trials == again.trials
    assert len(first.trials) + first.unpredicted == 3
    draws = {tuple(trial.edit.name for trial in drawn(tmp_path, most=3, seed=seed).trials) for seed in range(8)}
    assert len(draws) > 1
