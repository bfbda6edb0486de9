"""Texts exactly as the bytes have them."""

from __future__ import annotations

import ast

import pytest

from typilus.errors import RewriteError
from typilus.rewriting.exact_source import ExactSource, Splice, apply_splices


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x = 1",
        b"\xef\xbb\xbfx = 1\r\ny = 2\r",
        b"# coding: latin-1\n'\xe9'\n",
        b"# coding: cp1252\r'\x80'",
        b"\x0cx = 1\n\x0c\n",
    ],
)
def test_what_is_read_can_be_written_back(data: bytes) -> None:
    source = ExactSource.read(data)
    assert source.encode(source.text) == data


def test_places_are_those_of_the_exact_text() -> None:
    source = ExactSource.read("a = 1\r\né = 'ü'; b = 2\rc = 3\n".encode())
    places = [node for node in ast.walk(source.tree) if isinstance(node, ast.Name)]
    offsets = [source.offset_of(node.lineno, node.col_offset) for node in places]
    assert [source.text[offset] for offset in offsets] == ["a", "é", "b", "c"]
    assert [source.place(offset) for offset in offsets] == [(1, 0), (2, 0), (2, 9), (3, 0)]
    assert source.newline == "\r\n"
    assert [source.segment(node) for node in places] == ["a", "é", "b", "c"]


def test_bytes_that_are_not_the_only_ones_for_their_text_are_refused() -> None:
    with pytest.raises(RewriteError, match="only ones"):
        ExactSource.read(b"# coding: utf-7\nx = '+AGE-'\n")


def test_splices_apply_in_the_order_of_their_places() -> None:
    assert apply_splices("abcdef", [Splice(4, 5, "E"), Splice(1, 1, "!"), Splice(1, 3, "")]) == "a!dEf"
    with pytest.raises(AssertionError):
        apply_splices("abc", [Splice(0, 2, ""), Splice(1, 3, "")])
