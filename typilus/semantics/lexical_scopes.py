"""Which scope's binding a name means at a place, and how: what decides whether an annotation may use it."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from graph_extraction import DefinitionNode, FunctionNode, last_name, receiver_of

__all__ = ["LOCALS", "Method", "Scope", "is_guard", "names_bound_by", "own_nodes", "targets_of"]

LOCALS = ".<locals>."
"""Stands in a qualified name between a function and what is its own."""
_IMPORTS = ast.Import | ast.ImportFrom
# Every file is walked more than once: classes are looked up in sets, which is faster than `isinstance`.
_DEFINITIONS = frozenset({ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef})
_COMPREHENSIONS = frozenset({ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp})
_BINDING = _DEFINITIONS | {
    *(ast.Name, ast.Import, ast.ImportFrom, ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping),
    *(ast.Global, ast.Nonlocal),
}
# Fields of any class of syntax that hold contexts, operators, texts or numbers.
_PLAIN_FIELDS = frozenset(
    {"arg", "asname", "attr", "conversion", "ctx", "id", "kind", "level", "module", "op", "ops", "rest", "type_comment"}
)


@dataclass(frozen=True, slots=True)
class Method:
    """A function of a class body that is given an object or a class by its first parameter.

    Attributes:
        owner: Block of the class.
        node: The function.
        receiver: Name of that parameter.
    """

    owner: Scope
    node: FunctionNode
    receiver: str


class Scope:
    """One block that owns names, as written: the module, a class, a function.

    Args:
        node: The block.
        parent: The block around it, None for the module.
    """

    def __init__(self, node: ast.Module | DefinitionNode, parent: Scope | None = None) -> None:
        self.node = node
        self.parent = parent

    @property
    def is_class(self) -> bool:
        """True for a class body, whose names functions inside do not see."""
        return isinstance(self.node, ast.ClassDef)

    @property
    def is_function(self) -> bool:
        """True for a function, where annotations of variables are never evaluated."""
        return isinstance(self.node, FunctionNode)

    @cached_property
    def qualified_name(self) -> str:
        """Python's own `__qualname__`, "" of the module."""
        if self.parent is None or isinstance(self.node, ast.Module):
            return ""
        above = self.parent.qualified_name + (".<locals>" if self.parent.is_function else "")
        return f"{above}.{self.node.name}".lstrip(".")

    @cached_property
    def method(self) -> Method | None:
        """The method that this function is, or lies in with the same receiver: whose attributes it can assign to."""
        if not isinstance(self.node, FunctionNode) or self.parent is None:
            return None
        if self.parent.is_class:
            receiver = receiver_of(self.node)
            return None if receiver is None else Method(self.parent, self.node, receiver.arg)
        around = self.parent.method
        return None if around is None or around.receiver in self.bound else around

    def hides(self, name: str) -> bool:
        """Return whether `name`, directly in this block, means something other than what the module binds."""
        scope: Scope = self
        while scope.parent is not None:
            if (scope is self or not scope.is_class) and name in scope.bound:
                return True
            scope = scope.parent
        return False

    @cached_property
    def _binding_nodes(self) -> tuple[ast.AST, ...]:
        """The block's own nodes that bind names, take them away or declare them."""
        nodes = (node for node in own_nodes(self.node) if node.__class__ in _BINDING)
        return tuple(node for node in nodes if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)))

    @cached_property
    def foreign(self) -> frozenset[str]:
        """Names that are declared global or nonlocal here."""
        return frozenset(
            name for node in self._binding_nodes if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names
        )

    @cached_property
    def defined(self) -> frozenset[str]:
        """Names that imports and definitions bind here."""
        statements = (node for node in self._binding_nodes if isinstance(node, DefinitionNode | _IMPORTS))
        return frozenset(name for node in statements for name in names_bound_by(node))

    @cached_property
    def unbound(self) -> frozenset[str]:
        """Names that a `del` takes away here, perhaps on a condition."""
        names = (node for node in self._binding_nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Del))
        return frozenset(node.id for node in names)

    @cached_property
    def rebound(self) -> frozenset[str]:
        """Names that more than one statement binds here. `import a.b` and `import a.c` count as one."""
        plain = {alias for node in self._binding_nodes if isinstance(node, ast.Import) for alias in _names_of(node)}
        others = (node for node in self._binding_nodes if not isinstance(node, ast.Import))
        counts = Counter(name for node in others for name in names_bound_by(node))
        counts.update(plain)
        return frozenset(name for name, count in counts.items() if count > 1)

    @cached_property
    def bound(self) -> frozenset[str]:
        """Every name that the block binds, in whatever way, type parameters of a definition included."""
        names = {parameter.name for parameter in getattr(self.node, "type_params", ())}
        if isinstance(self.node, FunctionNode):
            arguments = self.node.args
            every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
            names.update(argument.arg for argument in every if argument is not None)
        for node in self._binding_nodes:
            names.update(names_bound_by(node))
        return frozenset(names - self.foreign)


def is_guard(node: ast.stmt) -> bool:
    """Return whether a statement is `if TYPE_CHECKING:` and no more."""
    return isinstance(node, ast.If) and last_name(node.test) == "TYPE_CHECKING"


def own_nodes(block: ast.Module | DefinitionNode | ast.Lambda) -> Iterator[ast.AST]:
    """Yield the nodes of a block's own scope, except contexts and operators. Of definitions, only parts evaluated here.

    The definitions themselves are among them. Comprehensions are entered too: an assignment expression there binds
    here. Their own targets are left out.
    """
    pending: list[ast.AST] = [block.body] if isinstance(block, ast.Lambda) else list(reversed(block.body))
    while pending:
        node = pending.pop()
        yield node
        class_ = node.__class__
        if class_ in _DEFINITIONS:
            pending.extend(node.decorator_list)  # type: ignore[attr-defined]
        elif class_ in _COMPREHENSIONS:
            pending.extend(child for child in ast.iter_child_nodes(node) if not isinstance(child, ast.comprehension))
            for clause in node.generators:  # type: ignore[attr-defined]
                pending.extend((clause.iter, *clause.ifs))
        elif class_ is not ast.Lambda:
            for name in _inner_fields(class_):  # type: ignore[arg-type]  # mypy takes no class for hashable
                value = getattr(node, name, None)
                if isinstance(value, list):
                    pending += [child for child in value[::-1] if isinstance(child, ast.AST)]
                elif isinstance(value, ast.AST):
                    pending.append(value)


@cache
def _inner_fields(class_: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a class of syntax that may hold nodes, from the last to the first."""
    return tuple(name for name in reversed(class_._fields) if name not in _PLAIN_FIELDS)


def targets_of(statement: ast.stmt) -> list[ast.expr]:
    """Return the targets of an assignment or loop, and those behind `as` of a `with`."""
    if isinstance(statement, ast.Assign):
        return statement.targets
    if isinstance(statement, ast.AnnAssign | ast.AugAssign | ast.For | ast.AsyncFor):
        return [statement.target]
    if isinstance(statement, ast.With | ast.AsyncWith):
        return [item.optional_vars for item in statement.items if item.optional_vars is not None]
    return []


def _names_of(node: ast.Import) -> Iterator[str]:
    return (alias.asname or alias.name.partition(".")[0] for alias in node.names)


def names_bound_by(node: ast.AST) -> Iterator[str]:
    """The names that a node itself binds in the block whose own node it is: a name, definition, import or pattern."""
    if isinstance(node, ast.Name):
        if not isinstance(node.ctx, ast.Load):
            yield node.id
    elif isinstance(node, DefinitionNode):
        yield node.name
    elif isinstance(node, _IMPORTS):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        if node.name is not None:
            yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest is not None:
        yield node.rest
