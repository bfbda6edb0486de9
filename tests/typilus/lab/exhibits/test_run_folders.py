"""Folders are named by what is trained, and records are found again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from typilus.lab.exhibits.run_folders import (
    RunRecord,
    family,
    finished_amounts,
    read_record,
    run_folder,
    write_json,
    write_record,
)
from typilus.lab.exhibits.training_plan import Amount
from typilus.neural import TrainingConfig

CONFIG = TrainingConfig(split="file")


def test_a_family_has_any_seed_and_amount_and_no_other_setting() -> None:
    same = replace(CONFIG, seed=3, epochs=2, share=0.5)
    assert family(same, "corpus") == family(CONFIG, "corpus")
    assert family(CONFIG, "another") != family(CONFIG, "corpus") != family(replace(CONFIG, steps=3), "corpus")


@pytest.mark.parametrize("change", [{"seed": 1}, {"epochs": 2}, {"share": 0.5}, {"steps": 3}])
def test_a_folder_has_one_run(tmp_path: Path, change: dict[str, float]) -> None:
    other = replace(CONFIG, **change)  # type: ignore[arg-type]
    assert run_folder(tmp_path, CONFIG, "a") == run_folder(tmp_path, replace(CONFIG), "a")
    assert run_folder(tmp_path, other, "a") != run_folder(tmp_path, CONFIG, "a") != run_folder(tmp_path, CONFIG, "b")


def test_folders_can_be_told_apart_by_people(tmp_path: Path) -> None:
    name = run_folder(tmp_path, replace(CONFIG, seed=4), "corpus").name
    assert name.startswith(f"graph-{CONFIG.objective}-")
    assert name.endswith("-s4")


def test_finished_amounts_are_those_of_the_family_and_seed(tmp_path: Path) -> None:
    records = [
        RunRecord("f", 0, 2, 1.0, is_finished=True),
        RunRecord("f", 0, 1, 0.5, is_finished=True),
        RunRecord("f", 0, 9, 1.0),
        RunRecord("f", 1, 8, 1.0, is_finished=True),
        RunRecord("g", 0, 7, 1.0, is_finished=True),
    ]
    for number, record in enumerate(records):
        write_record(tmp_path / "runs" / str(number), record)
    (tmp_path / "runs" / "broken").mkdir()
    (tmp_path / "runs" / "broken" / "training.json").write_text("{")
    assert finished_amounts(tmp_path, "f", 0) == {Amount(2), Amount(1, 0.5)}
    assert finished_amounts(tmp_path / "none", "f", 0) == frozenset()


def test_a_record_is_read_back(tmp_path: Path) -> None:
    record = RunRecord("f", 0, 2, 0.5, 12.5, 1)
    write_record(tmp_path / "run", record)
    assert read_record(tmp_path / "run") == record
    assert read_record(tmp_path) is None
    write_json(tmp_path / "training.json", {"another": "file"})
    assert read_record(tmp_path) is None
