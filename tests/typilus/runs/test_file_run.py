"""Many files: the same results for any number of workers, and for a run that goes on where it was interrupted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.typilus.infilling.oracle import Oracle
from typilus import api
from typilus.auditing import FileAudit
from typilus.files import ProcessWorkers, SerialWorkers
from typilus.listening import SILENT
from typilus.models import load_predictor
from typilus.options import AnnotateOptions, AuditOptions, PredictOptions
from typilus.prediction import FilePrediction, Predictor
from typilus.project import ProjectMarkers
from typilus.runs.file_run import open_run

TEXTS = ("def stop(name: int):\n    return name + '{0}'\n", "class {1}:\n    size = {0}\n", "def broken(:\n")


@pytest.fixture
def projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two projects of six files each, some of which cannot be read."""
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "projects"
    for name in ("one", "two"):
        (folder / name).mkdir(parents=True)
        (folder / name / "pyproject.toml").touch()
        for number in range(6):
            (folder / name / f"m{number}.py").write_text(TEXTS[number % 3].format(number, f"Box{number}"))
    return folder


def predicted(projects: Path, model: Path, workers: int, resume: bool | None = None) -> Iterator[str]:
    options = PredictOptions(model=model, workers=workers)
    return map(FilePrediction.to_json, api.predict_paths([projects], options, resume=resume))


def audited(projects: Path, model: Path, workers: int, resume: bool | None = None) -> Iterator[str]:
    options = AuditOptions(model=model, workers=workers, checker="none", min_confidence=0)
    return map(FileAudit.to_json, api.audit_paths([projects], options, resume=resume))


def annotated(projects: Path, model: Path, workers: int, resume: bool | None = None) -> Iterator[str]:
    options = AnnotateOptions(model=model, workers=workers, checker="none", min_confidence=0)
    return (file.to_json() + file.diff() for file in api.annotate_paths([projects], options, resume=resume))


COMMANDS = pytest.mark.parametrize("command", [predicted, audited, annotated])


@COMMANDS
def test_the_number_of_workers_changes_nothing(command, projects: Path, model_folder: Path) -> None:  # type: ignore[no-untyped-def]
    alone = list(command(projects, model_folder, 1))
    assert len(alone) == 12
    assert list(command(projects, model_folder, 2)) == alone


@COMMANDS
def test_an_interrupted_run_goes_on(command, projects: Path, model_folder: Path) -> None:  # type: ignore[no-untyped-def]
    whole = list(command(projects, model_folder, 1))
    first = command(projects, model_folder, 1, resume=False)
    assert [next(first) for _ in range(8)] == whole[:8]
    del first
    assert list(command(projects, model_folder, 1, resume=True)) == whole


def test_what_is_kept_is_not_done_again(projects: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    file_predictor = Predictor.file_predictor

    def noted(predictor: Predictor, *arguments: object, **options: object):  # type: ignore[no-untyped-def]
        predict = file_predictor(predictor, *arguments, **options)  # type: ignore[arg-type]

        def note(path: str) -> FilePrediction:
            read.append(Path(path).name)
            return predict(path)

        return note

    monkeypatch.setattr(Predictor, "file_predictor", noted)
    first = api.predict_paths([projects / "one"], PredictOptions(model=model_folder, workers=1), resume=False)
    for _ in range(3):
        next(first)
    first.close()  # type: ignore[attr-defined]
    assert read == ["m0.py", "m1.py", "m2.py"]
    read.clear()
    (projects / "one" / "m1.py").write_text("SIZE = 2\n")
    (projects / "one" / "m6.py").write_text("SIZE = 3\n")
    list(api.predict_paths([projects / "one"], PredictOptions(model=model_folder, workers=1), resume=True))
    assert read == ["m1.py", "m2.py", "m3.py", "m4.py", "m5.py", "m6.py"], "changed, failed, never done"


@pytest.mark.parametrize(("files", "cores", "processes"), [(3, 8, 0), (7, 8, 0), (8, 8, 2), (100, 2, 2), (100, 1, 0)])
def test_workers_are_started_where_they_pay(
    files: int, cores: int, processes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("typilus.runs.file_run.available_cores", lambda: cores)
    monkeypatch.setattr(ProcessWorkers, "__enter__", lambda workers: workers)
    with open_run(PredictOptions(), files, SILENT) as run:
        assert run.are_here == (processes == 0)
        assert isinstance(run.workers, ProcessWorkers if processes else SerialWorkers)


def test_what_the_caller_has_made_stays_in_this_process(model_folder: Path, tmp_path: Path) -> None:
    predictor = load_predictor(model_folder)
    markers = predictor.load_project(tmp_path)
    assert isinstance(markers, ProjectMarkers)
    for options in (PredictOptions(model=predictor, workers=2), PredictOptions(project=markers, workers=2)):
        with open_run(options, 100, SILENT) as run:
            assert run.are_here


@pytest.mark.parametrize(
    ("infill", "are_here"),
    [("transformers:/model", True), ("gguf:/model.gguf", True), ("http://localhost:1", False), ("own:/model", False)],
)
def test_a_language_model_is_not_loaded_by_every_process(
    infill: str, are_here: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ProcessWorkers, "__enter__", lambda workers: workers)
    with open_run(PredictOptions(infill=infill, workers=2), 100, SILENT) as run:
        assert run.are_here == are_here


def test_a_model_of_this_process_is_asked_by_others_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ProcessWorkers, "__enter__", lambda workers: workers)
    oracle = Oracle({})
    for is_shared in (False, True):
        oracle.model.is_shared = is_shared
        with open_run(PredictOptions(infill=oracle, workers=2), 100, SILENT) as run:
            assert run.are_here != is_shared
        with open_run(PredictOptions(infill=oracle, workers=SerialWorkers()), 100, SILENT) as run:
            assert run.are_here, "workers of whatever sort may be elsewhere"
