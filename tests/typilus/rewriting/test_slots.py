"""Slots are where the symbols of the graph are."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from graph_extraction import SymbolKind, extract, parse_source
from typilus.rewriting.slots import find_slots

LIBRARY = Path(sysconfig.get_path("stdlib"))


@pytest.mark.parametrize("name", ["textwrap.py", "configparser.py", "shlex.py", "asyncio/locks.py", "json/encoder.py"])
def test_every_symbol_that_can_be_annotated_has_a_slot(name: str) -> None:
    data = (LIBRARY / name).read_bytes()
    places = {(slot.kind, slot.name, slot.line, slot.column) for slot in find_slots(parse_source(data))}
    for symbol in extract(parse_source(data)).symbols:
        if symbol.annotatable:
            assert (symbol.kind, symbol.name, symbol.line, symbol.column) in places


def test_slots_of_one_symbol_agree_on_the_place() -> None:
    source = b"class A:\n def f(s):\n  s.x = 1\n def __init__(s):\n  s.x = 2\nx = 1\nx = 2\n"
    slots = [slot for slot in find_slots(parse_source(source)) if slot.name == "x"]
    assert [(slot.kind, slot.line, slot.obstacle) for slot in slots] == [
        (SymbolKind.ATTRIBUTE, 3, "the place for its annotation is line 5"),
        (SymbolKind.ATTRIBUTE, 5, None),
        (SymbolKind.VARIABLE, 6, None),
        (SymbolKind.VARIABLE, 7, "the place for its annotation is line 6"),
    ]
    assert slots[0].instead == slots[1].key
    assert slots[3].instead is None


def test_what_an_import_or_a_definition_binds_too_gets_no_annotation() -> None:
    source = b"try:\n import json\nexcept ImportError:\n json = None\nf = None\ndef f(): pass\ndef g():\n json = 1\n"
    obstacles = [slot.obstacle for slot in find_slots(parse_source(source)) if slot.kind is SymbolKind.VARIABLE]
    assert obstacles == ["an import or a definition binds it, too"] * 2 + [None]


def test_keys_outlive_annotations_and_imports() -> None:
    before = find_slots(parse_source(b"x = 1\ndef f(a): y = a\n"))
    after = find_slots(parse_source(b"import os\nx: int = 1\ndef f(a: int) -> int: y: int = a\n"))
    assert [slot.key for slot in before] == [slot.key for slot in after]
