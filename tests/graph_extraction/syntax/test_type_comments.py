from __future__ import annotations

import pytest

from graph_extraction import SymbolKind, extract, parse_source


def annotated(text: str) -> dict[str, str]:
    return {symbol.name: symbol.annotation for symbol in extract(parse_source(text)).symbols if symbol.annotation}


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("(int, str, *bytes, **float) -> None", {"a": "int", "b": "str", "c": "bytes", "e": "float"}),
        ("(...) -> None", {}),
        ("(int) -> None", {}),
        ("(int, str, bytes, bool, float, list) -> None", {}),
    ],
)
def test_signature(comment: str, expected: dict[str, str]) -> None:
    assert annotated(f"def f(a, b, *c, **e):\n    # type: {comment}\n    pass\n") == {**expected, "f": "None"}


@pytest.mark.parametrize("comment", ["int -> str", "(int", "(int) ->", "(1 +) -> None"])
def test_unreadable_signature_annotates_nothing(comment: str) -> None:
    assert annotated(f"def f(a):\n    # type: {comment}\n    pass\n") == {}


@pytest.mark.parametrize("receiver", ["", "A, "])
def test_receiver_may_be_left_out(receiver: str) -> None:
    found = annotated(f"class A:\n    def f(self, a):\n        # type: ({receiver}int) -> str\n        pass\n")
    assert (found["f"], found["a"]) == ("str", "int")
    assert ("self" in found) == bool(receiver)


def test_function_that_is_no_method_names_all_parameters() -> None:
    assert annotated("def f(self, a):\n    # type: (int) -> str\n    pass\n") == {"f": "str"}


def test_parameters_one_by_one() -> None:
    text = "def f(\n    a,  # type: int\n    *b,  # type: str\n    c=1,\n):\n    # type: (...) -> bool\n    pass\n"
    assert annotated(text) == {"a": "int", "b": "str", "f": "bool"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = []  # type: list[int]\n", {"x": "list[int]"}),
        ("x = y = []  # type: list[int]\n", {"x": "list[int]", "y": "list[int]"}),
        ("x, (y, z) = a  # type: int, (str, bytes)\n", {"x": "int", "y": "str", "z": "bytes"}),
        ("x, y = a  # type: int, str, bytes\n", {}),
        ("x, *y = a  # type: int, str\n", {"x": "int"}),
        ("x = 1  # type: ignore\n", {}),
        ("x = 1  # type: a b\n", {}),
        ("for x in y:  # type: int\n    pass\n", {"x": "int"}),
        ("with a as x:  # type: int\n    pass\n", {"x": "int"}),
        ("with a as x, b as y:  # type: int\n    pass\n", {}),
        ("x[0] = 1  # type: int\n", {}),
    ],
)
def test_targets(text: str, expected: dict[str, str]) -> None:
    assert annotated(text) == expected


def test_attribute() -> None:
    (symbol,) = [
        symbol
        for symbol in extract(parse_source("class A:\n    def f(self): self.x = 1  # type: int\n")).symbols
        if symbol.kind is SymbolKind.ATTRIBUTE
    ]
    assert symbol.annotation == "int"


def test_annotation_wins_over_comment() -> None:
    assert annotated("def f(a: int) -> str:\n    # type: (bytes) -> bool\n    pass\n")["a"] == "int"
