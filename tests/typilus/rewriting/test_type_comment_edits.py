"""Type comments become annotations, if asked, all of one comment or none."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest

from graph_extraction import SymbolKind, extract, parse_source
from tests.typilus.rewriting.random_edits import random_edits
from typilus.rewriting import AnnotatedSource, AnnotationEdit, RewriteOptions, SourceAnnotator, annotate_source
from typilus.rewriting.type_comment_edits import without_type_comments

OPTIONS = RewriteOptions(python=(3, 10), type_comments=True)


def converted(source: str) -> AnnotatedSource:
    result = annotate_source(source, [], OPTIONS)
    assert not result.rolled_back
    again = annotate_source(result.after, [], OPTIONS)
    assert not again.changed
    return result


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x = []  # type: list[int]\n", "x: list[int] = []\n"),
        ("x = []  # type: list[int]  # why\r\n", "x: list[int] = []  # why\r\n"),
        ("x = (1,\n     2)  #type:tuple[int, ...]", "x: tuple[int, ...] = (1,\n     2)"),
        ("class A:\n def f(s):\n  s.x = 1 # type: int\n", "class A:\n def f(s):\n  s.x: int = 1\n"),
        ("def f(a, b=1):  # type: (int, str) -> None\n  pass\n", "def f(a: int, b: str = 1) -> None:\n  pass\n"),
        ("def f(a):\n  # type: (int) -> str\n  '''D.'''\n", "def f(a: int) -> str:\n  '''D.'''\n"),
        ("def f(a):\r\n  # type: (int) -> str  # noqa\r\n  pass", "def f(a: int) -> str:\r\n  # noqa\r\n  pass"),
        ("def f(*a, k, **b):  # type: (int, str, **bytes) -> int\n  return 1",
         "def f(*a: int, k: str, **b: bytes) -> int:\n  return 1"),
        ("class A:\n def f(self, a):\n  # type: (int) -> A\n  return self\n",
         'class A:\n def f(self, a: int) -> "A":\n  return self\n'),
        ("def f(a,  # type: int\n      b=1,  # type: str  # why\n      c=2):\n  # type: (...) -> None\n  pass\n",
         "def f(a: int,\n      b: str = 1,  # why\n      c=2) -> None:\n  pass\n"),
        ("from typing import List\ndef f():\n  # type: () -> List[int]\n  return []",
         "from typing import List\ndef f() -> List[int]:\n  return []"),
    ],
)  # fmt: skip
def test_comments_become_annotations(before: str, after: str) -> None:
    result = converted(before)
    assert result.after.decode() == after
    assert {each.edit.kind for each in result.applied}


@pytest.mark.parametrize(
    "source",
    [
        "x = 1  # type: ignore\n",
        "x = y = 1  # type: int\n",
        "for x in y:  # type: int\n  pass\n",
        "def f(a: int):  # type: (int) -> str\n  pass\n",
        "def f(a):  # type: (int, int, int) -> str\n  pass\n",
        "def f(a):  # type: (int -> str\n  pass\n",
        "def f(a):  # type: (Unknown) -> str\n  pass\n",
        "def f(a, b):  # type: (int, int | str | bytes | float | list | dict) -> str\n  pass\n",
        "global_ = 1\ndef f():\n  global global_\n  global_ = 2  # type: int\n",
    ],
)
def test_what_cannot_be_said_otherwise_stays(source: str) -> None:
    result = annotate_source(source, [AnnotationEdit(SymbolKind.PARAMETER, "f", "a", 1, 6, "int")], OPTIONS)
    assert not result.changed
    assert not result.rolled_back
    assert all(refused.reason for refused in result.skipped)


def test_nothing_happens_unless_asked() -> None:
    source = "x = []  # type: list[int]\nx = {}\ndef f(a):  # type: (int) -> None\n  pass\n"
    edits = [AnnotationEdit(SymbolKind.VARIABLE, "", "x", line, 0, "int") for line in (1, 2)]
    edits.append(AnnotationEdit(SymbolKind.PARAMETER, "f", "a", 3, 6, "int"))
    result = annotate_source(source, edits)
    assert not result.changed
    assert [each.reason for each in result.skipped] == [
        "has a type comment",
        "annotated on line 1",
        "has a type comment",
    ]


def test_lines_move_up_and_scopes_are_the_symbols_own() -> None:
    source = b"class A:\n def f(self, a):\n  # type: (int) -> None\n  self.x = a  # type: int\n  def g(b): pass\n"
    annotator = SourceAnnotator(parse_source(source), OPTIONS)
    draft = annotator.draft([AnnotationEdit(SymbolKind.PARAMETER, "A.f.<locals>.g", "b", 5, 8, "str")])
    assert draft.text == "class A:\n def f(self, a: int) -> None:\n  self.x: int = a\n  def g(b: str): pass\n"
    assert [draft.line_of(line) for line in (2, 4, 5)] == [2, 3, 4]
    assert draft.lines == (2, 2, 3, 4)
    symbols = {(each.kind, each.scope, each.name) for each in extract(parse_source(source)).symbols}
    assert {(each.edit.kind, each.edit.scope, each.edit.name) for each in draft.applied} <= symbols


@pytest.mark.parametrize("name", ["lib2to3/refactor.py", "distutils/cmd.py", "typing.py"])
def test_other_files_are_annotated_as_without(name: str) -> None:
    path = Path(sysconfig.get_path("stdlib"), name)
    if not path.is_file():
        pytest.skip(f"no {name} in Python {sys.version_info[0]}.{sys.version_info[1]}")
    data = path.read_bytes()
    edits = random_edits(data, name, 1)
    assert (
        annotate_source(data, edits, OPTIONS).after
        == annotate_source(data, edits, RewriteOptions(python=(3, 10))).after
    )


def test_headers_without_their_comments() -> None:
    header = "def f(\r\n  a,\t# type: int\r\n  b,  # why\r\n  *c  #type: str  # b\r\n):"
    assert without_type_comments(header) == "def f(\r\n  a,\r\n  b,  # why\r\n  *c  # b\r\n):"
