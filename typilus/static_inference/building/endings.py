"""Decide whether control continues after a statement: context managers that swallow errors, calls that never return."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction import FunctionNode, applied_name
from typilus.semantics import ENDING_THE_PROGRAM, own_nodes
from typilus.static_inference.definitions.class_hierarchy import Classes, Found
from typilus.static_inference.definitions.dotted_definitions import definition_named, method_named
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.scope_names import dotted

__all__ = ["ends_in_error", "may_swallow", "never_returns"]

MAX_DEPTH = 3
_BOTTOM = frozenset({"NoReturn", "Never"})
# Known by name where their text is not at hand: their objects come from elsewhere, or their package has no stubs.
_SWALLOWING = frozenset({"suppress", "raises", "assertRaises", "assertRaisesRegex"})
_NEVER_RETURNING = frozenset(
    {
        *ENDING_THE_PROGRAM,
        *("assert_never", "parser.error", "parser.exit"),
        *("self.fail", "self.skipTest", "pytest.fail", "pytest.skip", "pytest.exit", "ctx.fail", "ctx.exit"),
        *("ctx.abort", "flask.abort", "bottle.abort"),
    }
)
# `abort` is only known where it comes from one of these.
_ABORTING = frozenset({"flask.abort", "werkzeug.exceptions.abort", "bottle.abort", "quart.abort"})


def may_swallow(classes: Classes, module: ModuleText, manager: ast.expr) -> bool:
    """Return whether the body of a `with` may end early while the code after it still runs.

    By the convention of type checkers an `__exit__` that is annotated `-> bool` does that; one without an annotation is
    read.

    Args:
        classes: Classes of the project and of stubs.
        module: Module of the statement.
        manager: Expression of the context manager.
    """
    if not isinstance(manager, ast.Call):
        return False
    name = dotted(manager.func)
    target: Found | None = definition_named(classes, module, name)
    for _ in range(MAX_DEPTH):
        if isinstance(target, ClassDefinition):
            return _exit_swallows(classes, target)
        if not isinstance(target, FunctionDefinition) or not isinstance(target.node, FunctionNode):
            break
        if target.has("contextmanager", "asynccontextmanager"):
            return _catches_around_yield(target.node)
        if target.node.returns is None:
            return False
        target = definition_named(classes, target.module, dotted(target.node.returns))
    return target is None and name.rpartition(".")[2] in _SWALLOWING


def never_returns(classes: Classes, module: ModuleText, call: ast.Call, owner: ClassDefinition | None = None) -> bool:
    """Return whether a call always raises an error or ends the program.

    Args:
        classes: Classes of the project and of stubs.
        module: Module of the call.
        call: Call that is a statement of its own.
        owner: Class whose method it is in.
    """
    name = dotted(call.func) if isinstance(call.func, ast.Name | ast.Attribute) else ""
    if not name:
        return False
    receiver, _, last = name.rpartition(".")
    is_own = owner is not None and receiver in ("self", "cls")
    target = (
        method_named(classes, owner, last) if is_own and owner is not None else definition_named(classes, module, name)
    )
    if isinstance(target, FunctionDefinition):
        return _raises(target)
    if target is not None:
        return False
    imported = module.names.imports.get(name, "")
    return ".".join(name.split(".")[-2:]) in _NEVER_RETURNING or imported in _ABORTING


def ends_in_error(body: Sequence[ast.stmt]) -> bool:
    """Return whether a block's last statement raises an error."""
    last = body[-1] if body else None
    if isinstance(last, ast.If):
        return ends_in_error(last.body) and ends_in_error(last.orelse)
    return isinstance(last, ast.Raise)


def _exit_swallows(classes: Classes, owner: ClassDefinition) -> bool:
    function = method_named(classes, owner, "__exit__") or method_named(classes, owner, "__aexit__")
    if function is None or not isinstance(function.node, FunctionNode):
        return False
    if function.node.returns is not None:
        return dotted(function.node.returns) == "bool"
    returned = (node.value for node in own_nodes(function.node) if isinstance(node, ast.Return))
    return any(value is not None and not _is_false(value) for value in returned)


def _is_false(value: ast.expr) -> bool:
    """A false constant, or what another manager's `__exit__` says, which is seldom true."""
    if isinstance(value, ast.Await):
        value = value.value
    if isinstance(value, ast.Call):
        return applied_name(value.func) in ("__exit__", "__aexit__")
    return isinstance(value, ast.Constant) and not value.value


def _catches_around_yield(function: FunctionNode) -> bool:
    """Return whether a generator-based manager handles errors of the `with` and continues."""
    return any(
        isinstance(node, ast.Try)
        and any(isinstance(inner, ast.Yield) for part in node.body for inner in ast.walk(part))
        and any(not ends_in_error(handler.body) for handler in node.handlers)
        for node in own_nodes(function)
    )


def _raises(function: FunctionDefinition) -> bool:
    """Return whether a function is declared never to return, or ends by raising in any case."""
    node = function.node
    if isinstance(node, ast.Lambda):
        return False
    if node.returns is not None:
        return applied_name(node.returns) in _BOTTOM
    if function.is_abstract or function.is_generator or isinstance(node, ast.AsyncFunctionDef):
        return False
    return ends_in_error(node.body) and not any(isinstance(inner, ast.Return) for inner in own_nodes(node))
