"""Numbers in the place of results."""

from __future__ import annotations

import io
import json

import pytest

from typilus.interfaces.cli.counts import write_statistics

SECTIONS = {"written": {"return": 5, "parameter": 1200}, "without": {"b\x1b": 7, "a": 7}, "none": {}}


def test_lines_for_people() -> None:
    out = io.StringIO()
    write_statistics(SECTIONS, "text", out)
    assert out.getvalue().splitlines() == [
        "1,200  written  parameter",
        "    5  written  return",
        "    7  without  a",
        "    7  without  b\\x1b",
    ]


def test_one_object_for_programs() -> None:
    out = io.StringIO()
    write_statistics(SECTIONS, "json", out)
    assert json.loads(out.getvalue()) == SECTIONS
    assert "\x1b" not in out.getvalue()


@pytest.mark.parametrize("format", ["text", "json"])
def test_nothing_is_nothing(format: str) -> None:
    out = io.StringIO()
    write_statistics({}, format, out)
    assert out.getvalue() == {"text": "", "json": "{}\n"}[format]
