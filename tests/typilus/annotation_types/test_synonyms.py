"""The tables of spellings, against the running interpreter's own `typing`."""

from __future__ import annotations

import importlib
import typing

from typilus.annotation_types import parse_type
from typilus.annotation_types.synonyms import BUILTINS, MODERN_TO_TYPING, SYNONYMS


def test_targets_are_canonical_and_final() -> None:
    for old, new in SYNONYMS.items():
        assert str(parse_type(new)) == new
        assert new not in SYNONYMS, (old, new)


def test_typing_agrees() -> None:
    for old, new in SYNONYMS.items():
        module, _, name = old.rpartition(".")
        origin = typing.get_origin(getattr(typing, name, None)) if module == "typing" else None
        if origin is None:
            continue
        where, _, what = new.rpartition(".")
        assert getattr(importlib.import_module(where or "builtins"), what) is origin, old


def test_every_generic_of_typing_is_covered() -> None:
    known = {old.removeprefix("typing.") for old in SYNONYMS if old.startswith("typing.")}
    generic = {name for name in typing.__all__ if typing.get_origin(getattr(typing, name)) is not None}
    assert generic - known - {"Optional", "Union", "Annotated", "Generic"} == set()


def test_way_back() -> None:
    assert MODERN_TO_TYPING["collections.abc.Iterable"] == "typing.Iterable"
    assert "list" not in MODERN_TO_TYPING
    assert {"int", "list", "ValueError"} <= BUILTINS
    assert "print" not in BUILTINS
