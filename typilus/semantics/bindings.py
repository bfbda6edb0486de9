"""All that is assigned to each variable and attribute of a file, and whether that is all that binds it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph_extraction import DefinitionNode, FunctionNode

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


@dataclass(frozen=True)
class _Scope:
    """Where a statement is: the qualified name of its block, and in a method the class and its receiver's name."""

    name: str
    is_function: bool = False
    owner: str | None = None
    receiver: str | None = None

    def inner(self, name: str) -> str:
        return f"{self.name}.<locals>.{name}" if self.is_function else f"{self.name}.{name}" if self.name else name


def bindings_of(tree: ast.Module) -> dict[Key, Binding]:
    """By scope and name, as `Symbol` has them: an attribute's scope is its class."""
    found: dict[Key, Binding] = {}
    pending: list[tuple[ast.stmt, _Scope]] = [(node, _Scope("")) for node in reversed(tree.body)]
    while pending:
        node, scope = pending.pop()
        for key, value in _bound_by(node, scope):
            binding = found.setdefault(key, Binding())
            if value is None:
                binding.complete = False
            else:
                binding.values.append(value)
        inside = scope
        if isinstance(node, ast.ClassDef):
            inside = _Scope(scope.inner(node.name))
        elif isinstance(node, FunctionNode):
            first = (node.args.posonlyargs or node.args.args)[:1]
            is_method = bool(first) and not scope.is_function and bool(scope.name)
            owner, receiver = (scope.name, first[0].arg) if is_method else (scope.owner, scope.receiver)
            inside = _Scope(scope.inner(node.name), True, owner, receiver)
        pending.extend((child, inside) for child in reversed(list(_statements(node))))
    return found


def _statements(node: ast.AST) -> Iterator[ast.stmt]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child
        elif isinstance(child, ast.ExceptHandler | ast.match_case):
            yield from _statements(child)


def _bound_by(node: ast.stmt, scope: _Scope) -> Iterator[tuple[Key, ast.expr | None]]:
    """What a statement binds, with the value where it is assigned whole."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _targets(target, node.value, scope)
    elif isinstance(node, ast.AnnAssign):
        if node.value is not None:
            yield from _targets(node.target, node.value, scope)
    elif isinstance(node, ast.AugAssign | ast.For | ast.AsyncFor):
        yield from _targets(node.target, None, scope)
    elif isinstance(node, ast.With | ast.AsyncWith):
        for item in node.items:
            if item.optional_vars is not None:
                yield from _targets(item.optional_vars, None, scope)
    elif isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield (scope.name, alias.asname or alias.name.partition(".")[0]), None
    elif isinstance(node, ast.Global | ast.Nonlocal):
        for name in node.names:
            yield (scope.name, name), None
            yield ("", name), None
    elif isinstance(node, DefinitionNode):
        yield (scope.name, node.name), None
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            for each in ast.walk(child):
                if isinstance(each, ast.NamedExpr) and isinstance(each.target, ast.Name):
                    yield (scope.name, each.target.id), None


def _targets(target: ast.expr, value: ast.expr | None, scope: _Scope) -> Iterator[tuple[Key, ast.expr | None]]:
    if isinstance(target, ast.Name):
        yield (scope.name, target.id), value
    elif isinstance(target, ast.Attribute):
        if isinstance(target.value, ast.Name) and target.value.id == scope.receiver and scope.owner is not None:
            yield (scope.owner, target.attr), value
    elif isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from _targets(element, None, scope)
    elif isinstance(target, ast.Starred):
        yield from _targets(target.value, None, scope)
