"""The meaning of a name in a project's texts, through imports, assignments and members, read and never run."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from graph_extraction import DefinitionNode, FunctionNode, SourceDocument
from typilus.annotation_types import absolute_module
from typilus.project import Documents, FileState, ImportableNames, parsed_document
from typilus.semantics import Scope, SemanticIndex, own_nodes, semantics_of

__all__ = ["UNKNOWN", "Meaning", "Meanings", "ModuleSource", "imported_module", "module_in"]

_STEPS = 16
"""So many names are followed from one to the next."""
_BUILTINS = frozenset(dir(builtins))
_Block: TypeAlias = ast.Module | DefinitionNode


@dataclass(frozen=True, slots=True)
class _Imported:
    """One name of an import statement."""

    statement: ast.Import | ast.ImportFrom
    alias: ast.alias


_Binding: TypeAlias = DefinitionNode | ast.Assign | ast.AnnAssign | _Imported


@dataclass(frozen=True, eq=False)
class ModuleSource:
    """A module that can be read.

    Attributes:
        name: Dotted name, "" if unknown.
        semantics: Index of its text.
        is_package: Whether it is a package's `__init__`.
    """

    name: str
    semantics: SemanticIndex
    is_package: bool = False
    _bound: dict[ast.AST, dict[str, list[_Binding]]] = field(default_factory=dict, repr=False)

    @property
    def tree(self) -> ast.Module:
        """Tree of its text."""
        return self.semantics.tree

    @property
    def scope(self) -> Scope:
        """Its outermost block."""
        return self.semantics.module

    @cached_property
    def has_stars(self) -> bool:
        """Return whether `import *` may bind any name in it."""
        return any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in self.tree.body)

    def bound(self, block: _Block) -> dict[str, list[_Binding]]:
        """Return the bindings of each name of a block: definitions, assignments, aliases of imports."""
        cached = self._bound.get(block)
        if cached is None:
            cached = self._bound[block] = {}
            for name, node in _bindings(block):
                cached.setdefault(name, []).append(node)
        return cached


def module_in(path: Path, name: str, documents: Documents) -> ModuleSource | None:
    """Return the module in a file by its dotted name, None without one. It is read again only after a change."""
    state = FileState.of(path, documents)
    document = None if state is None else parsed_document(state)
    return None if document is None else document.derived(_ModuleUnder(name))


@dataclass(frozen=True, slots=True)
class _ModuleUnder:
    name: str

    def __call__(self, document: SourceDocument) -> ModuleSource:
        return ModuleSource(self.name, semantics_of(document), document.is_package)


def _bindings(block: _Block) -> Iterator[tuple[str, _Binding]]:
    for node in own_nodes(block):
        if isinstance(node, DefinitionNode):
            yield node.name, node
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = alias.asname or (alias.name.partition(".")[0] if isinstance(node, ast.Import) else alias.name)
                yield name, _Imported(node, alias)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node


@dataclass(frozen=True)
class Meaning:
    """The object that an expression stands for.

    Attributes:
        name: Dotted and absolute name, as the project imports it (`flask.Flask().route`, a call as `()`), "" if
            unknown.
        node: Definition, if the project itself has it.
        module: Module of the definition.
        qualified: Qualified name in that module, "" for the module itself.
        is_instance: Whether it is an object of the class `node`.
    """

    name: str = ""
    node: _Block | None = None
    module: ModuleSource | None = None
    qualified: str = ""
    is_instance: bool = False

    @property
    def top(self) -> str:
        """The top-level package that it is from."""
        return self.name.partition(".")[0].partition("(")[0]


UNKNOWN = Meaning()


class Meanings:
    """Follows names from one file of a project.

    Args:
        own: The file.
        importable: Finds the project's modules; None if only the file itself is known.
        everywhere: Follow them into installed packages, too.
    """

    def __init__(self, own: ModuleSource, importable: ImportableNames | None, everywhere: bool = False) -> None:
        self.own = own
        self.importable = importable
        self._everywhere = everywhere
        self._modules: dict[str, ModuleSource | None] = {own.name: own} if own.name else {}

    def module(self, name: str) -> ModuleSource | None:
        """A module of the project by its dotted name."""
        if name not in self._modules:
            self._modules[name] = None if self.importable is None else self._read(name, self.importable)
        return self._modules[name]

    def _read(self, name: str, importable: ImportableNames) -> ModuleSource | None:
        path = importable.file_of(name) if self._everywhere else importable.file_in_project(name)
        return None if path is None else module_in(path, name, importable.documents)

    def of(self, node: ast.expr, module: ModuleSource, scope: Scope, steps: int = _STEPS) -> Meaning:
        """Return the meaning of an expression in a scope."""
        if steps <= 0:
            return UNKNOWN
        if isinstance(node, ast.Name):
            return self._name(node.id, module, scope, steps - 1)
        if isinstance(node, ast.Attribute):
            return self.member(self.of(node.value, module, scope, steps - 1), node.attr, steps - 1)
        if isinstance(node, ast.Call):
            return _called(self.of(node.func, module, scope, steps - 1))
        if isinstance(node, ast.Subscript):
            return self.of(node.value, module, scope, steps - 1)
        return UNKNOWN

    def _name(self, name: str, module: ModuleSource, scope: Scope, steps: int) -> Meaning:
        current: Scope | None = scope
        while current is not None:
            if current is scope or not current.is_class:
                bindings = module.bound(current.node).get(name)
                if bindings is not None:
                    return self._bound_to(bindings, module, current, steps)
                if name in current.bound:
                    return self._parameter(name, module, current, steps)
            current = current.parent
        return Meaning(f"builtins.{name}") if name in _BUILTINS and not module.has_stars else UNKNOWN

    def _parameter(self, name: str, module: ModuleSource, scope: Scope, steps: int) -> Meaning:
        if not isinstance(scope.node, FunctionNode) or scope.parent is None:
            return UNKNOWN
        arguments = scope.node.args
        every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        annotation = next((argument.annotation for argument in every if argument.arg == name), None)
        return UNKNOWN if annotation is None else _called(self.of(annotation, module, scope.parent, steps))

    def _bound_to(self, bindings: list[_Binding], module: ModuleSource, scope: Scope, steps: int) -> Meaning:
        node = bindings[-1]
        if len(bindings) > 1 and not all(isinstance(binding, FunctionNode) for binding in bindings):
            return UNKNOWN
        if isinstance(node, DefinitionNode):
            qualified = module.semantics.scopes[node].qualified_name
            return Meaning(f"{module.name}.{qualified}".lstrip("."), node, module, qualified)
        if isinstance(node, _Imported):
            return self._imported(node, module, steps)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            if isinstance(node, ast.Assign) and len(node.targets) > 1:
                return UNKNOWN
            return self.of(node.value, module, scope, steps)
        return UNKNOWN

    def _imported(self, one: _Imported, module: ModuleSource, steps: int) -> Meaning:
        if isinstance(one.statement, ast.Import):
            return self.module_named(one.alias.name if one.alias.asname else one.alias.name.partition(".")[0])
        source = imported_module(one.statement, module)
        return self.member(self.module_named(source), one.alias.name, steps) if source else UNKNOWN

    def module_named(self, name: str) -> Meaning:
        """Return the meaning of a module's dotted name."""
        source = None if name.partition(".")[0] in sys.stdlib_module_names else self.module(name)
        return Meaning(name) if source is None else Meaning(name, source.tree, source)

    def member(self, base: Meaning, attribute: str, steps: int = _STEPS) -> Meaning:
        """Return the meaning of an attribute of something."""
        if not base.name or steps <= 0:
            return UNKNOWN
        if base.module is not None and isinstance(base.node, ast.Module):
            bindings = base.module.bound(base.node).get(attribute)
            if bindings is not None:
                return self._bound_to(bindings, base.module, base.module.scope, steps - 1)
            return self.module_named(f"{base.name}.{attribute}")
        if isinstance(base.node, ast.ClassDef):
            for above in self.classes_above(base):
                bindings = above.module.bound(above.node).get(attribute) if above.module and above.node else None
                node = bindings[-1] if bindings is not None else None
                if isinstance(node, FunctionNode):
                    return Meaning(f"{base.name}.{attribute}", node, above.module, f"{above.qualified}.{attribute}")
        if isinstance(base.node, FunctionNode) and base.node.decorator_list and base.module is not None:
            maker = self.of(base.node.decorator_list[0], base.module, base.module.scope, steps - 1)
            return Meaning(f"{maker.name}().{attribute}") if maker.name else UNKNOWN
        return Meaning(f"{base.name}.{attribute}")

    def classes_above(self, owner: Meaning) -> Iterator[Meaning]:
        """Yield a class and those of its base classes that are the project's, nearly in resolution order."""
        pending, seen = [owner], set()
        while pending:
            current = pending.pop(0)
            if not isinstance(current.node, ast.ClassDef) or current.node in seen or current.module is None:
                continue
            seen.add(current.node)
            yield current
            pending += [self.of(base, current.module, current.module.scope) for base in current.node.bases]


def _called(base: Meaning) -> Meaning:
    if not base.name:
        return UNKNOWN
    if isinstance(base.node, ast.ClassDef):
        return replace(base, name=f"{base.name}()", is_instance=True)
    return Meaning(f"{base.name}()")


def imported_module(statement: ast.ImportFrom, module: ModuleSource) -> str:
    """The module that `from ... import` names, "" if that cannot be told."""
    return absolute_module(statement.module, statement.level, module.name, module.is_package) or ""
