"""The score of a tool at the bindings of programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks import binding_suite
from benchmarks.binding_suite import InferBindings, measure, table_of
from tests.typilus.static_inference.binding_suite import KINDS, BindingProgram, binding_programs


@contextmanager
def stand_in() -> Iterator[InferBindings]:
    def infer(program: BindingProgram, path: Path) -> Sequence[str]:
        assert path.read_text("utf-8") == program.source
        return ["str", "", *("bytes" for _ in program.bindings[2:])]

    yield infer


def test_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(binding_suite.TOOLS, "stand-in", stand_in)
    programs = [program for program in binding_programs() if str(program) == "literal_keys/A record"]
    score = measure("stand-in", programs)
    assert score.right == {"literal_keys": 1, "all": 1}
    assert score.answered["all"] == 2
    assert ("literal_keys/A record", 3, "count", "int", "") in score.misses
    console = Console(record=True, width=100)
    console.print(table_of({"stand-in": score}, {"literal_keys": 3, "all": 3} | dict.fromkeys(KINDS, 3)))
    assert "33.3 (67)" in console.export_text()
