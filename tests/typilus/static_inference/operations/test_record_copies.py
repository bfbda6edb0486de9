"""Copies of dicts that remember what is under their keys."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("copy", "kind"),
    [
        ("dict(DEFAULTS)", "str?"),
        ("dict(DEFAULTS, size=2.5)", "str?"),
        ("dict(name='a', size=1)", "str?"),
        ("DEFAULTS.copy()", "str?"),
        ("{**DEFAULTS, 'size': 2.5}", "str?"),
        ("{**DEFAULTS, 'name': 2.5}", "float?"),
        ("dict(DEFAULTS, name=b'')", "bytes?"),
    ],
)
def test_what_is_under_a_key_of_a_copy(copy: str, kind: str) -> None:
    source = f"DEFAULTS = {{'name': 'a', 'size': 1}}\noptions = {copy}\nunknown([options])\nname = options['name']\n"
    assert inferred(source)["name"] == kind


def test_other_dicts_are_no_records() -> None:
    kinds = inferred("def f(pairs, other: dict[str, int]):\n    a = dict(pairs, x='a')\n    b = dict(other, x='a')\n")
    assert kinds.get("f.b") != "str"
    assert kinds["f.b"].startswith("dict[")
