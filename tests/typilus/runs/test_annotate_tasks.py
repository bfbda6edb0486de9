"""The tasks of annotating: a file is annotated once, or in a round unless it is settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.annotating import AnnotateSettings
from typilus.listening import Listener
from typilus.models import load_predictor
from typilus.options import AnnotateOptions
from typilus.prediction import Predictor
from typilus.runs.annotate_tasks import AnnotateTask, RoundFile, RoundTask


@pytest.fixture(scope="module")
def predictor(model_folder: Path) -> Predictor:
    return load_predictor(model_folder)


@pytest.fixture
def path(tmp_path: Path) -> str:
    (tmp_path / "a.py").write_text("def stop(name):\n    print(name)\n")
    return str(tmp_path / "a.py")


def options(predictor: Predictor) -> AnnotateOptions:
    return AnnotateOptions(model=predictor, checker="none", only=("returns",), min_confidence=0)


def settings(predictor: Predictor, path: str) -> AnnotateSettings:
    return AnnotateSettings.for_project(Path(path).parent, options(predictor), Listener())


def test_a_file_is_annotated_and_not_written(predictor: Predictor, path: str) -> None:
    with AnnotateTask(options(predictor), settings(predictor, path), None) as annotate:
        file = annotate(path)
    assert file.text == "def stop(name) -> None:\n    print(name)\n"
    assert Path(path).read_text() != file.text


def test_a_settled_file_is_left_alone(predictor: Predictor, path: str) -> None:
    with RoundTask(options(predictor), settings(predictor, path), None) as annotate:
        first = annotate(RoundFile(path, None))
        assert first.file is not None
        assert first.file.changed
        assert ("None",) in [types[:1] for types in first.types]
        assert annotate(RoundFile(path, first.types)).file is None
        assert annotate(RoundFile(path, (("int",),))).file == first.file


def test_a_file_that_cannot_be_read_is_never_settled(predictor: Predictor, tmp_path: Path) -> None:
    with RoundTask(options(predictor), AnnotateSettings(tmp_path), None) as annotate:
        result = annotate(RoundFile(str(tmp_path / "gone.py"), ()))
    assert result.file is not None
    assert result.file.error is not None
