"""A GPU gives what the CPU gives: a network is trained, indexed, evaluated and asked on it.

The same body runs with the CPU in the place of the GPU, so that it is known to hold together where there is none. A GPU
multiplies in bfloat16 while it trains, and sums in another order, so numbers agree to a tolerance only.
"""

from __future__ import annotations

import inspect
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from graph_extraction import extract_file
from tests.typilus.lab.small_runs import SETTINGS
from typilus.lab.experiments.network import (
    EvaluationSettings,
    RowResult,
    Workbench,
    bulk_index,
    load_network,
    run_evaluation,
)
from typilus.lab.model_building import IndexSettings, make_model, train
from typilus.models import load_predictor, loading
from typilus.neural import Progress, TrainingConfig
from typilus.neural.trainer import Trainer
from typilus.neural.type_table import TypeTable
from typilus.neural.vocabulary import Vocabulary
from typilus.typespace import markers

needs_cuda = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")

CONFIG = replace(
    TrainingConfig(**SETTINGS),  # type: ignore[arg-type]
    epochs=3,
    dropout=0.0,  # whose random numbers are others on a GPU
    piece_dropout=0.0,
    bfloat16=True,
)
FILE = Path(inspect.getfile(markers))


@pytest.fixture(params=["cpu", pytest.param("cuda", marks=needs_cuda)])
def device(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def trained(corpus: Path, folder: Path, device: str) -> list[Progress]:
    reports: list[Progress] = []
    train(corpus, folder, CONFIG, device=device, report=reports.append)
    return [progress for progress in reports if progress.validation_loss is not None]  # not those after 10 seconds


def measured(folder: Path, corpus: Path, device: str) -> RowResult:
    return run_evaluation(folder, corpus, EvaluationSettings("project", k_max=10), Workbench(device)).results[0]


def test_training_goes_as_on_the_cpu(small_corpus: Path, tmp_path: Path, device: str) -> None:
    here, there = (
        trained(small_corpus, tmp_path / name, name.split("-")[0]) for name in ("cpu-run", f"{device}-other")
    )
    assert [progress.update for progress in there] == [progress.update for progress in here]
    for one, other in zip(here, there, strict=True):
        assert other.loss == pytest.approx(one.loss, rel=0.1)
        assert one.validation_loss is not None
        assert other.validation_loss == pytest.approx(one.validation_loss, rel=0.1)
    assert here[-1].loss < here[0].loss


def test_an_interrupted_run_goes_on(small_corpus: Path, tmp_path: Path, device: str) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.epoch == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train(small_corpus, tmp_path, CONFIG, device=device, report=interrupt)
    last = trained(small_corpus, tmp_path, device)[-1]
    assert last.update == last.total_updates
    assert last.epoch == CONFIG.epochs - 1


def test_a_network_embeds_and_is_measured_as_on_the_cpu(small_corpus: Path, tmp_path: Path, device: str) -> None:
    trained(small_corpus, tmp_path, device)
    graphs = [extract_file(FILE)]
    here, there = (load_network(tmp_path, name).embed(graphs)[0] for name in ("cpu", device))
    np.testing.assert_allclose(there.symbols, here.symbols, rtol=1e-3, atol=1e-4)
    assert here.classes is not None
    assert there.classes is not None
    np.testing.assert_allclose(there.classes, here.classes, rtol=1e-3, atol=1e-4)
    here_scores, there_scores = (
        measured(tmp_path, small_corpus, name).scores["typilus"].top1.all for name in ("cpu", device)
    )
    assert there_scores.exact == pytest.approx(here_scores.exact, abs=5)
    assert there_scores.parametric == pytest.approx(here_scores.parametric, abs=5)


def test_neighbors_are_those_of_the_cpu(device: str) -> None:
    rng = np.random.default_rng(0)
    vectors, queries = (rng.normal(size=(count, 8)).astype(np.float32) for count in (500, 20))
    here, there = (bulk_index(name)(vectors).query(queries, 7) for name in ("cpu", device))
    np.testing.assert_array_equal(there[0], here[0])
    np.testing.assert_allclose(there[1], here[1], rtol=1e-4)


def test_a_model_predicts_as_in_numpy(
    small_corpus: Path, tmp_path: Path, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, folder = tmp_path / "run", tmp_path / "model"
    trained(small_corpus, run, device)
    make_model(run, small_corpus, folder, IndexSettings(markers=200, bits=32), Workbench(device))
    if device == "cpu":  # torch in the place of numpy
        monkeypatch.setattr(loading, "prediction_device", lambda name: "cpu" if name == "cpu" else "cpu:0")
    there = load_predictor(folder, device="cuda").predict(FILE)
    here = load_predictor(folder).predict(FILE)
    assert len(there) == len(here) > 20
    for one, other in zip(here, there, strict=True):
        assert (one.symbol, one.skipped) == (other.symbol, other.skipped)
        probabilities = [[candidate.probability for candidate in symbol.candidates] for symbol in (one, other)]
        assert probabilities[1][:1] == pytest.approx(probabilities[0][:1], abs=0.05)
    tops = [[symbol.candidates[0].type for symbol in predicted if symbol.candidates] for predicted in (here, there)]
    assert np.mean([one == other for one, other in zip(*tops, strict=True)]) > 0.9


@needs_cuda
def test_a_gpu_multiplies_in_bfloat16(tmp_path: Path) -> None:
    trainer = Trainer(tmp_path, CONFIG, Vocabulary(("a",), buckets=1), TypeTable(["int"]), "cuda")
    assert trainer.bfloat16 == torch.cuda.is_bf16_supported(including_emulation=False)
    assert trainer.encoder.device.type == "cuda"
