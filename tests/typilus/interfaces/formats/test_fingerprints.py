"""Identities of findings: the same while lines move, different for whatever is different."""

from __future__ import annotations

from dataclasses import replace

from typilus.interfaces.formats.fingerprints import Fingerprints
from typilus.interfaces.formats.items import ANNOTATION_DISAGREES, SUGGESTED_TYPE, ReportedItem

ITEM = ReportedItem("a.py", 3, 4, 5, SUGGESTED_TYPE, "x may be int", symbol="f.x")


def test_a_fingerprint_does_not_depend_on_place_or_words() -> None:
    moved = replace(ITEM, line=30, column=0, end_column=1, message="x may be str")
    assert Fingerprints().of(ITEM, "a.py") == Fingerprints().of(moved, "a.py")


def test_rule_file_and_symbol_tell_findings_apart() -> None:
    others = [
        Fingerprints().of(replace(ITEM, rule=ANNOTATION_DISAGREES), "a.py"),
        Fingerprints().of(ITEM, "b.py"),
        Fingerprints().of(replace(ITEM, symbol="f.y"), "a.py"),
    ]
    assert len({Fingerprints().of(ITEM, "a.py"), *others}) == 4


def test_equal_findings_of_a_file_are_numbered_anew_for_each_file() -> None:
    fingerprints = Fingerprints()
    first, second = fingerprints.of(ITEM, "a.py"), fingerprints.of(ITEM, "a.py")
    assert (first[-2:], second[-2:]) == (":1", ":2")
    assert fingerprints.of(ITEM, "b.py").endswith(":1")
