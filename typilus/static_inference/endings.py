"""Whether control goes on behind a statement: context managers that swallow errors, calls that never return."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction import FunctionNode, applied_name
from typilus.semantics import own_nodes
from typilus.static_inference.classes import Classes, Found
from typilus.static_inference.definitions import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.scope_names import dotted, versions

__all__ = ["ends_in_error", "may_swallow", "never_returns"]

DEEPEST = 3
_BOTTOM = frozenset({"NoReturn", "Never"})
# Known by name where their text is not at hand: their objects come from elsewhere, or their package has no stubs.
_SWALLOWING = frozenset({"suppress", "raises", "assertRaises", "assertRaisesRegex"})
_NEVER_RETURNING = frozenset(
    {
        *("exit", "quit", "sys.exit", "os._exit", "os.abort", "assert_never", "parser.error", "parser.exit"),
        *("self.fail", "self.skipTest", "pytest.fail", "pytest.skip", "pytest.exit", "ctx.fail", "ctx.exit"),
        *("ctx.abort", "flask.abort", "bottle.abort"),
    }
)
# `abort` is only known where it comes from one of these.
_ABORTING = frozenset({"flask.abort", "werkzeug.exceptions.abort", "bottle.abort", "quart.abort"})


def may_swallow(classes: Classes, module: ModuleText, manager: ast.expr) -> bool:
    """Whether the body of a `with` may end early and what follows still run.

    By the convention of type checkers an `__exit__` that is annotated `-> bool` does that; one without an annotation
    is read.

    Args:
        classes: of the project and of stubs.
        module: where the statement is.
        manager: the context manager's expression.
    """
    if not isinstance(manager, ast.Call):
        return False
    name = dotted(manager.func)
    found: Found | None = _lookup(classes, module, name)
    for _ in range(DEEPEST):
        if isinstance(found, ClassDefinition):
            return _exit_swallows(classes, found)
        if not isinstance(found, FunctionDefinition) or not isinstance(found.node, FunctionNode):
            break
        if found.has("contextmanager", "asynccontextmanager"):
            return _catches_around_yield(found.node)
        if found.node.returns is None:
            return False
        found = _lookup(classes, found.module, dotted(found.node.returns))
    return found is None and name.rpartition(".")[2] in _SWALLOWING


def never_returns(classes: Classes, module: ModuleText, call: ast.Call, owner: ClassDefinition | None = None) -> bool:
    """Whether a call is one that raises an error or ends the program in any case.

    Args:
        classes: of the project and of stubs.
        module: where the call is.
        call: a statement of its own.
        owner: the class whose method it is in.
    """
    name = dotted(call.func) if isinstance(call.func, ast.Name | ast.Attribute) else ""
    if not name:
        return False
    receiver, _, last = name.rpartition(".")
    is_own = owner is not None and receiver in ("self", "cls")
    found = _method(classes, owner, last) if is_own and owner is not None else _lookup(classes, module, name)
    if isinstance(found, FunctionDefinition):
        return _raises(found)
    if found is not None:
        return False
    imported = module.names.imports.get(name, "")
    return ".".join(name.split(".")[-2:]) in _NEVER_RETURNING or imported in _ABORTING


def ends_in_error(body: Sequence[ast.stmt]) -> bool:
    """Whether a block's last statement raises an error."""
    last = body[-1] if body else None
    if isinstance(last, ast.If):
        return ends_in_error(last.body) and ends_in_error(last.orelse)
    return isinstance(last, ast.Raise)


def _lookup(classes: Classes, module: ModuleText, name: str) -> Found | None:
    """What a dotted name leads to: a definition or a module; a variable's name leads nowhere."""
    root, *rest = name.split(".")
    found = classes.lookup(module, root) or classes.builtin(root)
    for part in rest:
        if isinstance(found, ModuleText):
            found = classes.lookup(found, part) or classes.modules.find(f"{found.name}.{part}")
        elif isinstance(found, ClassDefinition):
            found = _method(classes, found, part)
        else:
            return None
    return None if isinstance(found, tuple) else found


def _method(classes: Classes, owner: ClassDefinition, name: str) -> FunctionDefinition | None:
    member = classes.member(classes.public(owner), name)
    functions = [] if member is None else versions(member.statements)
    if member is None or not functions:
        return None
    definition = member.owner.definition
    return definition.module.function_of(functions[-1], definition.scope, definition)


def _exit_swallows(classes: Classes, owner: ClassDefinition) -> bool:
    function = _method(classes, owner, "__exit__") or _method(classes, owner, "__aexit__")
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
    """Whether a generator-based manager handles errors of the `with` and goes on."""
    return any(
        isinstance(node, ast.Try)
        and any(isinstance(inner, ast.Yield) for part in node.body for inner in ast.walk(part))
        and any(not ends_in_error(handler.body) for handler in node.handlers)
        for node in own_nodes(function)
    )


def _raises(function: FunctionDefinition) -> bool:
    """Whether a function is declared never to return, or does nothing but raise in the end."""
    node = function.node
    if isinstance(node, ast.Lambda):
        return False
    if node.returns is not None:
        return applied_name(node.returns) in _BOTTOM
    if function.is_abstract or function.is_generator or isinstance(node, ast.AsyncFunctionDef):
        return False
    return ends_in_error(node.body) and not any(isinstance(inner, ast.Return) for inner in own_nodes(node))
