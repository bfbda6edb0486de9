"""Stubs that a type checker takes."""

from __future__ import annotations

import ast
import sysconfig
from dataclasses import replace
from pathlib import Path

import pytest

from graph_extraction import SourceError
from tests.typilus.rewriting.random_edits import random_edits
from typilus.rewriting import annotate_source
from typilus.rewriting.stubs import make_stub

LIBRARY = Path(sysconfig.get_path("stdlib"))
SOURCE = """
from __future__ import annotations
import os, sys, enum, asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeVar
import unused
try:
    from json import loads
except ImportError:
    loads = None
if TYPE_CHECKING:
    from decimal import Decimal

T = TypeVar("T")
Pairs = dict[str, int]
LIMIT: Final = 3
__all__ = ["Shop", "loads"]
Late = None
number, text = 1, "a"
name = f"{number}"
made = os.getcwd()
_private: "list[Decimal]" = []
if sys.platform == "win32":
    def only(): pass

class Late(made.Base): pass

class Colour(enum.Enum):
    RED = 1
    BLUE = enum.auto()

@dataclass
class Line:
    price: Decimal
    count: int = 0
    tags: list[str] = field(default_factory=list)
    total: int = field(init=False, repr=False)

class Shop(Exception):
    '''Sells.'''
    shops = None

    def __init__(self, name: str, mode: "Literal['r']" = "r", *, key=lambda: 1):
        self.name = name
        self.lines: list[Line] = []
        self.open, self.count = True, 1
        self.flag = True

    @property
    def mode(self): return self._mode
    @mode.setter
    def mode(self, mode): self._mode = mode

    @staticmethod
    async def each(items: list[T]) -> AsyncIterator[T]:
        for item in items:
            yield item

    @made.unknown
    async def wait(self) -> None: await asyncio.sleep(1)

def total(*lines: Line, **more: int) -> Decimal: return sum(lines)
def outer():
    def inner(): pass
if __name__ == "__main__":
    hidden = 1
"""
STUB = """from _typeshed import Incomplete
import sys, enum
from dataclasses import dataclass, field
from typing import Final, Literal, TypeVar
from json import loads
from decimal import Decimal
T = TypeVar('T')
Pairs = dict[str, int]
LIMIT: Final = 3
__all__ = ['Shop', 'loads']
number: Incomplete
text: Incomplete
name: str
made: Incomplete
_private: list[Decimal]
if sys.platform == 'win32':

    def only():
        ...

class Late(Incomplete):
    ...

class Colour(enum.Enum):
    RED = 1
    BLUE = ...

@dataclass
class Line:
    price: Decimal
    count: int = ...
    tags: list[str] = ...
    total: int = field(init=False)

class Shop(Exception):
    name: str
    open: Incomplete
    count: Incomplete
    flag: bool
    _mode: Incomplete
    lines: list[Line]
    shops: Incomplete | None

    def __init__(self, name: str, mode: Literal['r']=..., *, key=...):
        ...

    @property
    def mode(self):
        ...

    @mode.setter
    def mode(self, mode):
        ...

    @staticmethod
    def each(items: list[T]) -> AsyncIterator[T]:
        ...

    async def wait(self) -> None:
        ...

def total(*lines: Line, **more: int) -> Decimal:
    ...

def outer():
    ...
"""


def test_a_stub_says_what_the_file_does() -> None:
    assert make_stub(SOURCE) == STUB


def test_a_package_exports_what_it_imports_from_itself() -> None:
    source = "from .a import b, c as d\nfrom os import sep\nfrom .e import *\n"
    assert make_stub(source, "pkg/__init__.py") == "from .a import b as b, c as d\nfrom .e import *\n"
    assert make_stub(source, "pkg/a.py") == "from .e import *\n"
    assert make_stub("'''Only words.'''") == ""


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(SourceError):
        make_stub("def f(:")


def test_mypy_takes_the_stubs_of_annotated_modules(tmp_path: Path) -> None:
    api = pytest.importorskip("mypy.api")
    for name in ("textwrap", "shlex", "argparse", "csv", "contextlib", "tempfile"):
        data = (LIBRARY / f"{name}.py").read_bytes()
        edits = [replace(edit, type="typing.Any") for edit in random_edits(data, name, 1) if edit.name != "__init__"]
        stub = make_stub(annotate_source(data, edits, path=f"{name}.py"))
        assert {node.name for node in ast.parse(data).body if isinstance(node, ast.ClassDef)} <= {
            node.name for node in ast.walk(ast.parse(stub)) if isinstance(node, ast.ClassDef)
        }
        (tmp_path / f"stub_of_{name}.pyi").write_text(stub)
    cache = f"--cache-dir={tmp_path / 'cache'}"
    out, error, code = api.run([cache, "--config-file=", str(tmp_path)])
    assert code == 0, out + error
