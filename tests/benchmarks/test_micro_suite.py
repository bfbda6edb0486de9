"""The score of a tool on the micro-suite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from rich.console import Console

from benchmarks import micro_suite
from benchmarks.micro_suite import InferSource, groups_of, measure, table_of
from tests.typilus.static_inference.micro_suite import micro_programs


@contextmanager
def stand_in() -> Iterator[InferSource]:
    def infer_source(source: str, path: str) -> Mapping[str, str]:
        assert source
        assert "revealed" not in source
        assert Path(path).name == "shop_prices.py"
        assert Path(path).read_text("utf-8") == source
        return {"Shop.prices": "dict[str, float]", "Shop.add.item": "int", "unasked": "int"}

    yield infer_source


def test_score(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(micro_suite.TOOLS, "stand-in", stand_in)
    programs = [each for each in micro_programs() if each.name == "shop_prices"]
    score = measure("stand-in", programs)
    assert score.right == {"all": 1, "classes": 1, "attribute": 1}
    assert score.answered["all"] == 2
    assert ("classes/shop_prices", "Shop.add.item", "str", "int") in score.misses
    assert len(score.misses) == len(programs[0].expected) - 1
    counts = score.right + Counter(group for each in groups_of(programs[0]).values() for group in each)
    console = Console(record=True, width=100)
    console.print(table_of({"stand-in": score}, counts))
    assert "classes" in console.export_text()
