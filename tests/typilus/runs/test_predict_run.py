"""Files of several projects are predicted in one call, each judged in its own project."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.errors import CheckerError
from typilus.listening import Listener
from typilus.options import PredictOptions
from typilus.runs.predict_run import predict_files

TEXT = "from names import NAME\n\ndef stop(name):\n    return NAME\n"


class Told(Listener):
    def __init__(self) -> None:
        self.files: list[list[str]] = []

    def tracked(self, items, files, label):  # type: ignore[no-untyped-def]
        self.files.append([Path(file).name for file in files])
        return items


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyproject.toml").touch()
        (tmp_path / name / "names.py").write_text("NAME = 'a'\n")
        (tmp_path / name / f"{name}.py").write_text(TEXT)
    return tmp_path


@pytest.mark.parametrize(
    ("checker", "runs"),
    [
        (None, [["names.py", "one.py", "names.py", "two.py"]]),
        ("ty", [["names.py", "one.py"], ["names.py", "two.py"]]),
    ],
)
def test_projects_matter_to_checkers(
    projects: Path, model_folder: Path, checker: str | None, runs: list[list[str]]
) -> None:
    listener = Told()
    options = PredictOptions(model=model_folder, workers=1, checker=checker)
    predictions = list(predict_files([projects], options, listener))
    assert [Path(prediction.path).name for prediction in predictions] == ["names.py", "one.py", "names.py", "two.py"]
    assert listener.files == runs
    assert [prediction.check is not None for prediction in predictions] == [checker is not None] * 4
    for prediction in predictions:
        assert prediction.check is None or prediction.check.is_verdict


def test_only_some_kinds(projects: Path, model_folder: Path) -> None:
    options = PredictOptions(model=model_folder, only=("returns",))
    (prediction,) = predict_files([projects / "one" / "one.py"], options, Listener())
    assert [symbol.qualified_name for symbol in prediction] == ["stop()"]


def test_a_missing_checker_is_told_at_the_call(projects: Path, model_folder: Path) -> None:
    with pytest.raises(CheckerError, match="unknown checker"):
        predict_files([projects], PredictOptions(model=model_folder, checker="pylint"), Listener())
