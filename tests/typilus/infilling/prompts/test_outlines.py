"""Definitions without their code: headers, attributes, signatures."""

from __future__ import annotations

import ast

from graph_extraction import parse_source
from typilus.infilling.prompts.code_lines import CodeLine, PlacedCode
from typilus.infilling.prompts.hole_places import hole_places
from typilus.infilling.prompts.outlines import Outliner
from typilus.project.reading import read_text

TEXT = '''\
if True:
    @final
    class Shop(Base[int], metaclass=Meta, total=False):
        """A shop."""
        limit: int = 3
        table = {1: 2}
        print(limit)

        def __init__(self, name, *, open=True):
            """Make it."""
            self.name = name
            other.name = name
            if open:
                self.hidden = 1

        @property
        def sum(self):
            return 1

        def __eq__(self, other): return True
'''


def outliner_of(text: str) -> tuple[Outliner, ast.Module, dict[str, int]]:
    file = read_text(text)
    places = hole_places(file.document, file.graph.symbols)
    symbols = {file.graph.symbols[place.symbol].name: place.symbol for place in places}
    return Outliner(file.document, PlacedCode(file.document.text, places)), file.document.tree, symbols


def text_of(lines: list[CodeLine]) -> str:
    return "\n".join("".join(map(str, line)) for line in lines)


def shop() -> tuple[Outliner, ast.ClassDef, dict[str, int]]:
    outliner, tree, symbols = outliner_of(TEXT)
    (condition,) = tree.body
    assert isinstance(condition, ast.If)
    (definition,) = condition.body
    assert isinstance(definition, ast.ClassDef)
    return outliner, definition, symbols


def test_a_class_is_its_header_attributes_and_methods() -> None:
    outliner, definition, symbols = shop()
    outline = text_of(outliner.class_outline(definition, {symbols["sum"]: "int"}, 1000))
    assert (
        outline
        == """\
@final
class Shop(Base[int], Meta, False):
    limit: int = 3
    table = {1: 2}
    def __init__(self, name, *, open=True):
        self.name = name
    @property
    def sum(self) -> int: ..."""
    )
    parse_source(outline)


def test_what_does_not_fit_is_left_out_from_the_end() -> None:
    outliner, definition, _ = shop()
    outline = text_of(outliner.class_outline(definition, {}, 45))
    assert outline == "@final\nclass Shop(Base[int], Meta, False):\n    limit: int = 3"
    assert text_of(outliner.class_outline(definition, {}, 0)).endswith("False): ...")


def test_long_values_are_left_out() -> None:
    outliner, tree, _ = outliner_of(f"class A:\n    x = {list(range(200))}\n    y = 1\n")
    assert isinstance(tree.body[0], ast.ClassDef)
    assert text_of(outliner.class_outline(tree.body[0], {}, 1000)) == "class A:\n    y = 1"


def test_signatures_have_the_types_that_are_decided() -> None:
    outliner, tree, symbols = outliner_of("@cache\nasync def f(a,\n            b=1):\n    return a\n")
    (function,) = tree.body
    assert isinstance(function, ast.AsyncFunctionDef)
    types = {symbols["a"]: "int", symbols["f"]: "str"}
    assert text_of(outliner.signature(function, types)) == "@cache\nasync def f(a: int,\n            b=1) -> str: ..."
    assert text_of(outliner.opening(function, {})) == "@cache\nasync def f(a,\n            b=1):"
