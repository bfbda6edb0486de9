"""Annotations as people write them, against their canonical form."""

from __future__ import annotations

import ast
import sys

import pytest
from hypothesis import given, settings

from tests.typilus.annotation_types.strategies import types
from typilus.annotation_types import FileNames, TypeExpression, canonicalize, parse_type
from typilus.errors import TypeExpressionError

HEADER = """
from __future__ import annotations
import collections, dataclasses, enum, numpy as np, typing as t, typing_extensions as te, x.y as a, x.y.z
from numpy.typing import NDArray
from typing import *
from typing import (
    TYPE_CHECKING, AbstractSet, Annotated, Any, AnyStr, AsyncGenerator, Callable, ClassVar, Concatenate, ContextManager,
    DefaultDict, Dict, Final, Generator, Iterable, List, Literal, NewType, NoReturn, Optional, ParamSpec, Pattern, Self,
    Sequence, Text, Tuple, Type, TypeAlias, TypeGuard, TypeVar, Union, Unpack)
from .sibling import Thing, Outer as Renamed
from ..uncle import Other
from elsewhere import _T, KT, Q
if TYPE_CHECKING:
    from heavy import Frame
else:
    Frame = object
try:
    import ujson as json
except ImportError:
    json = None

T = TypeVar("T")
S = TypeVar("S")
Model = TypeVar("Model")
P = ParamSpec("P")
UserId = NewType("UserId", int)
Point = collections.namedtuple("Point", "x y")
Vector = List[float]
Maybe: TypeAlias = "Optional[Vector]"
Pair = Dict[S, List[T]]
D = Dict
Loop = Union[int, "List[Loop]"]
First = Union["Second", int]
Second = List[First]
NotReally = table()[0]

class Shop:
    class Shelf:
        pass
    Key = Union[int, str]

class Color(enum.Enum):
    RED = 1

class set:
    pass

def function():
    from local import Inside
    class Local: ...
"""
NAMES = FileNames.from_tree(ast.parse(HEADER), "pkg.sub.mod")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("int", "int"),
        ("None", "None"),
        ("type(None)", "None"),
        ("Any", "typing.Any"),
        ("any", "typing.Any"),
        ("NoReturn", "typing.NoReturn"),
        ("te.Never", "typing.NoReturn"),
        ("Self", "typing.Self"),
        ("te.LiteralString", "typing.LiteralString"),
        # typing's generics
        ("List", "list"),
        ("List[Any]", "list"),
        ("List[int]", "list[int]"),
        ("t.Dict[str, t.Any]", "dict[str, typing.Any]"),
        ("te.Dict[Any, Any]", "dict"),
        ("Text", "str"),
        ("Iterable[str]", "collections.abc.Iterable[str]"),
        ("AbstractSet[str]", "collections.abc.Set[str]"),
        ("collections.Iterable", "collections.abc.Iterable"),
        ("DefaultDict[str, int]", "collections.defaultdict[str, int]"),
        ("Pattern[str]", "re.Pattern[str]"),
        ("ContextManager[int]", "contextlib.AbstractContextManager[int]"),
        ("Generator[int]", "collections.abc.Generator[int, None, None]"),
        ("AsyncGenerator[int, None]", "collections.abc.AsyncGenerator[int, None]"),
        ("Dict[str]", "dict[str, typing.Any]"),
        ("List[int, str]", "list"),
        # unions
        ("Optional[List[str]]", "list[str] | None"),
        ("None | str | int", "int | str | None"),
        ("Union[str, Optional[Union[int, None]]]", "int | str | None"),
        ("Union[int]", "int"),
        ("Union[int, 'int']", "int"),
        ("Optional", "typing.Any | None"),
        ("Union", "typing.Any"),
        ("Type[Union[int, str]]", "type[int] | type[str]"),
        ("Type[Any]", "type"),
        # tuples and callables
        ("Tuple", "tuple"),
        ("Tuple[()]", "tuple[()]"),
        ("Tuple[int, ...]", "tuple[int, ...]"),
        ("Tuple[Any, ...]", "tuple"),
        ("Tuple[Any, Any]", "tuple[typing.Any, typing.Any]"),
        pytest.param(
            "tuple[int, *tuple[str, ...]]",
            "tuple[int, typing.Unpack[tuple[str, ...]]]",
            marks=pytest.mark.skipif(sys.version_info < (3, 11), reason="PEP 646"),
        ),
        ("Callable", "collections.abc.Callable"),
        ("Callable[..., Any]", "collections.abc.Callable"),
        ("Callable[[], None]", "collections.abc.Callable[[], None]"),
        ("Callable[[int, 'Shop'], str]", "collections.abc.Callable[[int, pkg.sub.mod.Shop], str]"),
        ("Callable[[...], str]", "collections.abc.Callable[..., str]"),
        ("Callable[int, str]", "collections.abc.Callable[[int], str]"),
        ("Callable[P, T]", "collections.abc.Callable[~P, ~T]"),
        ("Callable[Concatenate[int, P], T]", "collections.abc.Callable[typing.Concatenate[int, ~P], ~T]"),
        ("TypeGuard[int]", "typing.TypeGuard[int]"),
        # Literal
        ("Literal[\"b\", 'a']", "typing.Literal['a', 'b']"),
        ("Literal['a', None, -1, True]", "typing.Literal['a', -1, True] | None"),
        ('Literal["it\'s", b"x"]', "typing.Literal[\"it's\", b'x']"),
        ("Literal[Color.RED]", "typing.Literal[pkg.sub.mod.Color.RED]"),
        ("Literal['a'] | Literal['b']", "typing.Literal['a', 'b']"),
        ("Literal[Literal['a'], 'b']", "typing.Literal['a', 'b']"),
        ("Literal['a, ] | [b']", "typing.Literal['a, ] | [b']"),
        # wrappers
        ("Annotated[int, check(3), 'some text']", "int"),
        ("Final[int]", "int"),
        ("ClassVar['List[int]']", "list[int]"),
        ("dataclasses.InitVar[int]", "int"),
        ("te.NotRequired[te.ReadOnly[str]]", "str"),
        ("Unpack[Shop]", "pkg.sub.mod.Shop"),
        # type variables
        ("T", "~T"),
        ("Model", "~Model"),
        ("Optional[Model]", "~Model | None"),
        ("_T", "~_T"),
        ("KT", "~KT"),
        ("AnyStr", "~AnyStr"),
        ("P.args", "~P.args"),
        ("Q", "elsewhere.Q"),
        # names
        ("np.ndarray", "numpy.ndarray"),
        ("np.ndarray[Any, np.dtype[np.float64]]", "numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]"),
        ("np.ndarray[tuple[Any, ...], np.dtype[np.int8]]", "numpy.ndarray[typing.Any, numpy.dtype[numpy.int8]]"),
        ("NDArray[np.float64]", "numpy.ndarray[typing.Any, numpy.dtype[numpy.float64]]"),
        ("NDArray[Any]", "numpy.ndarray"),
        ("a.Zed", "x.y.Zed"),
        ("x.y.z.Zed", "x.y.z.Zed"),
        ("Thing", "pkg.sub.sibling.Thing"),
        ("Renamed.Inner", "pkg.sub.sibling.Outer.Inner"),
        ("Other", "pkg.uncle.Other"),
        ("Frame", "heavy.Frame"),
        ("json.Decoder", "ujson.Decoder"),
        ("Inside", "local.Inside"),
        ("Unheard", "Unheard"),
        ("Shop.Shelf", "pkg.sub.mod.Shop.Shelf"),
        ("Shelf", "pkg.sub.mod.Shop.Shelf"),
        ("Local", "pkg.sub.mod.function.Local"),
        ("UserId", "pkg.sub.mod.UserId"),
        ("Point", "pkg.sub.mod.Point"),
        ("set[int]", "pkg.sub.mod.set[int]"),
        ("frozenset[int]", "frozenset[int]"),
        ("Array['n m']", "Array"),
        ("Array[3, 4]", "Array"),
        # aliases
        ("Vector", "list[float]"),
        ("Maybe", "list[float] | None"),
        ("Pair[str, int]", "dict[str, list[int]]"),
        ("Pair[str]", "dict[str, list]"),
        ("Pair", "dict[typing.Any, list]"),
        ("D[str, int]", "dict[str, int]"),
        ("D", "dict"),
        ("Key", "int | str"),
        ("List[Loop]", "list[pkg.sub.mod.Loop]"),
        ("First", "pkg.sub.mod.First"),
        ("NotReally", "pkg.sub.mod.NotReally"),
        # quotes and white space
        ("'List[\"int\"]'", "list[int]"),
        ("  int  # a remark", "int"),
        ("Union[\n    int,\n    str,\n]", "int | str"),
    ],
)
def test_canonical_form(written: str, canonical: str) -> None:
    expression = canonicalize(written, NAMES)
    assert str(expression) == canonical
    assert parse_type(canonical) == expression
    assert canonicalize(canonical, FileNames()) == expression


@pytest.mark.parametrize(
    "written",
    [
        "", "foo()", "3", "...", "int and str", "[int]", "(int, str)", "[x for x in y]", "the name of the shop",
        "int |", "ignore[attr]", "ignore", "lambda", "self.x", "a.class",
        "Dict[str, foo()]", "Final", "ClassVar", "TypeAlias", "Literal", "Literal[foo()]", "List[[int]]",
        "True", "Callable[[int], str, str]", "Annotated", "f'{x}'", "foo().Bar", "Optional[()]", "a\0b",
    ],
)  # fmt: skip
def test_what_is_no_type_is_an_error(written: str) -> None:
    with pytest.raises(TypeExpressionError):
        canonicalize(written, NAMES)


def test_deep_and_huge_annotations_do_not_crash() -> None:
    with pytest.raises(TypeExpressionError):
        canonicalize("List[" * 300 + "int" + "]" * 300, NAMES)
    with pytest.raises(TypeExpressionError):
        canonicalize("(" * 10_000 + "int" + ")" * 10_000, NAMES)
    long = canonicalize(" | ".join(f"C{number}" for number in range(900)), NAMES)
    assert len(long.arguments) == 900


@settings(max_examples=25, deadline=None)
@given(types())
def test_canonical_text_is_an_annotation_of_the_same_type(expression: TypeExpression) -> None:
    text = str(expression)
    assert canonicalize(text, FileNames()) == expression
    assert canonicalize(repr(text), FileNames()) == expression, "in quotes"
    assert canonicalize(f"typing.Annotated[{text}, 1]", FileNames()) == expression
    assert str(canonicalize(f"typing.Optional[{text}]", FileNames())) == str(
        canonicalize(f"None | {text}", FileNames())
    )
