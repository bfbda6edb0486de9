"""What is done with a variable after each of its assignments speaks against types of it."""

from __future__ import annotations

import pytest

from graph_extraction import extract, parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference import StaticInference


@pytest.mark.parametrize(
    "code",
    [
        "def f(g):\n    one = g()\n    one.stem.title()\n",
        "def f(paths):\n    for one in paths:\n        one.stem.title()\n",
        "from pathlib import Path\ndef f(paths):\n    for one in paths:\n        one.parent.joinpath(one.stem)\n",
        "def f(paths):\n    for some in paths:\n        for one in some:\n            one.joinpath(one.stem)\n",
    ],
)
def test_guesses_leave_the_uses(code: str) -> None:
    source = parse_source(code)
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    one = next(symbol for symbol in symbols if symbol.name == "one")
    assert "str has no" in (inference.judge.objection("", one, parse_type("str")) or "")
    assert inference.judge.objection("", one, parse_type("pathlib.Path")) is None


def test_what_is_known_of_one_assignment_is_no_matter_of_another() -> None:
    source = parse_source("def f():\n    one = 3\n    one.bit_length()\n    one = 'a'\n    one.upper()\n")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    one = next(symbol for symbol in symbols if symbol.name == "one")
    assert inference.judge.objection("", one, parse_type("str")) is None
