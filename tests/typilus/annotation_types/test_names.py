"""What a file's names mean, and what modules are called."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from typilus.annotation_types import FileNames, canonicalize, module_name


def names_of(source: str, module: str = "pkg.mod", *, is_package: bool = False) -> FileNames:
    return FileNames.from_tree(ast.parse(source), module, is_package=is_package)


def test_imports_are_absolute() -> None:
    names = names_of(
        "import a.b, c.d as e\nfrom f import g as h, i\nfrom . import j\nfrom .k import l\nfrom ..m import n\n"
    )
    assert names.imports == {
        "a": "a", "e": "c.d", "h": "f.g", "i": "f.i", "j": "pkg.j", "l": "pkg.k.l", "n": "m.n",
    }  # fmt: skip
    assert names.modules == ("a.b",)


def test_relative_imports_of_a_package_start_at_itself() -> None:
    assert names_of("from .a import B", "pkg", is_package=True).imports == {"B": "pkg.a.B"}
    assert names_of("from .a import B", "pkg.__init__").imports == {"B": "pkg.a.B"}
    assert names_of("from .a import B", "pkg.__init__").module == "pkg"
    assert names_of("from .a import B", "").imports == {"B": "a.B"}
    assert names_of("from ....a import B").imports == {"B": "a.B"}


def test_the_first_binding_counts_and_checkers_come_before_the_program() -> None:
    assert names_of("try:\n  from a import X\nexcept ImportError:\n  from b import X").imports["X"] == "a.X"
    assert names_of("if not TYPE_CHECKING:\n  from a import X\nelse:\n  from b import X").imports["X"] == "b.X"
    assert names_of("X = None\nfrom a import X").imports["X"] == "a.X"
    names = names_of("def f():\n  from b import X\nfrom a import X")
    assert names.imports["X"] == "a.X"


def test_what_only_an_inner_scope_binds_is_known_but_not_bound() -> None:
    names = names_of("def f():\n  from b import X\n  class Y: ...\nz = 1\ndef g(): ...\n")
    assert names.imports["X"] == "b.X"
    assert names.definitions["Y"] == "pkg.mod.f.Y"
    assert names.bound == {"f", "g", "z"}


def test_classes_are_qualified() -> None:
    names = names_of("class A:\n  class B:\n    class C: ...\nclass B: ...\nN = NewType('N', int)\nE = Enum('E', 'x')")
    assert names.definitions == {
        "A": "pkg.mod.A", "B": "pkg.mod.B", "A.B": "pkg.mod.A.B", "A.B.C": "pkg.mod.A.B.C", "C": "pkg.mod.A.B.C",
        "N": "pkg.mod.N", "E": "pkg.mod.E",
    }  # fmt: skip


def test_type_variables_and_aliases() -> None:
    names = names_of(
        "from typing import TypeVar as _TV\nT = _TV('T')\nP = te.ParamSpec('P')\nX = List[T]\nD = pd.Frame\nX = 3"
    )
    assert names.type_variables == {"T", "P"}
    assert set(names.aliases) == {"X", "D"}
    assert str(canonicalize("D", names)) == "pd.Frame"
    names = names_of(
        "from typing import TypeAlias as _A\nimport typing as t\nX: _A = int\nY: t.TypeAlias = 'X'\nZ: int = X"
    )
    assert set(names.aliases) == {"X", "Y"}
    assert str(canonicalize("Y", names)) == "int"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 695")
def test_pep_695() -> None:
    names = names_of("type Pair[A] = tuple[A, A]\nclass Box[Content]: ...\ndef f[Item](x: Item): ...")
    assert str(canonicalize("Pair[int]", names)) == "tuple[int, int]"
    assert str(canonicalize("Content", names)) == "~Content"
    assert str(canonicalize("list[Item]", names)) == "list[~Item]"


def test_star_imports_are_remembered_and_not_seen_through() -> None:
    names = names_of("from a.b import *")
    assert names.star_imports == ("a.b",)
    assert str(canonicalize("Frame", names)) == "Frame"
    assert str(canonicalize("Text", names)) == "Text"


def test_typing_is_seen_through() -> None:
    names = names_of("from typing import *\nclass Hashable: ...")
    assert str(canonicalize("List[Pattern[Text]]", names)) == "list[re.Pattern[str]]"
    assert str(canonicalize("Hashable", names)) == "pkg.mod.Hashable"
    assert str(canonicalize("Optional[List[int]]", FileNames())) == "list[int] | None"


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("root/pkg/mod.py", "pkg.mod"),
        ("root/pkg/__init__.py", "pkg"),
        ("root/pkg-stubs/mod.pyi", "pkg.mod"),
        ("root/mod.py", "mod"),
        ("root/__init__.py", ""),
        ("elsewhere/pkg/mod.py", "mod"),
        ("root/pkg/native.cpython-311.py", "pkg.native"),
    ],
)
def test_module_name(path: str, module: str) -> None:
    assert module_name(path, "root") == module


def test_module_name_of_mixed_absolute_and_relative_paths() -> None:
    assert module_name(Path("pkg/mod.py").resolve(), ".") == "pkg.mod"


def test_what_stands_for_a_type() -> None:
    text = """
from typing import NewType, TypeVar, Union
from shop import Basket, prices
T = TypeVar("T")
Price = NewType("Price", int)
Other = Basket
number = Union[int, str]
first = prices
LIMIT = prices
count = prices[0]
Base = make_base()
point = namedtuple("point", "x y")
logger = get_logger()
ACCEPT = header("Accept")
RE_space = compiled(" ")
FLAGS = re.I
N = count()
"""
    names = FileNames.from_tree(ast.parse(text))
    assert [
        name for name in ("T", "Price", "Other", "number", "Base", "point") if not names.stands_for_type(name)
    ] == []
    assert [
        name
        for name in ("first", "LIMIT", "count", "unknown", "logger", "ACCEPT", "RE_space", "FLAGS", "N")
        if names.stands_for_type(name)
    ] == []


def test_classes_made_by_calls_are_types_wherever_they_are_made() -> None:
    tree = ast.parse(
        "import enum\nfrom enum import IntEnum as Numbers\nfrom flags import Flag\n"
        "color = enum.Enum('color', 'RED')\nmember = enum.Enum(1)\nflag = Flag('verbose', True)\n"
        "def run():\n    level = Numbers('level', 'LOW')\n    made = type('made', (), {})\n    kind = type(run)\n"
    )
    names = FileNames.from_tree(tree)
    every = ("color", "level", "made", "member", "flag", "kind")
    assert [name for name in every if names.stands_for_type(name)] == ["color", "level", "made"]
