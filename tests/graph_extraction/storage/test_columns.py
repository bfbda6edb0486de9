"""Columns of numbers and texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_extraction.source.source_errors import GraphFormatError
from graph_extraction.storage.columns import ColumnReader, ColumnWriter

NUMBERS = st.integers(0, 300) | st.integers(0, 2**32 - 1)


def reader(writer: ColumnWriter) -> ColumnReader:
    return ColumnReader(b"".join(writer.parts))


@given(
    st.lists(NUMBERS),
    st.lists(st.integers(-(2**31), 2**31 - 1)),
    st.lists(st.integers(0, 9)),
    st.lists(st.text()),
    NUMBERS,
)
def test_round_trip(unsigned: list[int], signed: list[int], novel: list[int], texts: list[str], number: int) -> None:
    writer = ColumnWriter()
    writer.unsigned(unsigned)
    writer.signed(signed)
    writer.novel(novel)
    writer.texts(texts)
    writer.number(number)
    back = reader(writer)
    assert back.unsigned().tolist() == unsigned
    assert back.signed().tolist() == signed
    assert back.novel().tolist() == novel
    assert back.texts() == texts
    assert back.left > 0
    assert back.number() == number
    back.finish()


def test_the_first_of_each_number_costs_nothing() -> None:
    """Numbers in order of first appearance are all zeros behind a compressor's eyes."""
    writer = ColumnWriter()
    writer.novel([0, 1, 2, 1, 3])
    assert b"".join(writer.parts) == bytes([5, 1, 0, 0, 0, 2, 0, 4, 1, 0, 0, 0, 0])


@pytest.mark.parametrize(("largest", "size"), [(255, 1), (256, 2), (65535, 2), (65536, 4)])
def test_width_is_the_least_that_holds_the_largest(largest: int, size: int) -> None:
    writer = ColumnWriter()
    writer.unsigned([0, largest, 1])
    assert len(b"".join(writer.parts)) == 2 + 3 * size


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\x03\x01ab", id="too short"),
        pytest.param(b"\x01\x03abc", id="no such width"),
        pytest.param(b"\xff\xff\xff\xff\xff\xff\x01", id="count too large"),
        pytest.param(b"\x80\x80", id="number without end"),
    ],
)
def test_bad_columns(data: bytes) -> None:
    with pytest.raises(GraphFormatError):
        ColumnReader(data).unsigned()


def test_bad_texts() -> None:
    with pytest.raises(GraphFormatError, match="UTF-8"):
        ColumnReader(b"\x01\x01\x01\xff").texts()
    with pytest.raises(GraphFormatError, match="ends after"):
        ColumnReader(b"\x01\x01\x05ab").texts()


def test_more_new_numbers_than_places() -> None:
    writer = ColumnWriter()
    writer.unsigned([0, 3])
    writer.unsigned([0, 0])
    with pytest.raises(GraphFormatError, match="column that is too short"):
        reader(writer).novel()


def test_bytes_left_over() -> None:
    with pytest.raises(GraphFormatError, match="2 bytes too many"):
        ColumnReader(b"ab").finish()
