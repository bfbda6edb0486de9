"""What is guessed flows on from where inference ends."""

from __future__ import annotations

from graph_extraction import extract, parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference

SOURCE = """
def legal(board):
    name = board.quux
    moves = []
    moves.append(name)
    pair = name, 2
    return pair
"""


def answers(guesses: dict[str, str]) -> dict[str, str]:
    read = parse_source(SOURCE)
    symbols = extract(read).symbols
    by_index = {i: [parse_type(guesses[each.name])] for i, each in enumerate(symbols) if each.name in guesses}
    found = StaticInference().infer(read, "", symbols, by_index)
    return {
        symbol.name: str(each.completed or each.type)
        for symbol, each in zip(symbols, found, strict=True)
        if each is not None
    }


def test_what_follows_from_a_guess_for_a_variable() -> None:
    assert answers({}) == {"legal": "tuple[typing.Any, int]", "pair": "tuple[typing.Any, int]"}
    assert answers({"name": "str"}) == {
        "legal": "tuple[str, int]",
        "pair": "tuple[str, int]",
        "moves": "list[str]",
    }


def test_a_guess_that_an_operation_does_not_take_is_none() -> None:
    assert answers({"board": "int"}) == answers({})
