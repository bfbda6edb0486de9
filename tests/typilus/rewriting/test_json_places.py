"""Places in JSON text, held against what the standard library reads there."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typilus.rewriting.json_places import array_items, object_members, string_list

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), VALUES, max_size=5), st.sampled_from([None, 0, 1, 3]), st.booleans())
def test_members(value: dict[str, object], indent: int | None, ascii: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii)
    places = object_members(text, 0)
    assert {key: json.loads(text[start:end]) for key, (start, end) in places.items()} == value


@given(st.lists(VALUES, max_size=5), st.sampled_from([None, 0, 1, 3]))
def test_items(value: list[object], indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    assert [json.loads(text[start:end]) for start, end in array_items(text, 0)] == value


@given(st.lists(st.text(st.characters(exclude_characters="\n"), min_size=1)), st.sampled_from([None, 1]))
def test_lists_of_lines(lines: list[str], indent: int | None) -> None:
    old = json.dumps(["a\n", "b\n"], indent=indent)
    content = "".join(f"{line}\n" for line in lines)
    assert json.loads(string_list(old, 0, len(old), content)) == [f"{line}\n" for line in lines]


@pytest.mark.parametrize(
    ("old", "content", "new"),
    [
        ('["a\\n",\n  "\\u0062"]', "x\nb", '["x\\n",\n  "\\u0062"]'),
        ('[\n "a"\n]', "a\nb", '[\n "a\\n",\n "b"\n]'),
        ('["a"]', "a\nb", '["a\\n", "b"]'),
        ("[]", "a\nb", '["a\\n", "b"]'),
        ("[ ]", "", "[]"),
    ],
)
def test_strings_that_stay_are_written_as_they_were(old: str, content: str, new: str) -> None:
    assert string_list(old, 0, len(old), content) == new
