"""Edits name their symbols, options have the documented defaults, and a result tells whether it changed anything."""

from __future__ import annotations

import sys

import pytest

from graph_extraction import extract, parse_source
from typilus.rewriting.annotating import annotate_source
from typilus.rewriting.edits import AnnotatedSource, AnnotationEdit, ExistingAnnotationPolicy, RewriteOptions

SOURCE = "class Till:\n    def open(self, key, *rest, **more):\n        self.keys = count = key\n        return count\n"


def test_an_edit_for_a_symbol_is_at_its_place() -> None:
    for symbol in extract(parse_source(SOURCE)).symbols:
        edit = AnnotationEdit.for_symbol(symbol, "int")
        assert (edit.kind, edit.scope, edit.name, edit.type) == (symbol.kind, symbol.scope, symbol.name, "int")
        line = SOURCE.splitlines()[edit.line - 1]
        assert line[edit.column :].startswith(edit.name)


def test_by_default_the_running_python_is_the_oldest_and_empty_slots_are_filled() -> None:
    options = RewriteOptions()
    assert options.python == (sys.version_info.major, sys.version_info.minor)
    assert options.policy is ExistingAnnotationPolicy.FILL
    assert options.importable is None


@pytest.mark.parametrize(
    ("policy", "written"),
    [
        (ExistingAnnotationPolicy.KEEP, "def f(a: int, b): ...\ndef g(c: str): ...\n"),
        (ExistingAnnotationPolicy.FILL, "def f(a: int, b: str): ...\ndef g(c: str): ...\n"),
        (ExistingAnnotationPolicy.OVERWRITE, "def f(a: str, b: str): ...\ndef g(c: str): ...\n"),
    ],
)
def test_policies_are_what_they_say(policy: ExistingAnnotationPolicy, written: str) -> None:
    source = "def f(a: int, b): ...\ndef g(c): ...\n"
    symbols = [each for each in extract(parse_source(source)).symbols if each.name in "abc"]
    edits = [AnnotationEdit.for_symbol(symbol, "str") for symbol in symbols]
    assert annotate_source(source, edits, RewriteOptions(policy)).after.decode() == written
    assert ExistingAnnotationPolicy(policy.value) is policy


def test_the_diff_is_in_the_encoding_of_the_file() -> None:
    before, after = (text.encode("latin-1") for text in ("é = 1\n", "é: int = 1\n"))
    changed = AnnotatedSource("shop/é.py", before, after, "latin-1")
    assert changed.changed
    assert "-é = 1" in changed.diff()
    assert "+é: int = 1" in changed.diff()
    assert "shop/é.py" in changed.diff()


def test_without_a_change_there_is_no_diff() -> None:
    same = AnnotatedSource("a.py", b"\xff", b"\xff", "latin-1")
    assert not same.changed
    assert same.diff() == ""
