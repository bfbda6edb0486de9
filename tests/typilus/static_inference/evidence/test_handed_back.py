"""Operands of `and` and `or` that functions hand back."""

from __future__ import annotations

import pytest

from graph_extraction import extract, parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference


def objection(body: str, kind: str) -> str | None:
    """Against what a function returns."""
    source = parse_source(f"import re\ndef match(a):\n    {body}\n", "<string>")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    (result,) = (symbol for symbol in symbols if symbol.kind.value == "return")
    return inference.judge.misfit("", result, parse_type(kind))


@pytest.mark.parametrize(
    ("body", "operand"),
    [
        ("return a.parts and a.parts[0] == 'x'", "a.parts"),
        ("return a.parts and len(a.parts) > 1 and a.deep", "a.parts"),
        ("return a == 1 or (a.parts and 'x' in a.parts)", "a.parts"),
        ("found = a.find()\n    return found and any(b.x == 1 for b in found)", "found"),
        ("return a.get(1) and a.get(1).name == 'x'", "a.get(1)"),
        ("return a.parts or len(a.parts) == 0", "a.parts"),
    ],
)
def test_what_is_used_as_something_else_is_no_bool(body: str, operand: str) -> None:
    assert objection(body, "bool") == f"{operand} is handed back, too, and is no bool"
    assert objection(body, "bool | None") is not None
    assert objection(body, "str") != objection(body, "bool")


@pytest.mark.parametrize(
    "body",
    [
        "return a.ok and a.parts[0] == 'x'",
        "return bool(a.parts and a.parts[0] == 'x')",
        "return a.parts[0] == 'x' and len(a.parts) > 1",
        "return not a.parts or a.parts[0] == 'x'",
        "if a.parts and a.parts[0]:\n        return True\n    return False",
    ],
)
def test_what_may_be_a_bool_is_one(body: str) -> None:
    assert objection(body, "bool") is None


def test_what_is_known_tells_by_itself() -> None:
    body = "found = re.match('x', str(a))\n    return found and found.group() == 'x'"
    assert objection(body, "bool | None") is None
    assert objection(body, "bool") == "None flows into it"


@pytest.mark.parametrize(
    ("handed_back", "is_doubtful"),
    [
        ("a.schema and a.x == 1", True),
        ("a == a.alias or a == a.name or (a.schema and a == a.schema + '.')", True),
        ("a.x == 1 and (a.rest or a.more) and not a.y", True),
        ("a.find() and a.x == 1", True),
        ("a.is_open and a._has_rest() and a.x == 1", False),
        ("a.name.startswith('x') and a.x == 1", False),
        ("isinstance(a, str) and (a == 'x' or not a.y)", False),
        ("bool(a.schema) and a.x == 1", False),
    ],
)
def test_what_nothing_says_to_be_a_bool_makes_it_a_guess(handed_back: str, is_doubtful: bool) -> None:
    found = inferred(f"def match(a):\n    return {handed_back}\n")
    assert (found.get("match()", "").strip("?") != "bool") is is_doubtful
