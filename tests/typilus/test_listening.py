"""A listener that shows nothing hands everything on."""

from __future__ import annotations

from typilus.listening import SILENT


def test_silence() -> None:
    SILENT.notice("a sentence")
    SILENT.judge_chosen(None, "nobody judges")
    SILENT.files_found(1)
    SILENT.file_done("a.py", 2, False)
    with SILENT.reading_project() as progress:
        assert progress is None
    assert list(SILENT.tracked([1, 2], ["a.py"], "predicting")) == [1, 2]
