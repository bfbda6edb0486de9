"""Whole legacy sources: golden files, real files, and the standard parser as the oracle for positions."""

from __future__ import annotations

import ast
import sysconfig
from collections import Counter
from pathlib import Path

import pytest

from graph_extraction import parse_source, read_source
from graph_extraction.source.legacy.old_lexemes import Lexemes
from graph_extraction.source.legacy.statement_converter import StatementConverter
from tests.graph_extraction.source.legacy.spans import faults, is_placed, segment, span

ast3 = pytest.importorskip("typed_ast.ast3")
ast27 = pytest.importorskip("typed_ast.ast27")

CASES = sorted((Path(__file__).parents[3] / "cases" / "python27").glob("*.py[23]*"))
STDLIB = Path(sysconfig.get_paths()["stdlib"])
GRAMMARS = {".py27": "2.7", ".py36": "3.6"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_golden(path: Path) -> None:
    source = read_source(path)
    assert source.grammar == GRAMMARS[path.suffix]
    expected = ast.dump(ast.parse(path.with_suffix(".expected").read_text(encoding="utf-8"), type_comments=True))
    # `async` and `await` are no names any more.
    assert ast.dump(source.tree) == expected.replace("'async_'", "'async'").replace("'await_'", "'await'")
    assert faults(source.tree, source.text) == []


def _nodes(tree: ast.Module) -> Counter[tuple[object, ...]]:
    """Every node with its place, except that the standard parser counts type comments as part of assignments."""
    found: Counter[tuple[object, ...]] = Counter()
    for node in ast.walk(tree):
        name = next((value for _, value in ast.iter_fields(node) if isinstance(value, str)), None)
        place = span(node) if is_placed(node) else None
        found[type(node).__name__, place, name] += 1
    return found


ORACLES = ["argparse.py", "calendar.py", "configparser.py", "difflib.py", "email/message.py", "json/decoder.py"]
ORACLES += ["optparse.py", "pprint.py", "shutil.py", "zipfile.py", "tarfile.py", "textwrap.py", "unittest/loader.py"]


@pytest.mark.parametrize("name", ORACLES)
def test_positions_are_those_of_the_standard_parser(name: str) -> None:
    source = read_source(STDLIB / name)
    try:
        typed = ast3.parse(source.text, feature_version=7)
    except SyntaxError:
        pytest.skip("newer than typed-ast")
    tree = StatementConverter(Lexemes(source.text)).convert(typed)
    assert _nodes(tree) == _nodes(source.tree)


@pytest.mark.parametrize("name", ["cmd.py", "csv.py", "email/header.py", "queue.py", "shlex.py", "_markupbase.py"])
def test_python2_reads_what_both_understand_alike(name: str) -> None:
    source = read_source(STDLIB / name)
    try:
        typed = ast27.parse(source.text)
    except SyntaxError:
        pytest.skip("not Python 2 any more")
    tree = StatementConverter(Lexemes(source.text)).convert(typed)
    assert _nodes(tree) == _nodes(source.tree)


@pytest.mark.parametrize("path", sorted((STDLIB / "lib2to3" / "tests" / "data").rglob("*.py")), ids=lambda p: p.name)
def test_real_python2(path: Path) -> None:
    source = read_source(path)
    assert faults(source.tree, source.text) == []


def _body(code: str) -> list[ast.stmt]:
    source = parse_source(code + "\nprint 2")
    assert source.grammar == "2.7"
    assert faults(source.tree, source.text) == []
    return source.tree.body


def test_try_except_finally_is_one_statement() -> None:
    (whole, _) = _body("try: a\nexcept B: c\nelse: d\nfinally: e")
    assert isinstance(whole, ast.Try)
    assert (len(whole.handlers), len(whole.orelse), len(whole.finalbody)) == (1, 1, 1)


def test_try_finally_around_a_try_is_two() -> None:
    (outer, _) = _body("try:\n try: a\n except B: c\nfinally: e")
    assert isinstance(outer, ast.Try)
    assert not outer.handlers
    assert isinstance(outer.body[0], ast.Try)


def test_print_to_a_file() -> None:
    (statement, _) = _body("print >>f, 'a', b,")
    assert isinstance(statement, ast.Expr)
    call = statement.value
    assert isinstance(call, ast.Call)
    assert span(call) == ((1, 0), (1, 18))
    assert call.keywords[0].arg == "file"
    assert segment("print >>f, 'a', b,", call.keywords[0]) == ">>f"


def test_several_items_of_with() -> None:
    (statement, _) = _body('with """a\nb""" as (c), d as e:\n with f, g: pass')
    assert isinstance(statement, ast.With)
    assert len(statement.items) == 2
    inner = statement.body[0]
    assert isinstance(inner, ast.With)
    assert len(inner.items) == 2


def test_type_comments_survive() -> None:
    code = "def f(a,  # type: int\n  *b,  # type: str\n  **c  # type: bool\n  ):\n  # type: (...) -> float\n"
    code += "  for x in a:  # type: int\n    with x as y:  # type: str\n      z = y  # type: bool"
    (function, _) = _body(code)
    assert isinstance(function, ast.FunctionDef)
    assert function.type_comment == "(...) -> float"
    arguments = function.args
    assert arguments.vararg is not None
    assert arguments.kwarg is not None
    found = [node.type_comment for node in (*arguments.args, arguments.vararg, arguments.kwarg)]
    assert found == ["int", "str", "bool"]
    comments = {getattr(node, "type_comment", None) for node in ast.walk(function.body[0])}
    assert comments == {"int", "str", "bool", None}
