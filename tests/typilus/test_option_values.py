"""Texts of options: what is allowed becomes a value, and everything else a sentence."""

from __future__ import annotations

import pytest

from typilus.option_values import NumberRange, python_version, recommender_names, symbol_kinds, worker_names


def test_numbers_are_in_their_range() -> None:
    assert NumberRange(float, 0, 1)("0.5") == 0.5
    assert NumberRange(int, 1, 9)("9") == 9
    for text in ("10", "0", "two", "1.5", ""):
        with pytest.raises(ValueError, match="is not a number from 1 to 9"):
            NumberRange(int, 1, 9)(text)


def test_kinds_and_names_are_separated_by_commas() -> None:
    assert symbol_kinds("parameters, returns") == ("parameters", "returns")
    with pytest.raises(ValueError, match="'others' is not one of"):
        symbol_kinds("returns,others")
    assert recommender_names("runtime, answers.jsonl,") == ("runtime", "answers.jsonl")


def test_versions_are_those_of_python_3() -> None:
    assert python_version("3.10") == (3, 10)
    with pytest.raises(ValueError, match="is not a version"):
        python_version("2.7")


@pytest.mark.parametrize(("text", "value"), [("2", 2), ("ray", "ray"), ("ray://head:10001", "ray://head:10001")])
def test_workers_are_a_number_or_a_cluster(text: str, value: object) -> None:
    assert worker_names(text) == value


@pytest.mark.parametrize("text", ["0", "513", "many", "ray://head"])
def test_other_workers_are_none(text: str) -> None:
    with pytest.raises(ValueError, match="nor ray, nor the address of a Ray cluster"):
        worker_names(text)
