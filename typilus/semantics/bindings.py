"""All that is assigned to each variable and attribute of a file, and whether that is all that binds it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph_extraction import DefinitionNode, FunctionNode, receiver_of
from typilus.semantics.lexical_scopes import Scope, targets_of

__all__ = ["Binding", "bindings_of"]

Key = tuple[str, str]


@dataclass
class Binding:
    """Attributes:
    values: what is assigned, in the order of the text.
    complete: nothing else binds the name (a loop, `with`, an import, an augmented assignment).
    """

    values: list[ast.expr] = field(default_factory=list)
    complete: bool = True


def bindings_of(statements: Iterable[tuple[ast.stmt, Scope]]) -> dict[Key, Binding]:
    """Return the bindings by scope and name, as `Symbol` has them: an attribute's scope is its class.

    Args:
        statements: All of a file, each with the scope that it stands in.
    """
    bindings: dict[Key, Binding] = {}
    for statement, scope in statements:
        for key, value in _bound_by(statement, scope):
            binding = bindings.setdefault(key, Binding())
            if value is None:
                binding.complete = False
            else:
                binding.values.append(value)
    return bindings


def _bound_by(statement: ast.stmt, scope: Scope) -> Iterator[tuple[Key, ast.expr | None]]:
    """Yield the names that a statement binds, with the value if it is assigned whole."""
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        for target in targets_of(statement) if statement.value is not None else ():
            yield from _targets(target, statement.value, scope)
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        for alias in statement.names:
            yield (scope.qualified_name, alias.asname or alias.name.partition(".")[0]), None
    elif isinstance(statement, ast.Global | ast.Nonlocal):
        for name in statement.names:
            yield (scope.qualified_name, name), None
            yield ("", name), None
    elif isinstance(statement, DefinitionNode):
        yield (scope.qualified_name, statement.name), None
    else:
        for target in targets_of(statement):
            yield from _targets(target, None, scope)
    for child in ast.iter_child_nodes(statement):
        if isinstance(child, ast.expr):
            for node in ast.walk(child):
                if isinstance(node, ast.NamedExpr) and isinstance(node.target, ast.Name):
                    yield (scope.qualified_name, node.target.id), None


def _targets(target: ast.expr, value: ast.expr | None, scope: Scope) -> Iterator[tuple[Key, ast.expr | None]]:
    if isinstance(target, ast.Name):
        yield (scope.qualified_name, target.id), value
    elif isinstance(target, ast.Attribute):
        method = _method_around(scope)
        if method is not None and isinstance(target.value, ast.Name) and target.value.id == method.receiver:
            yield (method.owner, target.attr), value
    elif isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from _targets(element, None, scope)
    elif isinstance(target, ast.Starred):
        yield from _targets(target.value, None, scope)


@dataclass(frozen=True, slots=True)
class _Method:
    """Attributes:
    owner: qualified name of its class.
    receiver: name of the parameter by which it gets its object.
    """

    owner: str
    receiver: str


def _method_around(scope: Scope | None) -> _Method | None:
    """The method that a scope is, or lies in, without another class between."""
    while scope is not None and isinstance(scope.node, FunctionNode) and scope.parent is not None:
        if scope.parent.is_class:
            receiver = receiver_of(scope.node)
            return None if receiver is None else _Method(scope.parent.qualified_name, receiver.arg)
        scope = scope.parent
    return None
