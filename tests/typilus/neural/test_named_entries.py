"""Registries: entries by name, to which others may be added and taken out again."""

from __future__ import annotations

import pytest

from typilus.errors import TypilusError
from typilus.neural.named_entries import Registry


@pytest.fixture
def registry() -> Registry[int]:
    return Registry("objective", {"two": 2, "one": 1})


def test_names_are_sorted_and_give_their_entries(registry: Registry[int]) -> None:
    assert registry.names == ("one", "two")
    assert [registry.get(name) for name in registry.names] == [1, 2]


def test_an_entry_is_there_until_it_is_removed(registry: Registry[int]) -> None:
    registry.add("three", 3)
    assert list(registry.names) == ["one", "three", "two"]
    assert registry.get("three") == 3
    registry.remove("three")
    assert list(registry.names) == ["one", "two"]
    with pytest.raises(KeyError):
        registry.remove("three")


def test_a_taken_name_keeps_its_entry(registry: Registry[int]) -> None:
    with pytest.raises(ValueError, match="the name 'one' is taken by another objective"):
        registry.add("one", 11)
    assert registry.get("one") == 1


def test_an_unknown_name_is_answered_with_those_there_are(registry: Registry[int]) -> None:
    with pytest.raises(TypilusError) as refusal:
        registry.get("four")
    assert str(refusal.value) == "no objective is called 'four'; choose one, two"


def test_what_it_was_made_of_stays_apart() -> None:
    entries = {"one": 1}
    registry = Registry("encoder", entries)
    registry.add("two", 2)
    entries["three"] = 3
    assert entries == {"one": 1, "three": 3}
    assert registry.names == ("one", "two")
