"""Many files: in order, by one process or several, with the same results."""

from __future__ import annotations

from pathlib import Path

from tests.typilus.judging.test_filtering import predicted
from typilus.annotating import AnnotateSettings, annotate_predictions
from typilus.files import ProcessWorkers
from typilus.prediction.file_prediction import FilePrediction

TYPES = {"area()": ("int",), "area.width": ("int",)}


def test_workers_give_what_one_process_gives(tmp_path: Path) -> None:
    predictions: list[FilePrediction] = []
    for number in range(8):
        path = tmp_path / f"f{number}.py"
        path.write_text(f"def area(width):\n    return width * {number}\n")
        predictions.append(predicted(path, TYPES))
    predictions.insert(3, FilePrediction("broken.py", "broken.py: is broken", ()))
    settings = AnnotateSettings(tmp_path)
    alone = [each.to_dict() for each in annotate_predictions(predictions, settings)]
    assert [each["path"] for each in alone] == [each.path for each in predictions]
    assert alone[3]["error"] == "broken.py: is broken"
    assert sum(each["changed"] for each in alone) == 8
    with ProcessWorkers(2) as workers:
        assert [each.to_dict() for each in annotate_predictions(predictions, settings, workers)] == alone


def test_nothing_is_done_ahead_of_need(tmp_path: Path) -> None:
    asked = []

    def endless() -> object:
        for number in range(100):
            asked.append(number)
            yield FilePrediction(f"{number}.py", "no", ())

    files = annotate_predictions(endless(), AnnotateSettings(tmp_path))  # type: ignore[arg-type]
    assert next(files).path == "0.py"
    assert len(asked) == 1
