from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.rewriting import apply_edits, text_edits

ENCODINGS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
SIZES = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
LINES = st.lists(st.text("aé漢🦆\t\f\x0b\u2028\x85", max_size=6), min_size=1, max_size=5)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def client_offset(text: str, position: types.Position, encoding: str) -> int:
    """The offset of a position, as the protocol's specification has it: counted from the bytes of its line."""
    starts = [0]
    for index, character in enumerate(text):
        if character == "\n" or (character == "\r" and text[index + 1 : index + 2] != "\n"):
            starts.append(index + 1)
    line = text[starts[position.line] :].encode(ENCODINGS[encoding], "surrogatepass")
    before = line[: position.character * SIZES[encoding]].decode(ENCODINGS[encoding], "surrogatepass")
    return starts[position.line] + len(before)


def apply_as_client(text: str, edits: list[types.TextEdit], encoding: str) -> str:
    """The text after edits, made as an editor makes them: all positions are those of the text before."""
    spans = [
        (client_offset(text, edit.range.start, encoding), client_offset(text, edit.range.end, encoding), edit.new_text)
        for edit in edits
    ]
    for start, end, new in sorted(spans, key=lambda span: span[:2], reverse=True):
        text = text[:start] + new + text[end:]
    return text


@given(LINES, ENDS, st.booleans(), st.sampled_from(sorted(ENCODINGS)), st.data())
def test_positions_are_those_of_the_protocol(
    lines: list[str], end: str, mark: bool, encoding: str, data: st.DataObject
) -> None:
    text = ("\ufeff" if mark else "") + end.join(lines)
    buffer = BufferText(text, encoding)
    line = data.draw(st.integers(1, len(lines)))
    column = data.draw(st.integers(0, len(lines[line - 1])))
    position = buffer.position(line, column)
    assert client_offset(text, position, encoding) == buffer.offset(line, column)
    assert buffer.line_and_column(position) == (line, column)
    assert buffer.position_at(buffer.offset(line, column)) == position


@given(LINES, ENDS, st.booleans(), st.sampled_from(sorted(ENCODINGS)), st.data())
def test_a_change_of_a_part_is_made_as_the_editor_makes_it(
    lines: list[str], end: str, mark: bool, encoding: str, data: st.DataObject
) -> None:
    text = ("\ufeff" if mark else "") + end.join(lines)
    buffer = BufferText(text, encoding)
    first, last = sorted(data.draw(st.integers(len(text) - sum(map(len, lines[-1:])), len(text))) for _ in range(2))
    range_ = types.Range(buffer.position_at(first), buffer.position_at(last))
    changed = buffer.changed(types.TextDocumentContentChangePartial(range_, "🦆é"))
    assert changed.text == apply_as_client(text, [types.TextEdit(range_, "🦆é")], encoding)
    assert changed.encoding == encoding
    assert buffer.changed(types.TextDocumentContentChangeWholeDocument("x")).text == "x"


@given(LINES, LINES, ENDS, st.booleans(), st.sampled_from(sorted(ENCODINGS)))
def test_edits_give_the_text_that_typilus_made(
    before: list[str], after: list[str], end: str, mark: bool, encoding: str
) -> None:
    one, other = end.join(before), end.join(after)
    edits = text_edits(one, other)
    assert apply_edits(one, edits) == other
    prefix = "\ufeff" if mark else ""
    buffer = BufferText(prefix + one, encoding)
    assert apply_as_client(prefix + one, buffer.edits(edits), encoding) == prefix + other


def test_a_unit_inside_of_a_character_is_its_start() -> None:
    assert BufferText("a🦆b").line_and_column(types.Position(0, 2)) == (1, 1)
    assert BufferText("a🦆b").line_and_column(types.Position(0, 3)) == (1, 2)


def test_a_position_behind_the_end_is_the_end() -> None:
    assert BufferText("ab\ncd").line_and_column(types.Position(9, 9)) == (2, 2)


@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
def test_half_a_surrogate_pair_harms_nothing(encoding: str) -> None:
    buffer = BufferText("a\ud83e = 1", encoding)
    assert buffer.line_and_column(buffer.position(1, 4)) == (1, 4)
