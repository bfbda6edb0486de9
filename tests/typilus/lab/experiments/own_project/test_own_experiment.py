"""One's own project under four conditions: resumed, and nothing known that the condition takes away."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from typilus.errors import CorpusError
from typilus.lab.experiments.own_project.own_experiment import (
    CONDITIONS,
    OwnMeasurement,
    OwnSettings,
    run_own_experiment,
)
from typilus.models.loading import load_predictor
from typilus.prediction.joining import JoinedFile
from typilus.prediction.predictor import Predictor
from typilus.project import ProjectMarkers
from typilus.project.marker_cache import MarkerCache

TILL = """\
from market.money import Money

def put(coin: Money, note: str = "") -> int:
    return 1
"""
BANK = """\
from market.money import Money

def keep(coin: Money, secret: 'Money') -> 'Money':
    return coin
"""


@pytest.fixture(scope="module")
def predictor(model_folder: Path) -> Predictor:
    loaded = load_predictor(model_folder)
    loaded._cache = MarkerCache(None)
    return loaded


@pytest.fixture
def project(tmp_path: Path) -> Path:
    package = tmp_path / "shop" / "market"
    package.mkdir(parents=True)
    (package.parent / "setup.py").write_text("version = 1\n")
    for name, text in {"__init__": "", "till": TILL, "bank": BANK, "money": "class Money:\n    amount = 0\n"}.items():
        (package / f"{name}.py").write_text(text)
    (package / "till.pyi").write_text(TILL)
    return package.parent


def run(predictor: Predictor, project: Path, log: Path, settings: OwnSettings | None = None) -> OwnMeasurement:
    return run_own_experiment(predictor, project, settings or OwnSettings(), log, lambda message: None)


def test_each_condition_has_the_same_symbols(predictor: Predictor, project: Path, tmp_path: Path) -> None:
    measurement = run(predictor, project, tmp_path / "log.jsonl")
    assert measurement.project == project
    for name in CONDITIONS:
        truths = {(file.path, symbol.name): symbol.truth for file in measurement.files[name] for symbol in file.symbols}
        assert truths == {
            ("market/till.py", "coin"): "market.money.Money",
            ("market/till.py", "note"): "str",
            ("market/till.py", "put"): "int",
            ("market/bank.py", "coin"): "market.money.Money",
            ("market/bank.py", "secret"): "market.money.Money",
            ("market/bank.py", "keep"): "market.money.Money",
        }


def test_conditions_differ_in_what_is_known(
    predictor: Predictor, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    explain_source = Predictor.explain_source

    def spied(self: Predictor, source: str, **rest: object) -> object:
        seen.append((source, rest["project"]))
        return explain_source(self, source, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Predictor, "explain_source", spied)
    run(predictor, project / "market" / "till.py", tmp_path / "log.jsonl")
    known, bare, alone, never = seen
    assert ["import Money" in source for source, _ in seen] == [True, False, True, False]
    assert not any(": Money" in source for source, _ in seen)
    assert alone[1] is None
    assert known[1].type_map.types  # type: ignore[attr-defined]
    assert bare[1].type_map.types  # type: ignore[attr-defined]
    assert len(never[1].type_map) == 0  # type: ignore[attr-defined]
    assert len(never[1].summaries) == 5  # type: ignore[attr-defined]


def test_it_goes_on_where_it_stopped(predictor: Predictor, project: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    whole = run(predictor, project, log)
    lines = log.read_text().splitlines(keepends=True)
    log.write_text("".join(lines[:-1]) + lines[-1][:20])
    again = run(predictor, project, log)
    strip = [replace(file, seconds=0.0) for file in again.files[CONDITIONS[0]]]
    assert strip == [replace(file, seconds=0.0) for file in whole.files[CONDITIONS[0]]]
    assert [json.loads(line).get("path") for line in log.read_text().splitlines()] == [
        json.loads(line).get("path") for line in lines
    ]


def test_a_log_of_other_code_is_refused(predictor: Predictor, project: Path, tmp_path: Path) -> None:
    run(predictor, project, tmp_path / "log.jsonl", OwnSettings(files=1))
    (project / "setup.py").write_text("x = 1\n")
    with pytest.raises(CorpusError, match="another experiment"):
        run(predictor, project, tmp_path / "log.jsonl")


def test_so_many_files_are_measured(predictor: Predictor, project: Path, tmp_path: Path) -> None:
    measurement = run(predictor, project, tmp_path / "log.jsonl", OwnSettings(files=1))
    assert {name: len(files) for name, files in measurement.files.items()} == dict.fromkeys(CONDITIONS, 1)


def test_a_file_that_fails_is_told_and_costs_no_other(
    predictor: Predictor, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = predictor.explain_source

    def fails(source: str, path: str, project: ProjectMarkers | None) -> JoinedFile:
        if path.endswith("bank.py"):
            raise LookupError("no such coin")
        return whole(source, path=path, project=project)

    monkeypatch.setattr(predictor, "explain_source", fails)
    messages: list[str] = []
    measurement = run_own_experiment(predictor, project, OwnSettings(), tmp_path / "log.jsonl", messages.append)
    measured = {record.path for record in measurement.files[CONDITIONS[0]]}
    assert not any(path.endswith("bank.py") for path in measured)
    assert any(path.endswith("till.py") for path in measured)
    told = [message for message in messages if "left out" in message]
    assert told == ["market/bank.py is left out: predicting it failed: LookupError: no such coin"]
