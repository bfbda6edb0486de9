"""What the definition of a function says of it."""

from __future__ import annotations

import ast

from typilus.semantics import DefinedFunction, SemanticIndex

TEXT = """\
@functools.cache
@property
@registered("name")
async def f(a, b=1, /, *rest, c, d=None, **options):
    def inner():
        return 1
    for x in a:
        return
    return a
def plain(): ...
"""


def functions() -> dict[str, DefinedFunction]:
    return {function.node.name: function for function in SemanticIndex(ast.parse(TEXT)).functions}


def test_signature() -> None:
    f = functions()["f"]
    assert [(parameter.arg, default and ast.unparse(default)) for parameter, default in f.parameters] == [
        *(("a", None), ("b", "1"), ("rest", None), ("c", None), ("d", "None"), ("options", None)),
    ]
    assert f.starred == {"rest": "tuple", "options": "dict"}
    assert f.decorators == ("cache", "property", "")
    assert (f.is_async, functions()["plain"].is_async) == (True, False)
    assert f.owner is None


def test_returns_and_yields_are_its_own() -> None:
    f, inner, plain = (functions()[name] for name in ("f", "inner", "plain"))
    assert [node.lineno for node in f.returns] == [8, 9]
    assert [node.lineno for node in inner.returns] == [6]
    assert (plain.returns, plain.is_generator) == ((), False)
    [generator] = SemanticIndex(ast.parse("def g():\n    x = yield\n    lambda: (yield)")).functions
    assert generator.is_generator
    [no_generator] = SemanticIndex(ast.parse("def g():\n    lambda: (yield)")).functions
    assert not no_generator.is_generator


def test_what_decorators_and_signatures_say() -> None:
    text = """\
@typing.overload
def a(x: int) -> int: ...
@classmethod
def b(cls): ...
def __new__(cls, *rest: str): ...
def d(x) -> None:
    pass
"""
    a, b, new, d = SemanticIndex(ast.parse(text)).functions
    assert [function.is_overload for function in (a, b, new, d)] == [True, False, False, False]
    assert [function.is_class_method for function in (a, b, new, d)] == [False, True, True, False]
    assert [function.is_annotated for function in (a, b, new, d)] == [True, False, True, True]
    assert [function.lines for function in (a, d)] == [(2, 2), (6, 7)]
