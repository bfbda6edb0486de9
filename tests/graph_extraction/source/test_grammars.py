from __future__ import annotations

import ast
import gc
import sys
import threading
import warnings

import pytest

from graph_extraction import SourceError, parse_source
from graph_extraction.source import grammars
from graph_extraction.source.legacy import typed_ast_installed

needs_typed_ast = pytest.mark.skipif(not typed_ast_installed(), reason="typed-ast is not installed")


def _error(source: str | bytes, path: str = "a.py") -> SourceError:
    with pytest.raises(SourceError) as caught:
        parse_source(source, path)
    return caught.value


def _type_comments(code: str) -> list[str | None]:
    tree = parse_source(code).tree
    return [node.type_comment for node in ast.walk(tree) if isinstance(node, ast.Assign | ast.FunctionDef)]


@pytest.mark.parametrize(
    ("code", "line", "column", "shown"),
    [
        ("x = 1\ny = = 2\n", 2, 4, "y = = 2"),
        ("äöü = = 1", 1, 6, "äöü = = 1"),
        ("if x:\npass", 2, 0, "pass"),
        ("x = '\n", 1, 4, "x = '"),
        ("x = (1,\n", 1, 4, "x = (1,"),
        ("if x:\n  y\n z\n", 3, None, " z"),
        ("x\n\x0c = = 1", 2, None, "\x0c = = 1"),
        ("a" * 5000 + " b", 1, 5001, None),
        ("€ = 1", 1, 0, "€ = 1"),
    ],
)
def test_syntax_errors_show_line_and_caret(code: str, line: int, column: int | None, shown: str | None) -> None:
    error = _error(code)
    assert (error.path, error.line) == ("a.py", line)
    assert column in (None, error.column)
    assert shown in (None, error.text)
    assert error.reason
    assert str(error).startswith(f"a.py:{line}:")


def test_warnings_of_the_parser_neither_show_nor_stop() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        before = list(warnings.filters)
        assert len(parse_source("x = '\\d'\ny = 1if x else 2\nx is 1\n").tree.body) == 3
        assert list(warnings.filters) == before


def test_type_comments() -> None:
    assert _type_comments("x = []  # type: list[int]\n") == ["list[int]"]
    assert _type_comments("def f(a):\n  # type: (int) -> str\n  pass\n") == ["(int) -> str"]


def test_misplaced_type_comments_cost_only_themselves() -> None:
    code = "x = [\n  1,  # type: int\n]\n# type: prose\ny = 1  # type: int\n"
    code += "f()  # type: str # type: z\nz = 2  # type: str\n"
    assert _type_comments(code) == [None, "int", "str"]
    assert parse_source(code).text == code


def test_very_many_misplaced_type_comments_cost_all() -> None:
    assert _type_comments("f()  # type: int\n" * 200 + "x = 1  # type: int") == [None]


@pytest.mark.parametrize("expression", ["+".join("1" * 2500), "a" + ".b" * 2500, "f" + "()" * 2500, "-" * 2500 + "1"])
def test_deep_expressions(expression: str) -> None:
    assert len(parse_source(expression).tree.body) == 1


def test_as_deep_as_the_interpreter_compiles() -> None:
    def compiles(terms: int) -> bool:
        try:
            compile("+".join("1" * terms), "a.py", "exec")
        except (RecursionError, MemoryError):
            return False
        return True

    low, high = 1000, 100_000
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if compiles(middle) else (low, middle)
    # From Python 3.12 on nothing can raise the parser's own limit, which is two levels short of the compiler's.
    parse_source("+".join("1" * (low if sys.version_info < (3, 12) else low - 4)))


@pytest.mark.parametrize(
    "code",
    ["-" * 50_000 + "1", "lambda:" * 50_000 + "1", "(" * 5000 + ")" * 5000, "if x: y\n" + "elif x: y\n" * 90_000],
)
def test_too_deep_is_an_error(code: str) -> None:
    limit = sys.getrecursionlimit()
    error = _error(code)
    assert "nest" in error.reason
    assert sys.getrecursionlimit() == limit


def test_long_files_are_no_deep_files() -> None:
    text = "".join(f"def f{i}(a):\n    return a + {i}\n" for i in range(10_000))
    assert len(parse_source(text).tree.body) == 10_000
    gc.collect()


def test_many_threads() -> None:
    found: list[int] = []
    filters = list(warnings.filters)

    def work() -> None:
        for _ in range(20):
            found.append(len(parse_source("x = '\\d'\ny = 1\n").tree.body))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [2] * 160
    assert list(warnings.filters) == filters


@needs_typed_ast
@pytest.mark.parametrize(("code", "grammar"), [("print 'x'", "2.7"), ("async = 1", "3.6"), ("exec x in y", "2.7")])
def test_older_grammars(code: str, grammar: str) -> None:
    source = parse_source(code)
    assert source.grammar == grammar
    (statement,) = source.tree.body
    assert (statement.lineno, statement.end_col_offset) == (1, len(code))


@needs_typed_ast
def test_the_error_is_that_of_the_likelier_grammar() -> None:
    old = _error("import a\nprint 'x'\nexcept = 1\n")
    assert (old.line, old.text) == (3, "except = 1")
    assert "Python 2.7" in old.reason
    new = _error("x = 1\nmatch = = 2\nprint 1 1\n")
    assert (new.line, new.text) == (2, "match = = 2")


@needs_typed_ast
def test_python2_too_deep_for_typed_ast() -> None:
    error = _error("print 'x'\ny = " + "+".join("1" * 100_000))
    assert "Python 2" in error.reason
    assert "nests deeper" in error.reason


@pytest.mark.parametrize(("code", "era"), [("print 'x'\n", "Python 2"), ("async = 1\n", "Python before 3.7")])
def test_without_typed_ast(code: str, era: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grammars, "typed_ast_installed", lambda: False)
    error = _error(code)
    assert f"looks like {era}, which needs typed-ast: pip install 'typilus[legacy]'" in error.reason
    assert error.line == 1
    assert "typed-ast" not in _error("x = = 1").reason


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads it")
@pytest.mark.parametrize("code", ["type X = int\n", "def f[T](a: T): ...\n", "class A[T]: ...\n"])
def test_newer_grammars_are_named(code: str) -> None:
    assert "looks like Python 3.12" in _error(code).reason
    assert "looks like" not in _error("x = = 1\n").reason


def test_of_a_long_line_the_part_around_the_fault_is_shown() -> None:
    error = _error("x = " + "a + " * 2_000 + "= 1" + " + b" * 2_000)
    shown, caret = str(error).splitlines()[-2:]
    assert len(shown) < 200
    assert shown[caret.index("^")] == "="
