"""The symbols that coverage counts: by hand, and beside pyrefly's own report where it is installed."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from graph_extraction import extract, parse_source
from typilus.reporting.counted_symbols import SymbolCounter, is_any
from typilus.semantics import semantics_of

SOURCE = """
import os
from typing import NewType, TypeAlias, overload
Id = NewType("Id", int)
Other: TypeAlias = int
LIMIT = 3
NAMES = []
here = os.getcwd()
known: str = os.getcwd()
_hidden = os.getcwd()
first, second = os.getcwd(), 2
def free(a, *rest, _own=1, **more):
    local = os.getcwd()
    def inner(deep): return deep
def _private(a): ...
class Shop:
    shared = os.getcwd()
    def __init__(self, size):
        self.size = size
        self._secret = size
    def later(self):
        self.late = os.getcwd()
    def __len__(self): return 3
    def __eq__(self, other): return True
    def __exit__(self, one, two, three): ...
    def __getattr__(self, name): ...
    def __setattr__(self, name, value): ...
    @property
    def price(self): return 1
    @price.setter
    def price(self, value): ...
    @staticmethod
    def make(cls): ...
    @overload
    def get(self, key: int) -> int: ...
    @overload
    def get(self, key: str) -> str: ...
    def get(self, key): return key
"""


def names(public: bool) -> list[str]:
    document = parse_source(SOURCE)
    counter = SymbolCounter(semantics_of(document))
    counted = []
    for symbol in extract(document).symbols:
        membership = counter.membership(symbol)
        if membership.public if public else membership.counted:
            counted.append(f"{symbol.kind.value[0]}:{symbol.name}")
    return counted


def test_all_that_a_reader_would_annotate_is_counted() -> None:
    assert names(public=False) == [
        *("v:here", "v:known", "v:_hidden"),
        *("r:free", "p:a", "p:rest", "p:_own", "p:more", "r:inner", "p:deep", "r:_private", "p:a"),
        *("p:size", "a:size", "a:_secret", "r:later", "a:late", "r:__eq__", "p:other", "r:__exit__", "r:__getattr__"),
        *("p:value", "r:price", "p:value", "r:make", "p:cls", "r:get", "p:key", "r:get", "p:key"),
    ]


def test_pyrefly_counts_public_names_only() -> None:
    hidden = {"v:_hidden", "r:inner", "p:deep", "r:_private", "a:_secret", "a:late"}
    expected = [name for name in names(public=False) if name not in hidden]
    of_private = len(expected) - 1 - expected[::-1].index("p:a")
    assert names(public=True) == expected[:of_private] + expected[of_private + 1 :]


@pytest.mark.skipif(shutil.which("pyrefly") is None, reason="pyrefly is not installed")
def test_pyrefly_agrees(tmp_path: Path) -> None:
    """But for a signature with overloads, which it counts once, and for targets in tuples."""
    (tmp_path / "shop.py").write_text(SOURCE)
    command = ["pyrefly", "coverage", "report", "--search-path", str(tmp_path), str(tmp_path / "shop.py")]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert len(names(public=True)) == report["summary"]["n_typable"] + 2 - len(("first", "second"))


def test_functions_are_those_of_mypys_line_count() -> None:
    document = parse_source(SOURCE)
    assert SymbolCounter(semantics_of(document)).functions == (2, 15)


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [("Any", True), ("typing.Any", True), ('"t.Any"', True), ("Any | None", False), ("Anything", False)],
)
def test_any(annotation: str, expected: bool) -> None:
    assert is_any(annotation) is expected
