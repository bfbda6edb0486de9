"""Decide whether the running program can compute an annotation at its position, which is otherwise quoted."""

from __future__ import annotations

import ast
import builtins
import copy
import sys

from typilus.annotation_types import BUILTINS
from typilus.rewriting.imported_names import ImportedName
from typilus.rewriting.meanings import imported_module
from typilus.rewriting.run_time_names import RunTimeNames
from typilus.semantics import Scope, field_kind

__all__ = ["RuntimeBindings"]

_LAZY = (3, 14)
"""From here on annotations are computed only when asked for (PEP 649)."""
_SUBSCRIPTABLE = ("collections.", "typing.")
_NO_CLASSES = ("threading.Lock", "threading.RLock", "multiprocessing.", "weakref.ProxyTypes", "ctypes.", "tempfile.")
_GENERIC_BUILTINS = frozenset({"dict", "enumerate", "frozenset", "list", "set", "tuple", "type"})


class RuntimeBindings:
    """The names that are bound at each line, by statements of the module's own scope that are certain to have run.

    Args:
        tree: Tree of the file.
        python: Oldest version that runs it.
        names: Names in other modules; None to trust that imported names exist.
    """

    def __init__(self, tree: ast.Module, python: tuple[int, int], names: RunTimeNames | None = None) -> None:
        self._python = python
        self._names = names or RunTimeNames(tree, "", False, None, python)
        self.deferred = python >= _LAZY or _has_future(tree)
        self._since: dict[str, int] = {}
        self._meaning: dict[str, str] = {}
        self._classes: dict[str, ast.ClassDef] = {}
        self._modules: dict[str, int] = {}
        self._members: dict[str, tuple[str, str]] = {}
        rebound = Scope(tree).rebound
        for node in tree.body:
            end = node.end_lineno or node.lineno
            if isinstance(node, ast.ClassDef) and node.name not in rebound:
                self._bind(node.name, end, "")
                self._classes[node.name] = node
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    local = alias.asname or alias.name.partition(".")[0]
                    if local not in rebound:
                        self._bind(local, end, alias.name if alias.asname else local)
                        self._modules.setdefault(alias.name, end)
            elif isinstance(node, ast.ImportFrom):
                module = imported_module(node, self._names.own)
                for alias in node.names:
                    local = alias.asname or alias.name
                    if local not in rebound:
                        self._bind(local, end, f"{module}.{alias.name}" if module else "")
                        self._members[local] = (module, alias.name)

    def _bind(self, name: str, line: int, meaning: str) -> None:
        self._since.setdefault(name, line)
        self._meaning.setdefault(name, meaning)

    def copy(self) -> RuntimeBindings:
        """An independent copy."""
        other = copy.copy(self)
        other._since, other._meaning = dict(self._since), dict(self._meaning)  # noqa: SLF001 - a copy of itself
        other._modules, other._members = dict(self._modules), dict(self._members)  # noqa: SLF001 - a copy of itself
        return other

    def add(self, imported: ImportedName, typing_only: bool) -> None:
        """An import is added at the top of the file."""
        if not typing_only:
            self._since[imported.local] = 0
            self._meaning.setdefault(imported.local, imported.target)
            if imported.name is None:
                self._modules[imported.module] = 0
            else:
                self._members[imported.local] = (imported.module, imported.name)

    def works(self, text: str, line: int) -> bool:
        """Return whether an annotation on a line can be computed."""
        return self._works(ast.parse(text, mode="eval").body, line)

    def _works(self, node: ast.expr, line: int) -> bool:
        if isinstance(node, ast.Constant):
            return not isinstance(node.value, str)
        if isinstance(node, ast.Name | ast.Attribute):
            return self._dotted_works(node, line)
        if isinstance(node, ast.List | ast.Tuple):
            return all(self._works(element, line) for element in node.elts)
        if isinstance(node, ast.BinOp):
            members = (node.left, node.right)
            return self._python >= (3, 10) and all(
                self._works(member, line) and self._joins(member) for member in members
            )
        if isinstance(node, ast.Subscript):
            head = self._name(node.value)
            if head == "typing.Literal":
                return self._works(node.value, line)
            return self._works(node.value, line) and self._takes_arguments(head) and self._works(node.slice, line)
        return False

    def _dotted_works(self, node: ast.expr, line: int) -> bool:
        root, *rest = ast.unparse(node).split(".")
        since = self._since.get(root)
        if since is None:
            return not rest and hasattr(builtins, root)
        return since < line and (not rest or self._has(root, rest, line))

    def _has(self, root: str, rest: list[str], line: int) -> bool:
        """Return whether a bound object has these attributes by then."""
        if root in self._classes:
            return rest[0] in Scope(self._classes[root]).bound
        names = self._names
        if names.trusts:
            own = names.own.name.partition(".")[0]
            return root not in self._members and self._meaning[root].partition(".")[0] != own
        module, name = self._members.get(root, (self._meaning[root], ""))
        if name and not names.is_module(f"{module}.{name}"):
            return names.gives(module, ".".join((name, *rest)))
        module = f"{module}.{name}" if name else module
        for length in range(len(rest) - 1, -1, -1):
            inner = ".".join((module, *rest[:length]))
            if self._modules.get(inner, 0 if not length else line) < line and names.is_module(inner):
                return names.gives(inner, ".".join(rest[length:]))
        return False

    def _name(self, node: ast.expr) -> str:
        """Return the meaning of a dotted name, for a class of the file its own name."""
        if isinstance(node, ast.Attribute):
            return f"{self._name(node.value)}.{node.attr}"
        return (self._meaning.get(node.id) or node.id) if isinstance(node, ast.Name) else ""

    def _takes_arguments(self, name: str) -> bool:
        if name.startswith("typing."):
            return True
        return self._python >= (3, 9) and (name in _GENERIC_BUILTINS or name.startswith(_SUBSCRIPTABLE))

    def _joins(self, node: ast.expr) -> bool:
        """Return whether `|` is known to work on an operand: a class, a generic or None, but not a function that makes
        objects.
        """
        if not isinstance(node, ast.Name | ast.Attribute):
            return True
        name = self._name(node)
        last = name.rpartition(".")[2]
        if name in self._classes:
            decorators = self._classes[name].decorator_list
            return not decorators or field_kind([], decorators) is not None
        if name in BUILTINS or name.startswith("collections."):
            return True
        if not last[:1].isupper() or name.startswith(_NO_CLASSES):
            return False
        return name.partition(".")[0] in sys.stdlib_module_names or self._names.is_class(name)


def _has_future(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )
