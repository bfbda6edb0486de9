"""What of a file is handed, as a value, to somebody who may read its annotations; in it and in all of its project."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from typilus.rewriting.field_classes import last_name
from typilus.rewriting.handing_over import HandingOver, handed_values, mentions_reading
from typilus.rewriting.known_readers import MODULE_READERS
from typilus.rewriting.meanings import Meaning, Meanings, ModuleSource, parsed
from typilus.rewriting.scopes import Function, Scope

__all__ = ["EVERYTHING", "Exposure"]

EVERYTHING = "*"
_MODULE_READERS = frozenset(name.rpartition(".")[2] for name in MODULE_READERS)
_ATTRIBUTES = frozenset({"__annotations__", "__annotate__", "__signature__"})


class Exposure:
    """The functions and classes of one file that are handed to strangers.

    Args:
        meanings: what names lead to.
        handing: what becomes of what is handed over.
    """

    def __init__(self, meanings: Meanings, handing: HandingOver) -> None:
        self._meanings = meanings
        self._handing = handing

    def of(self, qualified: str) -> bool:
        """Whether a function or class may have its annotations read, by its qualified name."""
        names = self.names
        if EVERYTHING in names or qualified in names:
            return True
        owner, _, method = qualified.rpartition(".")
        if not owner:
            return False
        constructs = owner in names and method in ("__init__", "__new__", "__call__")
        return constructs or f"{owner}.{EVERYTHING}" in names or f"?.{method}" in names

    @cached_property
    def names(self) -> frozenset[str]:
        """Qualified names; `?.name` is a method of whatever class, `*` everything, `Owner.*` all methods of a class."""
        own = self._meanings.own
        found = set(self._handed_in(own))
        tops = [node.name for node in own.tree.body if isinstance(node, Function | ast.ClassDef)]
        if own.name and tops:
            wanted = [*tops, own.name.rpartition(".")[2]]
            for path in self._handing.texts.mentioning(wanted):
                module = self._module_at(path)
                if module is not None and module is not own:
                    found.update(self._handed_in(module))
        return frozenset(found)

    def _module_at(self, path: Path) -> ModuleSource | None:
        importable = self._meanings.importable
        if importable is None:
            return None
        found = self._meanings.module(importable.module_at(path))
        if found is not None:
            return found
        tree = parsed(path)  # a script: nobody can import it, but it imports
        return None if tree is None else ModuleSource("", tree)

    def _handed_in(self, module: ModuleSource) -> Iterator[str]:
        """Names of the own file's things that a module hands over."""
        reading = mentions_reading(module.tree)
        wanted = self._wanted_in(module)
        for node, scope in _with_scopes(module):
            values: list[ast.Name | ast.Attribute] = []
            whole = False
            if isinstance(node, ast.Call):
                whole = last_name(node) in _MODULE_READERS and self._takes_modules(node, module, scope)
                if whole and not node.args and module is self._meanings.own:
                    yield EVERYTHING
                values = [value for value in handed_values(node) if _last(value) in wanted]
                if values and self._handing.is_harmless(node.func, module, scope):
                    continue
            elif isinstance(node, ast.Attribute) and node.attr in _ATTRIBUTES:
                values = list(handed_values(ast.Call(node, [node.value], [])))
            elif reading and isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict):
                values = list(handed_values(ast.Call(ast.Name(""), [node], [])))
            for value in values:
                yield from self._exposed(value, module, scope, whole)

    def _takes_modules(self, call: ast.Call, module: ModuleSource, scope: Scope) -> bool:
        return self._meanings.of(call.func, module, scope).name in MODULE_READERS

    def _wanted_in(self, module: ModuleSource) -> frozenset[str]:
        """The names under which a module may have something of the own file: only those need a closer look."""
        own = self._own_names
        imports = (node for node in ast.walk(module.tree) if isinstance(node, ast.Import | ast.ImportFrom))
        aliases = (alias for node in imports for alias in node.names if alias.asname)
        renamed = {alias.asname for alias in aliases if alias.name.rpartition(".")[2] in own}
        values = (node for node in ast.walk(module.tree) if isinstance(node, ast.Assign))
        assigned = {
            target.id
            for node in values
            if _names_in(node.value) & own
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        return frozenset({*own, *assigned, *(name for name in renamed if name)})

    @cached_property
    def _own_names(self) -> frozenset[str]:
        own = self._meanings.own
        names = {node.name for node in ast.walk(own.tree) if isinstance(node, Function | ast.ClassDef)}
        return frozenset({*names, own.name.rpartition(".")[2]})

    def _exposed(self, value: ast.expr, module: ModuleSource, scope: Scope, whole: bool) -> Iterator[str]:
        own = self._meanings.own
        meaning = self._meanings.of(value, module, scope)
        if meaning.module is own and meaning.node is not None:
            if isinstance(meaning.node, ast.Module):
                yield EVERYTHING
            elif isinstance(meaning.node, ast.ClassDef):
                yield from self._of_class(meaning, whole)
            else:
                yield meaning.qualified
        elif not meaning.name and isinstance(value, ast.Attribute) and module is own:
            yield f"?.{value.attr}"

    def _of_class(self, meaning: Meaning, whole: bool) -> Iterator[str]:
        for above in self._meanings.classes_above(meaning):
            if above.module is self._meanings.own:
                if not meaning.is_instance:
                    yield above.qualified
                if whole:
                    yield f"{above.qualified}.{EVERYTHING}"


def _last(value: ast.Name | ast.Attribute) -> str:
    return value.attr if isinstance(value, ast.Attribute) else value.id


def _names_in(node: ast.expr) -> set[str]:
    parts = (part for part in ast.walk(node) if isinstance(part, ast.Name | ast.Attribute))
    return {_last(part) for part in parts}


def _with_scopes(module: ModuleSource) -> Iterator[tuple[ast.AST, Scope]]:
    """Every node of a module with the scope that it is in, decorators left out."""
    pending: list[tuple[ast.AST, Scope]] = [(module.tree, Scope(module.tree))]
    while pending:
        node, scope = pending.pop()
        yield node, scope
        inner = Scope(node, scope) if isinstance(node, Function | ast.ClassDef) else scope
        decorators = node.decorator_list if isinstance(node, Function | ast.ClassDef) else ()
        pending.extend((child, inner) for child in ast.iter_child_nodes(node) if child not in decorators)
