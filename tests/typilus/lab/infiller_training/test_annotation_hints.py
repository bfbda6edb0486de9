from __future__ import annotations

import ast

import pytest

from graph_extraction import SymbolKind
from tests.typilus.lab.infiller_training.small_infiller import SHOP
from typilus.lab.experiments.joined.erasing import erase_annotations
from typilus.lab.infiller_training.annotation_hints import Hint, TextPositions, hints_of, without_hints


def hints_in(text: str) -> list[Hint]:
    return hints_of(ast.parse(text), text, TextPositions(text))


def test_every_annotation_is_listed_where_it_is() -> None:
    hints = [(hint.kind.value, hint.name, SHOP[hint.start : hint.end]) for hint in hints_in(SHOP)]
    assert hints == [
        ("variable", "total", "int"),
        ("variable", "owner", "Counter"),
        ("parameter", "text", "str"),
        ("parameter", "width", "int"),
        ("parameter", "rest", "Path"),
        ("return", "label", "str | None"),
        ("variable", "wide", "list[str]"),
        ("parameter", "price", "float"),
        ("parameter", "names", "dict[str, int] | None"),
        ("return", "weigh", "int"),
        ("variable", "LIMIT", "int"),
    ]


def test_an_erased_text_is_the_same_program_as_one_erased_by_other_means() -> None:
    bare, _ = without_hints(SHOP, hints_in(SHOP))
    assert not hints_in(bare)
    expected = ast.parse(erase_annotations(SHOP))
    assert ast.dump(ast.parse(bare.replace("    pass\n", ""))) == ast.dump(expected)


def test_kept_hints_move_with_the_text() -> None:
    hints = hints_in(SHOP)
    kept = hints[::3]
    bare, moved = without_hints(SHOP, [hint for hint in hints if hint not in kept], kept)
    assert [bare[hint.start : hint.end] for hint in moved] == [SHOP[hint.start : hint.end] for hint in kept]
    assert [(hint.kind, hint.name) for hint in hints_in(bare)] == [(hint.kind, hint.name) for hint in kept]


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("def f(größe: int = 1) -> str: ...\n", "def f(größe = 1): ...\n"),
        ("def f(\n    a: int,  # how many\n) -> (str): ...\n", "def f(\n    a,  # how many\n) -> (str): ...\n"),
        ("def f(a: 'x -> y') -> 'int': ...\n", "def f(a): ...\n"),
        ("self.x: int = 1\n", "self.x = 1\n"),
        ("def f(a: (int), b: int): ...\n", "def f(a: (int), b): ...\n"),
        ("x: (int) = 1\n", "x: (int) = 1\n"),
        ("ä = 'ö'; x: int = 1\n", "ä = 'ö'; x = 1\n"),
    ],
)
def test_erasing(text: str, bare: str) -> None:
    """What is in brackets of its own is left alone, since brackets are no part of its node."""
    assert without_hints(text, hints_in(text))[0] == bare


def test_a_declaration_becomes_a_statement_of_nothing() -> None:
    [hint] = hints_in("class A:\n    x: int\n")
    assert hint.kind is SymbolKind.VARIABLE
    assert without_hints("class A:\n    x: int\n", [hint])[0] == "class A:\n    pass\n"
