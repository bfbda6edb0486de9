from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_extraction.source.positions import LineTable

LINE_ENDS = ("\n", "\r\n", "\r")
# Of one to four bytes in UTF-8, of one or two units in UTF-16; some that end lines, but not for Python.
CHARACTERS = "a \t\x0c\x0b\x1c\x85\u2028äß€語𝒳😀"
TEXTS = st.lists(st.sampled_from((*CHARACTERS, *LINE_ENDS))).map("".join)


@given(TEXTS)
def test_lines_are_those_that_python_reads(text: str) -> None:
    table = LineTable(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert [table.line(number) for number in range(1, len(table) + 1)] == lines
    assert table.line(len(table) + 1) == ""
    assert text.startswith(lines[0] + table.first_line_end)
    assert (table.first_line_end in LINE_ENDS) == (len(lines) > 1)


@given(TEXTS)
def test_offsets_become_positions_and_offsets_again(text: str) -> None:
    table = LineTable(text)
    for offset in range(len(text) + 1):
        line, column = table.position(offset)
        assert 1 <= line <= len(table)
        if column <= len(table.line(line)):
            assert table.offset(line, column) == offset


@given(TEXTS)
def test_columns_become_those_of_other_units_and_columns_again(text: str) -> None:
    table = LineTable(text)
    for number in range(1, len(table) + 1):
        line = table.line(number)
        for column in range(len(line) + 1):
            before = line[:column]
            assert table.to_utf8(number, column) == len(before.encode())
            assert table.to_utf16(number, column) == sum(1 + (character > "\uffff") for character in before)
            assert table.from_utf8(number, table.to_utf8(number, column)) == column
            assert table.from_utf16(number, table.to_utf16(number, column)) == column
            assert table.utf8_offset(number, table.to_utf8(number, column)) == table.offset(number, column)


@given(TEXTS, st.integers(0, 40))
def test_columns_beyond_a_line_are_its_end_and_those_inside_a_character_its_start(text: str, column: int) -> None:
    table = LineTable(text)
    line = table.line(1)
    for found, widths in (
        (table.from_utf8(1, column), [len(character.encode()) for character in line]),
        (table.from_utf16(1, column), [1 + (character > "\uffff") for character in line]),
    ):
        assert sum(widths[:found]) <= column
        assert found == len(line) or sum(widths[: found + 1]) > column
    assert table.offset(1, column) == min(column, len(line))


def test_a_line_behind_the_last_begins_at_the_end() -> None:
    assert LineTable("a\nb").offset(3, 0) == LineTable("a\nb").offset(9, 5) == 3


@pytest.mark.parametrize("line_end", LINE_ENDS)
def test_nodes_are_found_in_texts_with_any_line_ends(line_end: str) -> None:
    text = "𝒳 = 'é'; b = (\n  𝒳,\n  'z')  # c\n\x0cd = b\n"
    table = LineTable(text.replace("\n", line_end))
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name | ast.Constant | ast.Tuple)]
    expected = [ast.get_source_segment(text, node) for node in nodes]
    assert [table.segment(node).replace(line_end, "\n") for node in nodes] == expected
    for node in nodes:
        start, end = table.span(node)
        before, behind = table.around(node)
        assert table.text[:start].endswith(before)
        assert table.text[end:].startswith(behind)
    assert table.around(nodes[expected.index("'z'")]) == ("  ", ")  # c")
