"""The numbers of a real run: what the report of an evaluation says, and kept."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import made_up_measures
from typilus.lab.exhibits.run_measures import CRITERIA, NETWORK, RunMeasures, measure_run
from typilus.lab.experiments.network import Evaluation, EvaluationSettings, run_evaluation


def test_numbers_survive_json() -> None:
    measures = made_up_measures()
    assert RunMeasures.from_json(json.loads(json.dumps(asdict(measures)))) == measures


def test_precision_where_so_many_symbols_get_a_prediction() -> None:
    measures = made_up_measures()
    assert measures.precision_at(0.5, "neutral") == 90.0
    assert measures.precision_at(0.6, "neutral") == 60.0
    assert measures.precision_at(1.1, "neutral") is None


def test_rates_are_those_of_an_evaluation(
    small_run: Path, small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "run"
    folder.mkdir()
    for file in small_run.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    measures = measure_run(folder, small_corpus, "project")
    result = run_evaluation(small_run, small_corpus, EvaluationSettings("project")).results[0]
    scores = result.scores[NETWORK].top1
    for criterion in CRITERIA:
        estimate = measures.rates[criterion]["all"]
        assert estimate is not None
        assert estimate.value == pytest.approx(getattr(scores.all, criterion))
        parameters = measures.rates[criterion]["parameter"]
        assert (0.0 if parameters is None else parameters.value) == pytest.approx(
            getattr(scores.by_kind["parameter"], criterion)
        )
    assert measures.symbols == len(result.queries)
    assert measures.shares["variable"] + measures.shares["parameter"] + measures.shares["return"] == pytest.approx(100)
    assert measures.shares["common"] + measures.shares["rare"] == pytest.approx(100)
    monkeypatch.setattr(
        "typilus.lab.exhibits.run_measures.network.run_evaluation", lambda *_: pytest.fail("measured again")
    )
    assert measure_run(folder, small_corpus, "project") == measures


def test_a_run_that_learned_from_a_share_has_no_other_symbols_in_its_map(
    small_run: Path, small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(small_run, tmp_path / "run")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**config, "share": 0.9}))
    asked = []

    def evaluate(folder: Path, corpus: Path, settings: EvaluationSettings, bench: object) -> Evaluation:
        asked.append(settings.share)
        return run_evaluation(folder, corpus, settings)

    monkeypatch.setattr("typilus.lab.exhibits.run_measures.network.run_evaluation", evaluate)
    measure_run(folder, small_corpus, "project")
    assert asked == [0.9]


def test_the_validation_side_has_numbers_of_its_own(small_run: Path, small_corpus: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(small_run, tmp_path / "run")
    validated = measure_run(folder, small_corpus, "project", side="validation")
    result = run_evaluation(small_run, small_corpus, EvaluationSettings("project", "validation")).results[0]
    assert validated.symbols == len(result.queries)
    estimate = validated.rates["exact"]["all"]
    assert estimate is not None
    assert estimate.value == pytest.approx(result.scores[NETWORK].top1.all.exact)
    tested = measure_run(folder, small_corpus, "project")
    assert tested != validated
    assert measure_run(folder, small_corpus, "project", side="validation") == validated
