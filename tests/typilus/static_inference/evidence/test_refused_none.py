"""None that calls may hand over, and bodies that do not provide for it."""

from __future__ import annotations

import pytest

from graph_extraction import extract, parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference

CALLS = "def call(names: dict[str, str]):\n    take(names.get('x'))\n"


@pytest.mark.parametrize(
    "body",
    [
        "return line[0] == 'a'",
        "return line.lower()",
        "for letter in line: print(letter)",
        "return 'a' in line",
        "with line: pass",
        "rest = line\n    return rest.split()",
        "return 'a' + line",
        "return 'a' + line + 'b'",
        "line += 'a'\n    return line",
        "return len(line)",
    ],
)
def test_what_a_body_does_not_provide_for_is_left_out(body: str) -> None:
    assert inferred(f"{CALLS}def take(line):\n    {body}\n")["take.line"] == "str?"


@pytest.mark.parametrize(
    "source",
    [
        "def take(line):\n    return line\n",
        "def take(line):\n    return '%s' % line\n",
        "def take(line):\n    print(line)\n",
        "def take(line):\n    return 'a' + line if line is not None else ''\n",
        "def take(line):\n    return line == 'a'\n",
        "def take(line):\n    if line is None:\n        return ''\n    return line.lower()\n",
        "def take(line):\n    return line and line.lower()\n",
        "def take(line):\n    line = line or ''\n    return line.lower()\n",
        "def take(line):\n    return line.__class__\n",
        "def take(line=None):\n    return line.lower()\n",
        "def take(line):\n    return line.lower()\ntake(None)\n",
    ],
)
def test_what_it_provides_for_or_is_written_out_stays(source: str) -> None:
    assert inferred(CALLS + source)["take.line"] == "str | None?"


def test_none_that_is_left_out_does_not_speak_against_a_type() -> None:
    source = parse_source(f"{CALLS}def take(line):\n    return line[0]\n", "<string>")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    (line,) = (symbol for symbol in symbols if symbol.name == "line")
    assert inference.judge.misfit("", line, parse_type("str")) is None
