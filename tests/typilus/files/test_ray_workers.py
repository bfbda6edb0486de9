"""A real Ray cluster on this machine: the same results as here, also when a worker is killed on the way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from tests.typilus.files.hostile import marks, plant_modules
from tests.typilus.files.test_process_workers import doing, say_and_fail, square
from tests.typilus.lab.corpus.test_build import run
from tests.typilus.lab.corpus.wheels import make_manifest
from typilus import api
from typilus.errors import CheckerError, WorkerError
from typilus.files import RayWorkers
from typilus.options import AnnotateOptions, PredictOptions

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own


def process_of(number: int) -> int:
    return os.getpid()


def die_once(mark: Path, number: int) -> int:
    if number == 5 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_always(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def modules_and_folder(number: int) -> tuple[str, list[str]]:
    return str(Path.cwd()), [str(Path(place or ".").resolve()) for place in sys.path]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The current folder of the run, with modules in it that nobody may import."""
    folder = tmp_path_factory.mktemp("hostile")
    plant_modules(folder, folder / "marks")
    return folder


@pytest.fixture(scope="module")
def workers(folder: Path) -> Iterator[RayWorkers]:
    pytest.importorskip("ray")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))  # where workers find these tests
        with RayWorkers(count=2) as workers:
            yield workers


def test_results_come_in_order(workers: RayWorkers) -> None:
    assert list(workers.map(partial(doing, square), range(20))) == [number * number for number in range(20)]


def test_what_a_task_raises_is_raised_here(workers: RayWorkers) -> None:
    with pytest.raises(CheckerError, match="no 5") as caught:
        list(workers.map(partial(doing, say_and_fail), [5]))
    assert "say_and_fail" in str(caught.value.__cause__)


def test_the_folder_is_the_same_and_nothing_is_imported_from_it(workers: RayWorkers, folder: Path) -> None:
    for current, places in workers.map(partial(doing, modules_and_folder), range(4)):
        assert current == str(folder)
        assert str(folder) not in places
    assert marks(folder / "marks") == []


def test_a_killed_worker_is_replaced(workers: RayWorkers, tmp_path: Path) -> None:
    assert list(workers.map(partial(partial, die_once, tmp_path / "mark"), range(12))) == list(range(12))
    assert (tmp_path / "mark").exists()


def test_a_task_that_no_worker_survives_is_named(workers: RayWorkers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typilus.files.ray_workers._RayMember.attempts", 1)
    with pytest.raises(WorkerError, match=r"^7: a worker process of Ray has ended; try again with fewer workers"):
        list(workers.map(partial(doing, die_always), [7]))
    assert list(workers.map(partial(doing, square), [3])) == [9]


def test_a_killed_worker_costs_no_file(workers: RayWorkers, model_folder: Path, tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"m{number:02}.py").write_text(f"def stop(name: str):\n    print(name * {number})\n")
    predict = PredictOptions(model=model_folder)
    annotate = AnnotateOptions(model=model_folder, checker="none", min_confidence=0)
    alone = [prediction.to_json() for prediction in api.predict_paths([tmp_path], predict, workers=1)]
    annotated = [file.to_json() + file.diff() for file in api.annotate_paths([tmp_path], annotate, workers=1)]
    (victim, *_) = set(workers.map(partial(doing, process_of), range(8)))
    predictions = api.predict_paths([tmp_path], predict, workers=workers)
    first = next(predictions)
    os.kill(victim, signal.SIGKILL)
    assert [first.to_json(), *(prediction.to_json() for prediction in predictions)] == alone
    files = api.annotate_paths([tmp_path], annotate, workers=workers)
    assert [file.to_json() + file.diff() for file in files] == annotated


def test_a_corpus_has_the_same_bytes(workers: RayWorkers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    manifest = make_manifest(wheels)
    alone = run(manifest, tmp_path / "alone", wheels)
    monkeypatch.setattr("typilus.lab.corpus.build.named_workers", lambda name: nullcontext(workers))
    assert run(manifest, tmp_path / "cluster", wheels) == alone


def test_a_cluster_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("typilus.files.ray_workers.find_spec", lambda name: None)
    with pytest.raises(WorkerError, match=r"pip install 'typilus\[ray\]'"):
        RayWorkers()
