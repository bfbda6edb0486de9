"""Tasks close what they have opened, and a process loads the same model once."""

from __future__ import annotations

from contextlib import closing
from io import BytesIO
from pathlib import Path

from typilus.model_choice import ModelChoice
from typilus.runs.file_tasks import FileTask, model_of


class Reading(FileTask):
    def __init__(self, file: BytesIO) -> None:
        super().__init__()
        self._open.enter_context(closing(file))


def test_what_a_task_has_opened_is_closed() -> None:
    file = BytesIO()
    with Reading(file):
        assert not file.closed
    assert file.closed


def test_a_model_is_loaded_once(model_folder: Path) -> None:
    predictor = model_of(ModelChoice(model_folder))
    assert model_of(ModelChoice(str(model_folder))) is predictor
    assert model_of(ModelChoice(model_folder, index="exact")) is not predictor
    assert model_of(ModelChoice(predictor)) is predictor
