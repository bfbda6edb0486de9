from __future__ import annotations

from pathlib import Path

import pytest

from graph_extraction import SymbolKind
from tests.typilus.lab.experiments.infilling.scripted_infiller import ScoringModel, scripted_infiller
from typilus.errors import CorpusError
from typilus.infilling import HoledText
from typilus.lab.experiments.infilling.asking_record import AskingRecord
from typilus.lab.experiments.infilling.hint_tasks import HintTask


def text(name: str) -> HoledText:
    return HoledText((f"def {name}(x) -> ", ":\n    return x\n"))


TASKS = [
    HintTask(f"{kind.value} {number}", kind, text(f"{kind.value}_{number}"), "int", False)
    for number in range(6)
    for kind in (SymbolKind.VARIABLE, SymbolKind.RETURN)
]


def requests_of(record: AskingRecord) -> int:
    assert isinstance(record._infiller.model, ScoringModel)
    return len(record._infiller.model.requests)


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    sentences: list[str] = []
    record = AskingRecord(tmp_path, scripted_infiller())
    record.ask(TASKS, 5.0, sentences.append)
    assert len(record.proposals("infilling", TASKS)) == 12
    assert requests_of(record) == 36
    assert sentences[0] == "scripted, infilling: 6 of 6 returns"
    assert sentences[-1] == "scripted, reranking: 6 of 6 variables"
    again = AskingRecord(tmp_path, scripted_infiller())
    again.ask(TASKS, 5.0, sentences.append)
    assert requests_of(again) == 0
    for way in ("infilling", "left-to-right", "reranking"):
        assert again.proposals(way, TASKS) == record.proposals(way, TASKS)


def test_the_line_that_an_interrupt_cut_off_is_asked_again(tmp_path: Path) -> None:
    record = AskingRecord(tmp_path, scripted_infiller())
    record.ask(TASKS, 5.0, lambda sentence: None)
    whole = record.path.read_bytes()
    record.path.write_bytes(whole[:-7])
    again = AskingRecord(tmp_path, scripted_infiller())
    again.ask(TASKS, 5.0, lambda sentence: None)
    assert requests_of(again) == 1
    assert record.path.read_bytes() == whole
    assert AskingRecord(tmp_path, scripted_infiller()).proposals("reranking", TASKS) == record.proposals(
        "reranking", TASKS
    )


def test_without_time_nothing_is_asked(tmp_path: Path) -> None:
    record = AskingRecord(tmp_path, scripted_infiller())
    record.ask(TASKS, -1.0, lambda sentence: None)
    assert requests_of(record) == 0


def test_a_model_that_fails_is_given_up_and_may_be_asked_again(tmp_path: Path) -> None:
    record = AskingRecord(tmp_path, scripted_infiller(fails=True))
    many = [HintTask(f"r {number}", SymbolKind.RETURN, text(f"f{number}"), "int", False) for number in range(100)]
    record.ask(many, 5.0, lambda sentence: None)
    assert requests_of(record) == 3 * 12
    assert AskingRecord(tmp_path, scripted_infiller()).proposals("infilling", many) == {}


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = AskingRecord(tmp_path, scripted_infiller()).path
    path.write_text('["a", "infilling", []]\n["b"]\n')
    with pytest.raises(CorpusError, match=r"scripted-.*\.jsonl:2: damaged"):
        AskingRecord(tmp_path, scripted_infiller())
