"""Stubs: what stays, what goes, and that mypy reads them."""

from __future__ import annotations

import ast
import subprocess
import sys
import sysconfig
import textwrap
from pathlib import Path

import pytest

from graph_extraction import SourceError, extract, parse_source
from typilus.rewriting import AnnotationEdit, annotate_source
from typilus.rewriting.stubs import stub_of

LIBRARY = Path(sysconfig.get_path("stdlib"))
TYPES = {
    "__init__": "None",
    "__init_subclass__": "None",
    "__repr__": "str",
    "maxlen": "int | None",
    "left": "collections.abc.Sequence[str]",
}


def stub(code: str, path: str = "a.py") -> str:
    text = stub_of(textwrap.dedent(code), path)
    ast.parse(text)
    return text


def test_bodies_and_defaults_go_and_needed_imports_stay() -> None:
    code = '''
        """Doc."""
        from __future__ import annotations
        import os, sys
        from decimal import Decimal as D, getcontext
        def f(a: "D", *b: int, c: str = os.sep, **d) -> "list[D]":
            """Doc."""
            return g(a)
    '''
    expected = """
        from decimal import Decimal as D
        def f(a: D, *b: int, c: str=..., **d) -> list[D]:
            ...
    """
    assert ast.dump(ast.parse(stub(code))) == ast.dump(ast.parse(textwrap.dedent(expected)))


def test_attributes_move_into_the_class() -> None:
    code = """
        class A:
            def __init__(self, a: int, b=1):
                self.a, self.str = a, b
                self.b = a
                self.c: str = ""
                self.d = []
                self.f = 1
            def f(self) -> str: return self.str
    """
    text = stub(code)
    for line in ("a: Any", "str: Any", "b: int", "c: builtins.str", "d: list[Any]", "def f(self) -> builtins.str:"):
        assert f"    {line}" in text.splitlines()
    assert "    f: int" not in text
    assert text.startswith("import builtins\nfrom typing import Any\n")


def test_branches() -> None:
    code = """
        import sys
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from a import B
        try:
            from c import D
        except ImportError:
            D = None
        if sys.platform == "win32":
            def f() -> int: return 1
        else:
            def f() -> str: return ""
        if D:
            def g() -> B: ...
        else:
            def g() -> D: ...
            h = 1
    """
    text = stub(code)
    assert "from a import B" in text
    assert "from c import D" not in text
    assert "sys.platform == 'win32'" in text
    assert text.count("def f") == 2
    assert text.count("def g") == 1
    assert "h: int" in text


def test_functions_of_one_name() -> None:
    code = """
        from functools import singledispatch
        from typing import overload
        @overload
        def f(a: int) -> int: ...
        @overload
        def f(a: str) -> str: ...
        def f(a): return a
        class A:
            @property
            def p(self) -> int: return 1
            @p.setter
            def p(self, value: int) -> None: pass
        @singledispatch
        def g(a): pass
        @g.register
        def _(a: int): pass
        def h(): return 1
        def h(): return 2
    """
    text = stub(code)
    assert [text.count(f"def {name}(") for name in "fpg_h"] == [2, 2, 1, 0, 1]


def test_an_asynchronous_generator_is_no_coroutine() -> None:
    text = stub("async def f() -> AsyncIterator[int]: yield 1\nasync def g() -> int: return 1\n")
    assert text.startswith("def f() -> AsyncIterator[int]:")
    assert "async def g()" in text


def test_names_for_others() -> None:
    code = "from .a import A, B as C, F\nfrom b import D, E\nfrom c import *\n__all__ = ['D']\n__all__ += ['E']\n"
    inside = stub(code, "pkg/__init__.py")
    assert "from .a import A as A, F as F" in inside
    assert "from b import D, E" in inside
    assert "from c import *" in inside
    assert "from .a" not in stub(code)


@pytest.mark.parametrize(
    ("base", "line"),
    [
        ("make()", "class A(Any):"),
        ("namedtuple('N', 'a')", "class A(namedtuple('N', 'a')):"),
        ("B[int]", "class A(B[int]):"),
    ],
)
def test_bases(base: str, line: str) -> None:
    assert line in stub(f"class A({base}): pass\n").splitlines()


def test_a_name_that_is_taken_is_not_any() -> None:
    text = stub("class Any: pass\nx = None\n")
    assert "from typing import Any as _Any" in text
    assert "x: _Any" in text


def test_nothing_and_errors() -> None:
    assert stub("print(1)\n") == ""
    with pytest.raises(SourceError):
        stub_of("def f(:\n", "a.py")


def test_mypy_accepts_stubs_of_the_standard_library(tmp_path: Path) -> None:
    paths = []
    for name in ("shlex", "argparse", "dataclasses", "sched", "tempfile", "string"):
        data = (LIBRARY / f"{name}.py").read_bytes()
        symbols = extract(parse_source(data, name)).symbols
        edits = [AnnotationEdit.for_symbol(each, TYPES.get(each.name, "typing.Any")) for each in symbols]
        result = annotate_source(data, edits)
        paths.append(tmp_path / f"s_{name}.pyi")
        paths[-1].write_text(stub_of(result.after.decode(), f"{name}.py"))
    command = [sys.executable, "-m", "mypy", "--config-file=", f"--cache-dir={tmp_path / 'cache'}", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
