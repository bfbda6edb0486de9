"""Projects that hardly anybody has annotated are gone through twice; the results are the same for any workers."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from typilus.listening import SILENT, Listener
from typilus.models import load_predictor
from typilus.options import AnnotateOptions, PredictOptions
from typilus.passes import ProjectFacts
from typilus.runs.annotate_run import annotate_files
from typilus.runs.file_run import FileRun, open_run
from typilus.runs.first_pass import LABEL, first_pass
from typilus.runs.predict_run import predict_files

MONEY = "def price(name):\n    return 1\n\n\ndef name_of(price):\n    return str(price)\n"
SHOP = "from money import price\n\n\ndef total(name):\n    value = price(name)\n    return value\n"


class Told(Listener):
    def __init__(self) -> None:
        self.labels: list[str] = []

    def tracked(self, items, files, label):  # type: ignore[no-untyped-def]
        self.labels.append(label)
        return items


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "till"
    folder.mkdir()
    (folder / "pyproject.toml").touch()
    (folder / "money.py").write_text(MONEY)
    (folder / "shop.py").write_text(SHOP)
    return folder


def told(options: PredictOptions, project: Path) -> list[str]:
    listener = Told()
    assert all(prediction.error is None for prediction in predict_files([project], options, listener))
    return listener.labels


def test_a_cold_project_is_gone_through_twice(project: Path, model_folder: Path) -> None:
    options = PredictOptions(model=model_folder, project=project, workers=1)
    assert told(options, project) == [LABEL, "predicting"]
    assert told(dataclasses.replace(options, passes=1), project) == ["predicting"]
    assert told(dataclasses.replace(options, project=None), project) == ["predicting"]


def test_an_annotated_project_is_not(project: Path, model_folder: Path) -> None:
    (project / "more.py").write_text("def a(b: int, c: int) -> int:\n    return b\n")
    assert told(PredictOptions(model=model_folder, project=project, workers=1), project) == ["predicting"]


def test_nor_is_a_file_alone(project: Path, model_folder: Path) -> None:
    listener = Told()
    list(predict_files([project / "shop.py"], PredictOptions(model=model_folder, project=project), listener))
    assert listener.labels == ["predicting"]


def test_processes_give_the_same(project: Path, model_folder: Path) -> None:
    options = PredictOptions(model=model_folder, project=project, workers=1)
    here = list(predict_files([project], options, SILENT))
    elsewhere = list(predict_files([project], dataclasses.replace(options, workers=2), SILENT))
    assert here == elsewhere


def test_a_run_goes_on_knowing_the_same(project: Path, model_folder: Path) -> None:
    options = PredictOptions(model=model_folder, project=project, workers=1)
    whole = [prediction.to_dict() for prediction in predict_files([project], options, SILENT)]
    interrupted = predict_files([project], options, SILENT, resume=False)
    next(interrupted)
    del interrupted
    resumed = [prediction.to_dict() for prediction in predict_files([project], options, SILENT, resume=True)]
    assert resumed == whole


def test_facts_are_of_all_files(project: Path, model_folder: Path) -> None:
    predictor = load_predictor(model_folder)
    options = PredictOptions(model=predictor, project=project)
    files = [str(project / name) for name in ("money.py", "shop.py")]
    with open_run(options, 2, SILENT) as run:
        assert isinstance(run, FileRun)
        known = first_pass((options, options), predictor.load_project(project), files, run)
        assert (
            first_pass(
                (options, dataclasses.replace(options, infill="own:")), predictor.load_project(project), files, run
            )
            is None
        )
    assert isinstance(known, ProjectFacts)
    assert [file.path for file in known.files] == files


def test_a_project_may_be_the_current_folder(
    project: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project)
    options = AnnotateOptions(model=model_folder, checker="none", workers=1, min_confidence=0.5)
    files = list(annotate_files(["."], options, SILENT, write=True))
    assert [file.path for file in files] == ["./money.py", "./shop.py"]
    assert all(file.error is None for file in files)


def test_annotating_has_one_first_pass_whatever_its_rounds(project: Path, model_folder: Path) -> None:
    listener = Told()
    options = AnnotateOptions(model=model_folder, checker="none", workers=1, min_confidence=0.5)
    files = list(annotate_files([project], options, listener, write=True))
    assert all(file.error is None for file in files)
    assert listener.labels[:2] == [LABEL, "annotating"]
    assert listener.labels.count(LABEL) == 1


def test_annotating_goes_on_knowing_the_same(
    project: Path, model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two files one was done before: the other alone would have no first pass."""
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    options = AnnotateOptions(model=model_folder, project=project, workers=1, checker=None, min_confidence=0.0)
    listener = Told()
    interrupted = annotate_files([project], options, listener, resume=False)
    first = next(interrupted)
    del interrupted
    listener.labels.clear()
    results = list(annotate_files([project], options, listener, resume=True))
    assert results[0].to_dict() == first.to_dict()
    assert listener.labels[0] == LABEL
