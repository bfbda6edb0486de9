"""The evidence of control flow for a return: the function returns no value, or the call never ends."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction import FunctionNode, applied_name, dotted_name, last_name, unapplied
from typilus.semantics.functions import is_generator
from typilus.semantics.lexical_scopes import own_nodes

__all__ = [
    "ENDING_THE_PROGRAM",
    "always_fails",
    "hands_nothing_back",
    "is_empty",
    "is_none",
    "is_remark",
    "loops_forever",
    "never_ends",
]

_OWN_SCOPE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
_TYPING = frozenset({"typing", "typing_extensions", "t", "te", "tp", "_t"})
ENDING_THE_PROGRAM = frozenset({"sys.exit", "_sys.exit", "os._exit", "os.abort", "exit", "quit"})
"""The functions that end the program, by their dotted names."""
# A function that raises one of these stands in for another, which returns something.
_NOT_THERE = frozenset(
    {"NotImplementedError", "NotImplemented", "ImportError", "ModuleNotFoundError", "AttributeError"}
)
_NO_CLAIM = frozenset({"overload", "property", "cached_property", "abstractproperty"})


def hands_nothing_back(function: FunctionNode, owner: ast.ClassDef | None = None, explicitly: bool = False) -> bool:
    """Return whether control flow shows that a function returns None.

    It does not for a generator, for a function with an explicit `return VALUE` (None included: the author of `return
    None` has another return type in mind), for one that never ends normally (it raises, ends the program, or loops for
    ever), for a stub (`...` or only a docstring), abstract methods, overloads, properties, and methods of a `Protocol`.

    Args:
        function: Definition of the function.
        owner: Class whose method it is.
        explicitly: Whether `return None` counts as returning no value, too.
    """
    returns = _bare_returns(function, owner, explicitly)
    return returns is not None and (returns > 0 or _completes(function.body))


def never_ends(function: FunctionNode, owner: ast.ClassDef | None = None) -> bool:
    """Return whether control flow shows that a call never ends normally. Methods never do, as overrides might end."""
    return owner is None and _bare_returns(function, owner) == 0 and not _completes(function.body)


def always_fails(function: FunctionNode, owner: ast.ClassDef | None = None) -> bool:
    """Return whether a call always raises an error or ends the program.

    It does not for one that stands in for what is not there or not implemented, nor for a method that does nothing
    else, unless its class calls it as a statement: overrides do that, and are annotated as what they override.
    """
    if _bare_returns(function, owner) != 0 or loops_forever(function, owner):
        return False
    last = next((statement for statement in function.body if not _passes(statement)), None)
    if last is None or (isinstance(last, ast.Raise) and _is_not_there(last)):
        return False
    if owner is None or sum(not is_remark(node) for node in function.body) > 1:
        return True
    return any(_is_statement_of(node, function.name) for node in ast.walk(owner))


def _is_statement_of(node: ast.AST, method: str) -> bool:
    """Return whether a node calls a method of the receiver, and uses no result."""
    call = node.value if isinstance(node, ast.Expr) else None
    function = call.func if isinstance(call, ast.Call) else None
    is_own = isinstance(function, ast.Attribute) and dotted_name(function.value) in ("self", "cls")
    return is_own and isinstance(function, ast.Attribute) and function.attr == method


def loops_forever(function: FunctionNode, owner: ast.ClassDef | None = None) -> bool:
    """Return whether a call works on in a loop without an end, and never returns a value: only an exception ends it."""
    if _bare_returns(function, owner) != 0:
        return False
    last = next((statement for statement in function.body if not _passes(statement)), None)
    return isinstance(last, ast.While)


def is_empty(function: FunctionNode) -> bool:
    """Return whether a body is `pass` and remarks."""
    return all(isinstance(node, ast.Pass) for node in function.body if not is_remark(node))


def _bare_returns(function: FunctionNode, owner: ast.ClassDef | None, explicitly: bool = False) -> int | None:
    """Return the number of `return`s without a value (`explicitly`: or with None), None without any evidence.

    None where control flow says nothing of its return's type.
    """
    names = [applied_name(node) for node in function.decorator_list]
    if any(name in _NO_CLAIM or name.startswith("abstract") for name in names):
        return None
    if owner is not None and any(map(_is_protocol, owner.bases)):
        return None
    if all(is_remark(node) for node in function.body):
        return None
    if is_generator(function):
        return None
    count = 0
    for node in own_nodes(function):
        if isinstance(node, ast.Return):
            if node.value is not None and not (explicitly and is_none(node.value)):
                return None
            count += 1
    return count


def _is_protocol(base: ast.expr) -> bool:
    """Return whether a base may be `typing.Protocol`, by whatever name `typing` goes, unlike `asyncio.Protocol`."""
    name = unapplied(base)
    module = dotted_name(name.value) if isinstance(name, ast.Attribute) else "typing"
    return last_name(name) == "Protocol" and module in _TYPING


def _completes(body: Sequence[ast.stmt]) -> bool:
    """Return whether control can reach the end of a block, which in doubt it can."""
    return all(_passes(node) for node in body)


def _passes(node: ast.stmt) -> bool:
    if isinstance(node, ast.Return | ast.Raise | ast.Continue | ast.Break) or _ends_the_program(node):
        return False
    if isinstance(node, ast.If):
        return _completes(node.body) or _completes(node.orelse)
    if isinstance(node, ast.While):
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        return not endless or _breaks(node)
    if isinstance(node, ast.Try):
        if not _completes(node.finalbody):
            return False
        return _completes([*node.body, *node.orelse]) or any(_completes(handler.body) for handler in node.handlers)
    return True


def _ends_the_program(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
        return False
    return (dotted_name(node.value.func) or "") in ENDING_THE_PROGRAM


def _is_not_there(node: ast.Raise) -> bool:
    return node.exc is not None and applied_name(node.exc) in _NOT_THERE


def _breaks(loop: ast.While) -> bool:
    """Return whether a `break` leaves this very loop."""
    pending: list[ast.AST] = list(loop.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Break):
            return True
        if isinstance(node, _LOOPS):
            pending.extend(node.orelse)
        elif not isinstance(node, _OWN_SCOPE):
            pending.extend(ast.iter_child_nodes(node))
    return False


def is_none(node: ast.expr | None) -> bool:
    """Return whether an expression is written as `None`."""
    return isinstance(node, ast.Constant) and node.value is None


def is_remark(node: ast.stmt) -> bool:
    """Return whether a statement is a docstring or `...`."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
