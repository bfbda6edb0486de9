"""Results come back from a journal as they were."""

from __future__ import annotations

import json
from pathlib import Path

from tests.typilus.auditing.by_name import by_name
from typilus.auditing import Auditor, AuditSettings, FileAudit
from typilus.models import load_predictor
from typilus.prediction import CheckSummary, Contradiction, FilePrediction, TypeCandidate
from typilus.runs.result_records import from_record, to_record

TEXT = "class Box:\n    def grow(self, width: str, label: 'str') -> int:\n        return width * 2\n"


def there_and_back(result: object) -> object:
    return from_record(type(result), json.loads(json.dumps(to_record(result))))


def test_a_prediction(model_folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "box.py"
    path.write_text(TEXT)
    prediction = load_predictor(model_folder).file_predictor()(path)
    assert prediction.document is not None
    read = there_and_back(prediction)
    assert isinstance(read, FilePrediction)
    assert read == prediction
    assert read.document is None
    assert read.symbols[0].symbol.kind is prediction.symbols[0].symbol.kind


def test_an_audit(tmp_path: Path) -> None:
    path = tmp_path / "box.py"
    path.write_text(TEXT)
    with Auditor(by_name(tmp_path / "cache"), tmp_path, AuditSettings(0.5)) as auditor:
        audit = auditor.audit(str(path))
    assert len(audit) > 0
    read = there_and_back(audit)
    assert isinstance(read, FileAudit)
    assert read == audit
    assert str(read) == str(audit)


def test_what_may_be_missing() -> None:
    for value in (
        CheckSummary("mypy", "1.0", "passed", "", 1, 0.5, 2),
        Contradiction("int", "int", "it is 1"),
        TypeCandidate("int", "int", 0.25, "value", "passed", reassigned="it is 'a' later", sources=("value", "names")),
        FilePrediction("a.py", "a.py: no Python", ()),
    ):
        assert there_and_back(value) == value
