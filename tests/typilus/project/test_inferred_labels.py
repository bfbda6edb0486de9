"""Stubs as pytype writes them, and what of them labels the symbols of a source."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import SymbolKind, parse_source
from typilus.annotation_types import parse_type
from typilus.project.inferred_labels import inferred_types, says_all
from typilus.project.labeling import label_source
from typilus.project.reexports import ReExports

SOURCE = """\
import asyncio, contextlib, enum
from dep import Base, Shop
LIMIT = 5
Alias = Shop
class Color(enum.Enum):
    RED = 1
class Desk(Base):
    rows = 1
    def __init__(self, owner="x"):
        self.shop = Shop()
        self.items = []
        self.given: float = 1
    def __len__(self):
        return 1
    def __getitem__(self, key):
        return self.shop
    @property
    def size(self):
        return 2
    @property
    def height(self):
        return 2
    @height.setter
    def height(self, value):
        self.rows = value
    async def go(self):
        return 1
    def me(self):
        return self
    @contextlib.contextmanager
    def opened(self):
        yield 1
def written(x) -> "int":
    return x
def nothing_known(x):
    return x.y
if LIMIT:
    def twice():
        return 1
else:
    def twice():
        return 2
"""

STUB = """\
import contextlib
import dep
import enum
from typing import Annotated, Any, Coroutine, Literal, TypeVar, Union
LIMIT: int
Alias: type[dep.Shop]
_TDesk = TypeVar('_TDesk', bound=Desk)
class Color(enum.Enum):
    RED: Literal[1]
class Desk(dep.Base):
    rows: int
    shop: dep.Shop
    items: list[nothing]
    given: float
    size: Annotated[int, 'property']
    height: Annotated[int, 'property']
    def __init__(self, owner: str = ...) -> None: ...
    def __len__(self) -> int: ...
    def __getitem__(self, key) -> dep.Shop: ...
    def go(self) -> Coroutine[Any, Any, Union[int, Desk]]: ...
    def me(self: _TDesk) -> _TDesk: ...
    def opened(self) -> contextlib._GeneratorContextManager[int]: ...
def written(x) -> int: ...
def nothing_known(x) -> Any: ...
def twice() -> int: ...
"""


def inferred(source: str = SOURCE, stub: str = STUB) -> dict[tuple[str, str, str], str]:
    file = label_source(parse_source(source, "pkg/a.py"), "pkg", "pkg.a", ReExports([]), inferred_stub=stub).file
    pairs = zip(file.graph.symbols, file.inferred, strict=True)
    return {(s.kind.value, s.scope, s.name): label for s, label in pairs if label is not None}


def test_only_what_is_known_and_not_written() -> None:
    assert inferred() == {
        ("variable", "", "LIMIT"): "int",
        ("variable", "Desk", "rows"): "int",
        ("attribute", "Desk", "shop"): "dep.Shop",
        ("return", "Desk", "__getitem__"): "dep.Shop",
        ("return", "Desk", "size"): "int",
        ("return", "Desk", "go"): "int | pkg.a.Desk",
    }


def test_inferred_types_leave_labels_and_graph_alone() -> None:
    source = parse_source(SOURCE, "pkg/a.py")
    plain = label_source(source, "pkg", "pkg.a", ReExports([])).file
    augmented = label_source(source, "pkg", "pkg.a", ReExports([]), inferred_stub=STUB).file
    assert plain.inferred == ()
    assert augmented.graph == plain.graph
    assert augmented.labels == plain.labels
    both = zip(augmented.labels, augmented.inferred, strict=True)
    assert not any(label is not None and guess is not None for label, guess in both)
    assert augmented.num_labels == plain.num_labels == sum(label is not None for label in plain.labels)
    assert sum(label is not None for label in augmented.all_labels) == plain.num_labels + len(inferred())


def test_a_written_type_that_says_nothing_is_not_replaced() -> None:
    source = "from typing import Any\ndef f(x) -> Any:\n    return 1\ndef g():\n    return 1\n"
    assert inferred(source, "def f(x) -> int: ...\ndef g() -> int: ...\n") == {("return", "", "g"): "int"}


def test_the_standard_library_is_named_as_people_name_it() -> None:
    stub = "import _decimal\nimport _shop\na: list[_decimal.Decimal]\nb: _shop.Shop\n"
    assert inferred("a = b = 1\n", stub) == {
        ("variable", "", "a"): "list[decimal.Decimal]",
        ("variable", "", "b"): "_shop.Shop",
    }


def test_generators_are_what_people_take_from_them() -> None:
    source = "def f():\n    yield 1\ndef g():\n    x = yield 1\n    return x\nasync def h():\n    yield 1\n"
    stub = (
        "from typing import Any, AsyncGenerator, Generator\n"
        "def f() -> Generator[int, Any, None]: ...\ndef g() -> Generator[int, str, str]: ...\n"
        "def h() -> AsyncGenerator[int, Any]: ...\n"
    )
    assert inferred(source, stub) == {
        ("return", "", "f"): "collections.abc.Iterator[int]",
        ("return", "", "g"): "collections.abc.Generator[int, str, str]",
        ("return", "", "h"): "collections.abc.AsyncIterator[int]",
    }


def test_definitions_that_disagree_say_nothing() -> None:
    stub = "from typing import overload\n@overload\ndef f() -> int: ...\n@overload\ndef f() -> str: ...\n"
    assert inferred_types(stub, ast.parse("def f():\n    return 1\n"), "a", False) == {}


@pytest.mark.parametrize("stub", ["def f(:\n", "x: 1 + 2\n", "def f() -> (yield): ...\n", "\0", ""])
def test_a_stub_that_cannot_be_read_says_nothing(stub: str) -> None:
    assert inferred_types(stub, ast.parse("x = 1\ndef f(): pass\n"), "a", False) == {}


def test_a_method_that_a_stub_makes_a_variable_has_no_return() -> None:
    stub = "from typing import Callable\nf: Callable[[], int]\n"
    found = inferred_types(stub, ast.parse("@cache\ndef f():\n    return 1\n"), "a", False)
    assert (SymbolKind.RETURN, "", "f") not in found


@pytest.mark.parametrize("text", ["int", "list[int]", "tuple[()]", "p.Shop", "collections.abc.Hashable"])
def test_says_all(text: str) -> None:
    assert says_all(parse_type(text))


@pytest.mark.parametrize(
    "text",
    [
        *["nothing", "list[nothing]", "dict[str, list[~_T0]]", "module", "int | list[~T]", "dict[str, typing.Any]"],
        *["list", "tuple", "type", "re.Pattern", "collections.abc.Callable", "collections.defaultdict"],
    ],
)
def test_says_not_all(text: str) -> None:
    assert not says_all(parse_type(text))
