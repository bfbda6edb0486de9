"""Recommenders by name: only what is named is loaded, and a name that nothing has is explained."""

from __future__ import annotations

import json
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, ClassVar

import pytest

from typilus.errors import TypilusError
from typilus.recommenders import ControlFlowRecommender, NameRecommender, Recommender
from typilus.recommenders.finding import ENTRY_POINTS, find_recommenders
from typilus.recommenders.json_recommender import JsonRecommender


class Point(EntryPoint):
    """An entry point of a package that is not installed; `loaded` notes which are asked for."""

    loaded: ClassVar[list[str]] = []

    def load(self) -> Any:
        self.loaded.append(self.name)
        if self.name == "unimportable":
            raise ModuleNotFoundError("No module named 'nowhere'")
        return {"names": NameRecommender, "flow": ControlFlowRecommender, "broken": lambda: [][0]}[self.name]


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which entry points have been loaded."""
    points = [Point(name, f"package:{name}", ENTRY_POINTS) for name in ("names", "flow", "broken", "unimportable")]
    monkeypatch.setattr(Point, "loaded", [])
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: points if group == ENTRY_POINTS else [])
    return Point.loaded


def test_what_is_given_is_passed_on_as_it_is(loaded: list[str]) -> None:
    given: list[Recommender] = [NameRecommender(), ControlFlowRecommender()]
    assert find_recommenders(given) == given
    assert find_recommenders([]) == []
    assert loaded == []


def test_names_files_and_recommenders_keep_their_order(tmp_path: Path, loaded: list[str]) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps([]))
    given = NameRecommender()
    first, second, third = find_recommenders(["flow", str(answers), given])
    assert isinstance(first, ControlFlowRecommender)
    assert isinstance(second, JsonRecommender)
    assert third is given
    assert loaded == ["flow"], "that others are installed is no reason to run their code"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "unheard",
            "'unheard' is no recommender: installed are broken, flow, names, unimportable; name",
        ),
        ("Names", "'Names' is no recommender"),
        ("answers.csv", r"a file that ends in \.jsonl or \.json"),
        ("broken", r"'broken' .package:broken. cannot be loaded: IndexError: list index out of range"),
        ("unimportable", "'unimportable' .* cannot be loaded: ModuleNotFoundError: No module named 'nowhere'"),
    ],
)
def test_what_cannot_be_asked_is_explained(loaded: list[str], name: str, reason: str) -> None:
    with pytest.raises(TypilusError, match=reason):
        find_recommenders(["names", name])


def test_where_none_is_installed_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [])
    with pytest.raises(TypilusError, match="'names' is no recommender: none is installed; name an entry point"):
        find_recommenders(["names"])
