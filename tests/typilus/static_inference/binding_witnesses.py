"""The values that marked occurrences have when their program runs, held against what is written there."""

from __future__ import annotations

import ast
import contextlib
import copy
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from graph_extraction import parse_source
from tests.typilus.static_inference.binding_suite import Binding
from tests.typilus.static_inference.witnesses import admits
from typilus.annotation_types import parse_type
from typilus.static_inference import Occurrence, occurrence_at

__all__ = ["BindingWitnesses", "watch_bindings"]

_SEEN = "__seen__"
_WITH_BODY = (
    *(ast.For, ast.AsyncFor, ast.With, ast.AsyncWith, ast.ExceptHandler),
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.match_case),
)


class BindingWitnesses:
    """What is noted while a program runs.

    Args:
        module: the module that the program becomes.
        bindings: the marked occurrences.
    """

    def __init__(self, module: ModuleType, bindings: Sequence[Binding]) -> None:
        self._module = module
        self._bindings = bindings
        self.seen: set[int] = set()
        self.contradictions: list[str] = []

    def note(self, index: int, value: Any) -> Any:
        """Hold a value against what is right for an occurrence, and hand it on."""
        self.seen.add(index)
        binding = self._bindings[index]
        if not any(admits(parse_type(type_), value, self._module) for type_ in binding.types):
            self.contradictions.append(
                f"line {binding.line}: {binding.name} is {value!r:.60}, which is no {' or '.join(binding.types)}"
            )
        return value


def watch_bindings(path: Path, bindings: Sequence[Binding]) -> BindingWitnesses:
    """Run a program from its folder, with its output swallowed.

    Raises:
        ValueError: nothing is at a marked position.
        Exception: the program does.
    """
    document = parse_source(path.read_text("utf-8"), str(path))
    observer = _Observer()
    for index, binding in enumerate(bindings):
        occurrence = occurrence_at(document, binding.line, binding.column)
        if occurrence is None:
            raise ValueError(f"{path}:{binding.line}: {binding.name} is no occurrence")
        observer.mark(index, occurrence)
    tree = ast.fix_missing_locations(observer.visit(document.tree))
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    witnesses = BindingWitnesses(module, bindings)
    setattr(module, _SEEN, witnesses.note)
    before, displaced = set(sys.modules), sys.modules.get(path.stem)
    sys.modules[path.stem] = module
    sys.path.insert(0, str(path.parent))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(tree, str(path), "exec"), vars(module))
    finally:
        sys.path.remove(str(path.parent))
        for name in set(sys.modules) - before:
            if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(path.parent)):
                del sys.modules[name]
        if displaced is not None:
            sys.modules[path.stem] = displaced
    return witnesses


class _Observer(ast.NodeTransformer):
    """Adds what notes the values of marked occurrences."""

    def __init__(self) -> None:
        self._wrapped: dict[ast.AST, list[int]] = {}
        self._after: dict[ast.AST, list[ast.expr]] = {}
        self._first: dict[ast.AST, list[ast.expr]] = {}

    def mark(self, index: int, occurrence: Occurrence) -> None:
        """Have the values of an occurrence noted."""
        node, parents = occurrence.node, occurrence.parents
        if isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store):
            self._wrapped.setdefault(node, []).append(index)
            return
        anchor = next(one for one in parents if not isinstance(one, ast.Tuple | ast.List | ast.Starred | ast.arguments))
        noted = _noted(index, _reading(node))
        if isinstance(anchor, ast.withitem):
            anchor = next(one for one in parents if isinstance(one, ast.With | ast.AsyncWith))
        if isinstance(node, ast.ExceptHandler):
            anchor = node
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            self._after.setdefault(node, []).append(noted)
        elif isinstance(anchor, ast.NamedExpr):
            self._wrapped.setdefault(anchor, []).append(index)
        elif isinstance(anchor, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Import | ast.ImportFrom):
            self._after.setdefault(anchor, []).append(noted)
        else:
            self._first.setdefault(anchor, []).append(noted)

    def visit(self, node: ast.AST) -> Any:
        """Return the node with what notes its values."""
        wrapped, after, first = self._wrapped.get(node, ()), self._after.get(node, ()), self._first.get(node, ())
        self.generic_visit(node)
        statements: list[ast.stmt] = [ast.Expr(value) for value in first]
        if isinstance(node, ast.comprehension):
            node.ifs[:0] = [ast.BoolOp(ast.Or(), [value, ast.Constant(True)]) for value in first]
        elif isinstance(node, ast.Lambda) and first:
            node.body = ast.Subscript(ast.Tuple([*first, node.body], ast.Load()), ast.Constant(-1), ast.Load())
        elif statements:
            assert isinstance(node, _WITH_BODY)
            node.body[:0] = statements
        result: Any = node
        for index in wrapped:
            result = _noted(index, result)
        return [node, *(ast.Expr(value) for value in after)] if after else result


def _reading(node: ast.AST) -> ast.expr:
    """An expression that reads what is bound."""
    if isinstance(node, ast.Attribute):
        return ast.Attribute(copy.deepcopy(node.value), node.attr, ast.Load())
    if isinstance(node, ast.arg):
        return ast.Name(node.arg, ast.Load())
    if isinstance(node, ast.alias):
        return ast.Name(node.asname or node.name.partition(".")[0], ast.Load())
    name = node.id if isinstance(node, ast.Name) else getattr(node, "name", None)
    assert isinstance(name, str)
    return ast.Name(name, ast.Load())


def _noted(index: int, value: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(_SEEN, ast.Load()), [ast.Constant(index), value], [])
