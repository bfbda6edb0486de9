"""The occurrence at a position."""

from __future__ import annotations

import pytest

from graph_extraction import parse_source
from typilus.static_inference.places.located_occurrences import occurrence_at

SOURCE = """\
@register(1)
async def größe(ä, *, way=2):
    try:
        return ä.teil["ö"].call(way=way)
    except (OSError) as error:
        raise
    match ä:
        case [first, *rest] as both:
            import os.path as p
"""


def code_at(line: int, column: int) -> str | None:
    document = parse_source(SOURCE)
    occurrence = occurrence_at(document, line, column)
    return None if occurrence is None else document.text[occurrence.start : occurrence.end]


@pytest.mark.parametrize(
    ("line", "marked", "code"),
    [
        (1, "^register(1)", "register"),
        (1, "register^(1)", "register(1)"),
        (2, "async def gr^öße", "größe"),
        (2, "async^ def", None),
        (2, "größe(^ä", "ä"),
        (2, "way=^2", "2"),
        (4, "return ^ä.teil", "ä"),
        (4, "ä.t^eil", "ä.teil"),
        (4, 'teil^["ö"]', 'ä.teil["ö"]'),
        (4, '"ö"^]', 'ä.teil["ö"]'),
        (4, "^call", 'ä.teil["ö"].call'),
        (4, "call^(", 'ä.teil["ö"].call(way=way)'),
        (4, "call(^way", "way"),
        (4, "way=way)^", 'ä.teil["ö"].call(way=way)'),
        (5, "as err^or", "error"),
        (5, "except^ ", None),
        (8, "case [fir^st", "first"),
        (8, "*re^st", "rest"),
        (8, "as bo^th", "both"),
        (9, "os.path as ^p", "os.path as p"),
        (3, "    try^:", None),
    ],
)
def test_the_innermost_code_counts(line: int, marked: str, code: str | None) -> None:
    before, _, after = marked.partition("^")
    column = SOURCE.splitlines()[line - 1].index(before + after) + len(before)
    assert code_at(line, column) == code


def test_right_behind_a_name_it_counts_too() -> None:
    assert code_at(7, SOURCE.splitlines()[6].index(":")) == "ä"


@pytest.mark.parametrize(("line", "column"), [(0, 0), (1, -1), (1, 4_000), (4_000, 0)])
def test_outside_of_the_text_there_is_nothing(line: int, column: int) -> None:
    assert code_at(line, column) is None
