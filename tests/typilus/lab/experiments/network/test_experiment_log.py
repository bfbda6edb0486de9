"""Logs that are gone on with."""

from __future__ import annotations

from pathlib import Path

import pytest

from typilus.errors import CorpusError
from typilus.lab.experiments.network.experiment_log import resume_log

TITLE = {"experiment": "one"}


def test_a_new_log_has_its_title(tmp_path: Path) -> None:
    log = tmp_path / "deep" / "log.jsonl"
    assert resume_log(log, TITLE, dict) == []
    assert log.read_text("utf-8") == '{"experiment": "one"}\n'


def test_a_line_that_was_cut_short_is_cut_off(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    resume_log(log, TITLE, dict)
    with log.open("a", encoding="utf-8") as lines:
        lines.write('{"file": 1}\n{"fi')
    assert resume_log(log, TITLE, dict) == [{"file": 1}]
    assert log.read_text("utf-8").endswith('{"file": 1}\n')


@pytest.mark.parametrize(("text", "told"), [("{}\n", "of another experiment"), ("no\n", "cannot be read")])
def test_other_logs_are_refused(tmp_path: Path, text: str, told: str) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text(text, "utf-8")
    with pytest.raises(CorpusError, match=told):
        resume_log(log, TITLE, dict)


def test_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    resume_log(log, TITLE, dict)
    with log.open("a", encoding="utf-8") as lines:
        lines.write('{"file": 1}\n')
    with pytest.raises(CorpusError, match=r"log\.jsonl: cannot be read: 'place'"):
        resume_log(log, TITLE, lambda plain: plain["place"])
