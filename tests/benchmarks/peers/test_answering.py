"""Files are put to peers without annotations, in copies; what was said is kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.peers.answering import Answers, ask, read_answers
from benchmarks.peers.contract import SymbolKey
from typilus.lab.experiments.joined import JoinedSettings

KEY = SymbolKey("variable", "", "x", 1)


class Reader:
    """A stand-in that says what it sees."""

    name = "reader"

    def __init__(self) -> None:
        self.seen: list[tuple[str, bool]] = []

    def predict(self, root: Path, file: Path) -> Mapping[SymbolKey, str]:
        self.seen.append((file.read_text(), (root / "other.py").exists()))
        if file.name == "bad.py":
            raise ValueError("no")
        return {KEY: "int"}


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "shop-1.0"
    folder.mkdir()
    (folder / "main.py").write_text("from typing import Any\nx: Any = 1\n")
    (folder / "bad.py").write_text("y: int = 1\n")
    (folder / "other.py").write_text("z: int = 1\n")
    (folder / "data.txt").write_text("not Python")
    return folder


def test_answers_are_kept_and_not_asked_for_again(sources: Path, tmp_path: Path) -> None:
    log, reader = tmp_path / "log.jsonl", Reader()
    files = [("shop", "main.py"), ("shop", "bad.py")]
    first = ask([reader], files, lambda project: sources, JoinedSettings(), log)
    assert [(each.types, each.error) for each in first] == [({KEY: "int"}, ""), ({}, "ValueError: no")]
    assert reader.seen == [("from typing import Any\nx      = 1\n", True), ("y      = 1\n", True)]
    assert read_answers(log) == [
        Answers("reader", each.file, each.types, round(each.seconds, 3), each.error) for each in first
    ]
    ask([reader], files, lambda project: sources, JoinedSettings(), log)
    assert len(reader.seen) == 2
    assert (sources / "main.py").read_text() == "from typing import Any\nx: Any = 1\n"


def test_alone_and_bare(sources: Path, tmp_path: Path) -> None:
    reader = Reader()
    settings = JoinedSettings(with_project=False, imports="bare")
    ask([reader], [("shop", "main.py")], lambda project: sources, settings, tmp_path / "log.jsonl")
    ((text, has_other),) = reader.seen
    assert text.split() == ["x", "=", "1"]
    assert not has_other
