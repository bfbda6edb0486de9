"""Two splits, both the same on every machine."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from typilus.errors import CorpusError
from typilus.lab.corpus import Splits, load_manifest, split_of
from typilus.lab.corpus.splits import side_by_file, stable_hash


@dataclass
class Place:
    project: str
    path: str


def test_by_file_is_seventy_ten_twenty() -> None:
    sides = Counter(side_by_file("p", f"pkg/module{number}.py") for number in range(20_000))
    assert sides["train"] / 20_000 == pytest.approx(0.7, abs=0.015)
    assert sides["validation"] / 20_000 == pytest.approx(0.1, abs=0.01)
    assert sides["test"] / 20_000 == pytest.approx(0.2, abs=0.015)


def test_by_file_never_changes() -> None:
    assert stable_hash("p/a.py") == 0x5B761D1C8028F079
    assert split_of(Place("p", "a.py"), "file") == "train"
    assert split_of(Place("discord.py", "discord/client.py"), "file") == "test"


def test_by_project_follows_the_manifest() -> None:
    for package in load_manifest().packages:
        assert split_of(Place(package.name, "any.py"), "project") == package.split
    with pytest.raises(CorpusError, match="nobody"):
        split_of(Place("nobody", "a.py"), "project")


def test_round_trip_and_damage(tmp_path: Path) -> None:
    splits = Splits({"a": "train", "b": "test", "c": "validation"})
    (tmp_path / "splits.json").write_text(splits.to_json(), encoding="utf-8")
    assert Splits.load(tmp_path).sides == splits.sides
    (tmp_path / "splits.json").write_text(
        '{"by_project": {"train": ["a"], "validation": [], "test": ["a"]}}', encoding="utf-8"
    )
    with pytest.raises(CorpusError, match="two sides"):
        Splits.load(tmp_path)
    with pytest.raises(CorpusError, match="cannot be read"):
        Splits.load(tmp_path / "nowhere")
