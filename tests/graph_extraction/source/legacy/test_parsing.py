from __future__ import annotations

import pytest

from graph_extraction.source.legacy import looks_like_python2, parse_legacy

EXAMPLES = ["print 'x'", "print", "print >>f", "exec code", "except A, b:", "raise A, b", "`a`", "a <> b", "0777"]
EXAMPLES += ["x = 10L", "ur'a'", "def f(a, (b, c)):", "lambda (a, b): a"]


@pytest.mark.parametrize("line", EXAMPLES)
def test_marks_of_python2(line: str) -> None:
    assert looks_like_python2(line)


@pytest.mark.parametrize(
    "line", ["print(x)", "self.print x", "x = (", "raise A(b, c)", "0x77", "except (A, b):", "0.07"]
)
def test_no_marks_of_python2(line: str) -> None:
    assert not looks_like_python2(line)


@pytest.mark.parametrize(("text", "grammar"), [("async = 1", "3.6"), ("print 1", "2.7"), ("x = 1", "3.6"), ("", "3.6")])
def test_newest_grammar_first(text: str, grammar: str) -> None:
    pytest.importorskip("typed_ast")
    assert parse_legacy(text)[1] == grammar


@pytest.mark.parametrize("text", ["print 1 +", "print (", "x = = 1", "def f(a, a, (b):"])
def test_no_grammar(text: str) -> None:
    pytest.importorskip("typed_ast")
    with pytest.raises(SyntaxError):
        parse_legacy(text)


@pytest.mark.parametrize(
    "expression",
    ["+".join("1" * 100_000), "-" * 100_000 + "1", "(" * 400 + ")" * 400, "a" + ".b" * 100_000, "[" * 50_000],
)
def test_what_would_overflow_the_stack_is_refused(expression: str) -> None:
    pytest.importorskip("typed_ast")
    with pytest.raises(RecursionError):
        parse_legacy("print 1\n" + expression)
