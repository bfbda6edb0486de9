"""One list of sources: documentation, schema and weights know the same ones, and former ids are still read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.typilus.recommenders.contract import DEFINITIONS
from typilus.errors import TypilusError
from typilus.models import RANKING_FILE, embedded_folder
from typilus.ranking import load_ranker
from typilus.recommenders.sources import SOURCES, Source, current_id

PAGE = Path(__file__).parents[3] / "docs" / "sources.md"


def test_ids_and_aliases_are_unique() -> None:
    names = [name for source in SOURCES for name in (source.id, *source.aliases)]
    assert len(names) == len(set(names))


def test_the_documentation_lists_the_sources() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [(source.id, source.description.replace("|", "\\|")) for source in SOURCES]


def test_the_schema_lists_the_sources_and_allows_added_ones() -> None:
    own, added = DEFINITIONS["source"]["anyOf"]
    assert own["enum"] == [source.id for source in SOURCES]
    for name in ("language-model", "hityper", "gpt-4"):
        assert Source(name).id == re.search(added["pattern"], name)[0]  # type: ignore[index]


@pytest.mark.parametrize("name", ["", "llm:gpt", "a@b", "a#b", "a*b", "a+b", "two words", "Model", "4you", "type"])
def test_an_id_that_the_ranking_cannot_hold_is_refused(name: str) -> None:
    with pytest.raises(TypilusError, match="cannot be the id of a source"):
        Source(name)


def test_former_ids_are_read() -> None:
    former = ("look-up", "project look-up", "whole", "static", "language-model")
    assert tuple(map(current_id, former)) == (
        "corpus-names",
        "project-names",
        "inferred-complete",
        "static",
        "language-model",
    )


def test_the_ranking_knows_every_recommending_source() -> None:
    ranker = load_ranker(embedded_folder() / RANKING_FILE)
    for source in SOURCES:
        is_unranked = source.may_say_none or source.is_independent
        assert is_unranked or f"{source.id}:p" in ranker.trees.names
