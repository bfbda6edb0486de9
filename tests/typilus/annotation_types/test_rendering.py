"""Types written for a file, read back by the same file."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given, settings

from tests.typilus.annotation_types.strategies import types
from typilus.annotation_types import FileNames, TypeExpression, canonicalize, parse_type, render
from typilus.errors import TypeExpressionError

EMPTY = ""
LEGACY = """
import collections, os, numpy as np, torch, typing as t, xml.etree.ElementTree
from typing import Callable, Dict, List, Optional, Text, TypeVar, Union
from elsewhere import Outer as Other, KT
T = TypeVar("T")
class Outer:
    class Inner: ...
class Any: ...
def dict(): ...
decimal = 3
def function():
    from local import Hidden
"""
MODERN = """
from __future__ import annotations
from typing import Union
from numpy.typing import NDArray
from collections import abc
"""


def names_of(source: str) -> FileNames:
    return FileNames.from_tree(ast.parse(source), "own.mod")


@pytest.mark.parametrize(
    ("source", "canonical", "text", "imports"),
    [
        (EMPTY, "int | None", "int | None", []),
        (EMPTY, "list[int]", "list[int]", []),
        (EMPTY, "typing.Any", "Any", ["from typing import Any"]),
        (EMPTY, "decimal.Decimal", "Decimal", ["from decimal import Decimal"]),
        (EMPTY, "collections.defaultdict[str, int]", "defaultdict[str, int]", ["from collections import defaultdict"]),
        (EMPTY, "collections.abc.Callable[[int], str]", "Callable[[int], str]",
         ["from collections.abc import Callable"]),
        (EMPTY, "a.b.Outer.Inner", "Outer.Inner", ["from a.b import Outer"]),
        (EMPTY, "a.Shop | b.Shop", "Shop | b.Shop", ["from a import Shop", "import b"]),
        (EMPTY, "other.list[int]", "other.list[int]", ["import other"]),
        (EMPTY, "list[~T]", "list[Any]", ["from typing import Any"]),
        (EMPTY, "collections.abc.Callable[~P, int]", "Callable[..., int]", ["from collections.abc import Callable"]),
        (EMPTY, "~AnyStr", "AnyStr", ["from typing import AnyStr"]),
        (EMPTY, "Mystery", "Mystery", []),
        (EMPTY, "typing.Literal['a', p.Color.RED]", "Literal['a', Color.RED]",
         ["from p import Color", "from typing import Literal"]),
        (LEGACY, "list[int] | None", "Optional[List[int]]", []),
        (LEGACY, "int | str", "Union[int, str]", []),
        (LEGACY, "int | str | None", "Optional[Union[int, str]]", []),
        (LEGACY, "list", "list", []),
        (LEGACY, "str", "str", []),
        (LEGACY, "dict[str, int]", "Dict[str, int]", []),
        (LEGACY, "dict", "builtins.dict", ["import builtins"]),
        (LEGACY, "numpy.ndarray", "np.ndarray", []),
        (LEGACY, "numpy.random.Generator", "np.random.Generator", []),
        (LEGACY, "torch.nn.Module", "torch.nn.Module", []),
        (LEGACY, "os.PathLike[str]", "os.PathLike[str]", []),
        (LEGACY, "collections.abc.Callable[..., ~T]", "Callable[..., T]", []),
        (LEGACY, "collections.abc.Iterable[~KT]", "t.Iterable[KT]", []),
        (LEGACY, "collections.OrderedDict[str, ~S]", "collections.OrderedDict[str, t.Any]", []),
        (LEGACY, "typing.Any", "t.Any", []),
        (LEGACY, "xml.etree.ElementTree.Element", "xml.etree.ElementTree.Element", []),
        (LEGACY, "xml.dom.minidom.Node", "Node", ["from xml.dom.minidom import Node"]),
        (LEGACY, "own.mod.Outer.Inner", "Outer.Inner", []),
        (LEGACY, "elsewhere.Outer", "Other", []),
        (LEGACY, "third.Outer", "third.Outer", ["import third"]),
        (LEGACY, "decimal.Outer", "decimal_.Outer", ["import decimal as decimal_"]),
        (LEGACY, "local.Hidden", "Hidden", ["from local import Hidden"]),
        (MODERN, "int | None", "int | None", []),
        (MODERN, "collections.abc.Iterable[int]", "abc.Iterable[int]", []),
        (MODERN, "numpy.ndarray[typing.Any, numpy.dtype[numpy.int8]]", "NDArray[int8]", ["from numpy import int8"]),
    ],
)  # fmt: skip
def test_render(source: str, canonical: str, text: str, imports: list[str]) -> None:
    names = names_of(source)
    expression = parse_type(canonical)
    rendered = render(expression, names)
    assert (rendered.text, list(rendered.imports)) == (text, imports)
    after = names_of(source + "\n".join(["", *rendered.imports]))
    if "Any" not in text and "..., int" not in text:
        assert canonicalize(rendered.text, after) == expression


def test_what_no_import_can_reach_is_an_error() -> None:
    for name in ["pkg.001_initial.Migration", "my-tool.Shop", "2to3.Tool", "pkg.class.Shop"]:
        with pytest.raises(TypeExpressionError, match="identifier"):
            render(parse_type(name), names_of(EMPTY))


@pytest.mark.parametrize("source", [EMPTY, LEGACY, MODERN])
@settings(deadline=None)
@given(expression=types())
def test_what_is_written_reads_back(source: str, expression: TypeExpression) -> None:
    if "~" in str(expression) and source != LEGACY:
        return
    names = names_of(source)
    rendered = render(expression, names)
    after = names_of(source + "\n".join(["", *rendered.imports]))
    assert canonicalize(rendered.text, after) == expression
    ast.parse(rendered.text, mode="eval")
