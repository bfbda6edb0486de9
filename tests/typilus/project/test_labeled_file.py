"""A file's labels, alone and filled up with what a checker inferred."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.typilus.lab.experiments.small_corpora import labeled_file

FILE = labeled_file("shop/a.py", "user:str count: total:float")


def test_labels_are_counted_without_what_was_inferred() -> None:
    assert FILE.num_labels == 2
    assert replace(FILE, inferred=("bytes", "int", None)).num_labels == 2
    assert labeled_file("shop/a.py", "user:").num_labels == 0


@pytest.mark.parametrize(
    ("inferred", "filled_up"),
    [
        ((), ("str", None, "float")),
        ((None, None, None), ("str", None, "float")),
        (("bytes", "int", "complex"), ("str", "int", "float")),
    ],
)
def test_what_people_wrote_comes_first(inferred: tuple[str | None, ...], filled_up: tuple[str | None, ...]) -> None:
    assert replace(FILE, inferred=inferred).all_labels == filled_up


@given(st.lists(st.tuples(st.none() | st.just("int"), st.none() | st.just("str")), min_size=1))
def test_filling_up_never_loses_a_label(pairs: list[tuple[str | None, str | None]]) -> None:
    labels, inferred = zip(*pairs, strict=True)
    file = replace(FILE, labels=labels, inferred=inferred)
    for label, guess, filled in zip(labels, inferred, file.all_labels, strict=True):
        assert filled == (guess if label is None else label)


def test_labels_and_guesses_are_aligned() -> None:
    with pytest.raises(ValueError, match="shorter"):
        _ = replace(FILE, inferred=("int",)).all_labels
