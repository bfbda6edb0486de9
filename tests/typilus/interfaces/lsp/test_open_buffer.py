from __future__ import annotations

from typilus.interfaces.lsp.buffer_documents import BufferDocument
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.open_buffer import OpenBuffer, is_left_alone


def test_what_is_huge_or_no_text_is_left_alone() -> None:
    assert is_left_alone("x = 1\n" * 20_000)
    assert is_left_alone("x" * 500_000)
    assert is_left_alone("a\0b")
    assert not is_left_alone("x = 1\n" * 1_000)


def test_without_an_analysis_nothing_is_current() -> None:
    assert OpenBuffer("u", "a.py", 1, BufferText(""), []).current is None


def test_a_buffer_knows_its_documents_by_their_uris() -> None:
    cell = BufferDocument("cell", 1, BufferText("x = 1"))
    buffer = OpenBuffer("u", "n.ipynb", 1, BufferText("x = 1\n"), [cell])
    assert buffer.document("cell") is cell
    assert buffer.document("u") is None
