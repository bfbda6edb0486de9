"""None for what hands nothing back, and silence wherever control flow does not decide."""

from __future__ import annotations

import ast
import textwrap

import pytest

from graph_extraction import SymbolKind
from tests.typilus.recommenders.places_of import context_of
from typilus.project.reading import read_text
from typilus.recommenders.control_flow_recommender import (
    EMPTY,
    ENDLESS,
    FAILING,
    LEFT_OPEN,
    SILENT,
    ControlFlowRecommender,
    none_probability,
)


def chance_of(code: str) -> float | None:
    """The claim about the function or method named `f`."""
    tree = ast.parse(textwrap.dedent(code))
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) and child.name == "f":
                return none_probability(child, node if isinstance(node, ast.ClassDef) else None)
    raise AssertionError("no f")


@pytest.mark.parametrize(
    "code",
    [
        "def f(): print(1)",
        "async def f(): await g()",
        "def f(x):\n    if x:\n        return\n    g()",
        "def f(x):\n    if x:\n        raise ValueError\n    g()",
        "def f():\n    def inner():\n        return 1\n    inner()",
        "def f():\n    g(lambda: (yield))",
        "def f():\n    class A:\n        def g(self):\n            return 1",
        "def f():\n    while True:\n        if g():\n            break",
        "def f():\n    while g():\n        pass",
        "def f():\n    try:\n        raise E\n    except E:\n        pass",
        "def f():\n    while True:\n        if g():\n            return",
        "def f():\n    for x in y:\n        continue",
        "class A:\n    @x.setter\n    def f(self, value): self._x = value",
        "def f():\n    with suppress(E):\n        raise E",
        "def f():\n    while True:\n        for x in y:\n            pass\n        else:\n            break",
    ],
)
def test_a_function_that_hands_nothing_back_returns_none(code: str) -> None:
    assert chance_of(code) == SILENT


def test_an_empty_function_returns_none_a_little_less_surely() -> None:
    assert chance_of('def f():\n    """Hook."""\n    pass') == EMPTY < SILENT


@pytest.mark.parametrize(
    "code",
    [
        "def f(): return 1",
        "def f(x):\n    if x:\n        return x",
        "def f(): return None",
        "def f(): yield",
        "def f():\n    yield from g()",
        "def f():\n    x = yield",
        "def f(): ...",
        'def f():\n    """Only words."""',
        "def f(): raise NotImplementedError",
        "def f(x):\n    if x:\n        raise A\n    else:\n        raise B",
        "def f():\n    try:\n        g()\n    finally:\n        raise E",
        "class A:\n    @abstractmethod\n    def f(self): pass",
        "class A:\n    @abc.abstractproperty\n    def f(self): pass",
        "class A:\n    @property\n    def f(self): g()",
        "class A(Protocol):\n    def f(self): g()",
        "class A(typing.Protocol[T]):\n    def f(self): g()",
        "@typing.overload\ndef f(x): pass",
    ],
)
def test_it_is_silent_where_control_flow_does_not_decide(code: str) -> None:
    assert chance_of(code) is None


def test_a_deep_expression_is_no_obstacle() -> None:
    assert chance_of("def f():\n    x = " + "+".join(["1"] * 2_000)) == SILENT


def test_the_recommender_speaks_of_returns_only() -> None:
    file = read_text("class A:\n    def f(self, f):\n        f()\n    def g(self):\n        return 1\nf = 1\n")
    answers = ControlFlowRecommender().recommend(context_of(file))
    found = [(s.kind, s.scope, s.name) for s, a in zip(file.graph.symbols, answers, strict=True) if a]
    assert found == [(SymbolKind.RETURN, "A", "f")]
    (only,) = next(answer for answer in answers if answer)
    assert (only.type, only.source, only.certain) == ("None", "control-flow", True)


def test_an_empty_method_may_be_there_to_be_overridden() -> None:
    assert chance_of("class A:\n    def f(self): pass") == LEFT_OPEN < EMPTY
    assert chance_of("class A:\n    def f(self):\n        '''Hook.'''\n        return") == LEFT_OPEN
    assert chance_of("class _A:\n    def f(self): pass") == EMPTY
    assert chance_of("class A:\n    def f(self): print()") == SILENT
    tree = ast.parse("class A:\n    def __init__(self): pass").body[0]
    assert isinstance(tree, ast.ClassDef)
    assert isinstance(tree.body[0], ast.FunctionDef)
    assert none_probability(tree.body[0], tree) == EMPTY


def test_a_loop_without_an_end() -> None:
    assert chance_of("def f():\n    while True:\n        g()") == ENDLESS
    assert chance_of("async def f():\n    x = 1\n    while 1:\n        for x in y:\n            break") == ENDLESS
    assert chance_of("def f():\n    while True:\n        if g(): return 1") is None
    assert chance_of("def f():\n    while True:\n        yield 1") is None


def recommended(code: str) -> list[tuple[str, float]]:
    """What is said of the return of the function or method named `f`."""
    file = read_text(textwrap.dedent(code))
    answers = ControlFlowRecommender().recommend(context_of(file))
    symbols = zip(file.graph.symbols, answers, strict=True)
    (answer,) = (answer for symbol, answer in symbols if symbol.name == "f" and symbol.kind is SymbolKind.RETURN)
    return [(each.type, each.probability) for each in answer]


@pytest.mark.parametrize(
    "code",
    [
        "def f(text):\n    raise ValueError(text)",
        "def f(text):\n    print(text)\n    sys.exit(1)",
        "def f(text):\n    _sys.exit(text)",
        "async def f():\n    if g():\n        raise A\n    else:\n        os.abort()",
    ],
)
def test_a_function_that_always_fails_never_returns(code: str) -> None:
    assert recommended(code) == [("typing.NoReturn", FAILING)]


def test_an_override_may_end_where_the_method_always_fails() -> None:
    code = "class A:\n    def f(self, text):\n        print(text)\n        sys.exit(2)"
    assert recommended(code) == [("None", FAILING)]
    assert recommended("class A:\n    def f(self):\n        raise Unwanted") == [], "as what it overrides"


@pytest.mark.parametrize("error", ["NotImplementedError", "ImportError('pandas')", "AttributeError(name)"])
def test_a_function_that_stands_in_for_another_says_nothing(error: str) -> None:
    assert recommended(f"def f(name):\n    raise {error}") == []
