from __future__ import annotations

from lsprotocol import types

from typilus.interfaces.lsp.buffer_documents import BufferDocument
from typilus.interfaces.lsp.buffer_text import BufferText

CELL = BufferDocument("cell", 3, BufferText("a = 1\nb = 2\n"), first_line=4)


def test_a_document_has_its_lines_of_the_buffer_and_no_others() -> None:
    assert [line for line in range(10) if CELL.holds(line)] == [4, 5, 6]


def test_positions_go_to_the_buffer_and_come_back() -> None:
    position = types.Position(1, 3)
    assert CELL.to_buffer(position) == types.Position(5, 3)
    assert CELL.from_buffer(CELL.to_buffer(position)) == position
    range_ = types.Range(types.Position(0, 0), types.Position(2, 0))
    assert CELL.range_from_buffer(CELL.range_to_buffer(range_)) == range_


def test_a_position_behind_the_document_is_in_its_last_line() -> None:
    assert CELL.to_buffer(types.Position(99, 0)) == types.Position(6, 0)


def test_a_diagnostic_keeps_all_but_its_range() -> None:
    diagnostic = types.Diagnostic(
        types.Range(types.Position(4, 0), types.Position(4, 1)), "wrong", code="x", source="s"
    )
    moved = CELL.diagnostic_from_buffer(diagnostic)
    assert moved.range == types.Range(types.Position(0, 0), types.Position(0, 1))
    assert (moved.message, moved.code, moved.source) == ("wrong", "x", "s")
    assert diagnostic.range.start.line == 4


def test_edits_name_the_version() -> None:
    assert CELL.identifier == types.OptionalVersionedTextDocumentIdentifier(uri="cell", version=3)
