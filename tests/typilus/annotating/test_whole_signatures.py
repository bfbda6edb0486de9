"""Which signatures stay incomplete, and for want of what."""

from __future__ import annotations

import pytest

from graph_extraction import extract, parse_source
from typilus.annotating.whole_signatures import signature_objection
from typilus.rewriting import RewriteOptions, SourceAnnotator


def lacking(text: str, *written: str) -> set[str]:
    """The parts that are named as lacking when the symbols of these names get annotations."""
    symbols = extract(parse_source(text, "a.py")).symbols
    annotator = SourceAnnotator(parse_source(text, "a.py"), RewriteOptions())
    objection = signature_objection(annotator, [each for each in symbols if each.name in written])
    reasons = {objection(each) for each in symbols} - {None}
    return {str(reason).rpartition(" for ")[2] for reason in reasons}


@pytest.mark.parametrize(
    ("text", "written", "expected"),
    [
        ("def f(a, b): ...\n", ["f", "a"], {"b"}),
        ("def f(a, b): ...\n", ["a", "b"], {"f()"}),
        ("def f(a, b: int) -> int: ...\n", ["a"], set()),
        ("def f(a, *rest, key, **options): ...\n", ["f", "a", "rest", "key"], {"options"}),
        ("class C:\n    def f(self): ...\n", ["f"], set()),
        ("class C:\n    @classmethod\n    async def f(cls, a): ...\n", ["f"], {"a"}),
        ("class C:\n    @staticmethod\n    def f(a): ...\n", ["f"], {"a"}),
        ("def f(a):\n    # type: (int) -> int\n    return a\n", [], set()),
        ("def f(a):\n    def g(b): ...\n", ["f", "a", "g"], {"b"}),
        ("names = []\n", [], set()),
    ],
)
def test_parts_of_a_signature_that_stay_without(text: str, written: list[str], expected: set[str]) -> None:
    assert lacking(text, *written) == expected
