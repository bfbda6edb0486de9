"""Scoping, with `symtable` as the oracle."""

from __future__ import annotations

import ast
import re
import symtable
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import libcst as cst
import pytest

from graph_extraction import SourceError, parse_source
from graph_extraction.builder import GraphBuilder
from graph_extraction.syntax.recording import sweep
from graph_extraction.syntax.scopes import WALRUS, Scope, ScopeKind
from tests.graph_extraction.stripping import sample_of_files, strip_annotations

# A block: the names of the blocks around it and its own, and what each name in it means.
_Block = tuple[tuple[str, ...], frozenset[tuple[str, str]]]
_IMPLICIT = frozenset({"__class__", "__classdict__"})
_LEFT_OUT = re.compile(r"\.|_(?=\w*__|_)\w*(?<!__)\Z")  # implicit parameters and mangled names


class _Generators(ast.NodeTransformer):
    """Comprehensions as generator expressions, which have the same scopes but are blocks of their own for `symtable`
    since Python 3.12, too."""

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp) -> ast.AST:
        return self.generic_visit(ast.GeneratorExp(node.elt, node.generators))

    visit_SetComp = visit_ListComp  # noqa: N815

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        return self.generic_visit(ast.GeneratorExp(ast.Tuple([node.key, node.value], ast.Load()), node.generators))


def _oracle(text: str) -> Iterator[_Block]:
    pending: list[tuple[tuple[str, ...], symtable.SymbolTable]] = [((), symtable.symtable(text, "<oracle>", "exec"))]
    while pending:
        path, table = pending.pop()
        meanings = set()
        for symbol in table.get_symbols():
            is_passed_on = symbol.is_free() and not (symbol.is_referenced() or symbol.is_assigned())
            if not is_passed_on:
                meaning = "free" if symbol.is_free() else "local" if symbol.is_local() else "global"
                meanings.add((symbol.get_name(), meaning if path else "local"))
        yield path, frozenset(meanings)
        pending += [((*path, child.get_name()), child) for child in table.get_children()]


def _ours(builder: GraphBuilder) -> Iterator[_Block]:
    names: dict[Scope, set[str]] = {}
    for scope, name, *_ in builder.mentions:
        if isinstance(name, str):
            names.setdefault(scope, set()).add(name)
    for scope, mentioned in names.items():
        yield _path(scope), frozenset((name, _meaning(scope, name)) for name in mentioned)


def _path(scope: Scope) -> tuple[str, ...]:
    names: list[str] = []
    while scope.parent is not None:
        names.insert(0, scope.qualname.rpartition(".")[2].strip("<>"))
        scope = scope.parent
    return tuple(names)


def _meaning(scope: Scope, name: str) -> str:
    owner = scope.owner(name)
    return "local" if owner is scope else "global" if owner.kind is ScopeKind.MODULE else "free"


def _compare(text: str) -> None:
    if sys.version_info >= (3, 12):
        text = ast.unparse(ast.fix_missing_locations(_Generators().visit(ast.parse(text))))
    builder = GraphBuilder(parse_source(text))
    sweep(builder)
    # For `symtable` a comprehension mentions the targets of its assignment expressions; for a graph its function does.
    walruses = {name for _, name, _, _, binding in builder.mentions if binding is WALRUS}
    # For `symtable` a module mentions what its functions declare global.
    globals_ = {name for scope, *_ in builder.mentions for name, is_global in scope.foreign.items() if is_global}

    def compared(blocks: Iterator[_Block]) -> Counter[_Block]:
        kept: Counter[_Block] = Counter()
        for path, meanings in blocks:
            left_out = _IMPLICIT | walruses | (set() if path else globals_)
            meanings = frozenset(pair for pair in meanings if not (pair[0] in left_out or _LEFT_OUT.match(pair[0])))
            if meanings:
                kept[path, meanings] += 1
        return kept

    assert compared(_ours(builder)) == compared(_oracle(text))


CASES = {
    "comprehension": "x = 1\ndef f(y):\n    return [x for x in y if x], {a: b for a in y for b in a}, x\n",
    "first iterable outside": "class A:\n    y = [1]\n    z = [y for x in y for w in y]\n",
    "global and nonlocal": "def f():\n    global g\n    a = g = 1\n    def h():\n        nonlocal a\n        a = g\n",
    "class hides": "class A:\n    x = 1\n    def f(self):\n        return x\n    y = lambda: x\n",
    "class in function": "def f(x):\n    class A:\n        y = x\n        def g(self):\n            return x, y\n",
    "lambda": "def f(x):\n    return lambda x, y=x, *z, **w: x + y + u\n",
    "walrus": "def f(y):\n    return [a for b in y if (a := b)], a\n",
    "match": "def f(s):\n match s:\n  case [a, *b] | {'k': a, **b}: return a\n  case P(c, d=e) as g: return h\n",
    "except": "def f():\n    try: pass\n    except E as e: print(e)\n    else: return lambda: e\n",
    "imports": "def f():\n    import a.b, c.d as e\n    from f import g, h as i\n    return a, b, e, g, i\n",
    "global passed down": "def f():\n    global x\n    def g():\n        return x\n",
    "global in class": "def f():\n x = 1\n class A:\n  global x\n  x = 2\n  def g(self): return x\n",
    "deletion binds": "x = 1\ndef f():\n    del x\n",
    "augmented": "x = 1\ndef f():\n    x += 1\n    for x.y in z: pass\n    with a as b, c as (d, e): pass\n",
    "decorators and defaults": "def f(a):\n    @a\n    def g(a=a, *, b: a = c) -> a: return a\n",
    "f-string": "def f(x):\n    return f'{x!r:{w}} {[y for y in x]} {(lambda z: z)(x)}'\n",
}


@pytest.mark.parametrize("text", CASES.values(), ids=list(CASES))
def test_case(text: str) -> None:
    _compare(strip_annotations(text))


@pytest.mark.parametrize("path", sample_of_files(5), ids=lambda path: path.name)
def test_real_file(path: Path) -> None:
    try:
        text = strip_annotations(path.read_text("utf-8"))
        symtable.symtable(text, path.name, "exec")
        parse_source(text)
    except (SyntaxError, ValueError, SourceError, cst.ParserSyntaxError):
        pytest.skip("not for this interpreter, or not for LibCST")
    _compare(text)


def test_bare_declaration_binds_nothing() -> None:
    builder = GraphBuilder(parse_source("x = 1\ndef f():\n    x: int\n    return x\n"))
    sweep(builder)
    scope = next(scope for scope, *_ in builder.mentions if scope.qualname == "f")
    assert scope.owner("x").kind is ScopeKind.MODULE
    assert scope.declarations == {"x": "int"}


def test_class_cell() -> None:
    builder = GraphBuilder(parse_source("class A:\n    def f(self):\n        return __class__\nprint(__class__)\n"))
    sweep(builder)
    inner, outer = (scope.owner("__class__") for scope, name, *_ in builder.mentions if name == "__class__")
    assert inner.qualname == "A"
    assert outer.kind is ScopeKind.MODULE


def test_qualnames() -> None:
    text = "def f():\n    global h\n    class A:\n        def g(x): return [x for y in x]\n    def h(z): pass\n"
    builder = GraphBuilder(parse_source(text))
    sweep(builder)
    found = {scope.qualname for scope, *_ in builder.mentions}
    assert found == {"", "f", "f.<locals>.A", "f.<locals>.A.g", "f.<locals>.A.g.<locals>.<listcomp>", "h"}
