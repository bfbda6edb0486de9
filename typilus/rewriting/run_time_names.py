"""The names of other modules that are certain to exist while a file's own statements run. Import cycles reduce them."""

from __future__ import annotations

import ast
import logging
import sys
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from typilus.project import ImportableNames, bindings_of, exported_by
from typilus.rewriting.meanings import Meanings, ModuleSource
from typilus.semantics import own_nodes

if TYPE_CHECKING:
    from typeshed_client import SearchContext

__all__ = ["RunTimeNames"]

_BLOCK_NAMES = frozenset({"dir", "locals", "vars"})
"""Without arguments they give the names of the block that they are called in."""
_SINCE = {
    "types.EllipsisType": (3, 10),
    "types.GenericAlias": (3, 9),
    "types.NoneType": (3, 10),
    "types.NotImplementedType": (3, 10),
    "types.UnionType": (3, 10),
}
"""Typeshed no longer says since when."""


class RunTimeNames:
    """The modules that one file imports.

    Args:
        tree: Tree of the file.
        module: Dotted name of the file, "" if unknown.
        is_package: Whether it is a package's `__init__`.
        importable: Other modules, None if only the file itself is known.
        python: Oldest version that runs it.
    """

    def __init__(
        self,
        tree: ast.Module,
        module: str,
        is_package: bool,
        importable: ImportableNames | None,
        python: tuple[int, int],
    ) -> None:
        self.own = ModuleSource(module, tree, is_package)
        self._importable = importable
        self._python = python
        self._circles: dict[str, bool] = {}
        self._apart: set[str] = set()
        self._classes = None if importable is None else Meanings(self.own, importable, everywhere=True)

    @property
    def trusts(self) -> bool:
        """Return whether nothing is known of other modules, so that imported names are taken to exist."""
        return self._importable is None

    @cached_property
    def are_passed_on(self) -> bool:
        """Return whether other files get the file's names without importing them by name, as with `import *`."""
        if self._importable is not None and self._is_looked_through(self._importable):
            return True
        if exported_by(self.own.tree) is not None:
            return False
        tree = self.own.tree
        return any(map(_gives_module, ast.walk(tree))) or any(
            _is_call_of(node, _BLOCK_NAMES) for node in own_nodes(tree)
        )

    def _is_looked_through(self, importable: ImportableNames) -> bool:
        if importable.texts.looks_through(self.own.name):
            return True
        return self.own.name in importable.taken_whole and exported_by(self.own.tree) is None

    def gives(self, module: str, name: str) -> bool:
        """Return whether `from module import name` is certain to work where the file runs its imports."""
        if self._importable is None:
            return False
        if module.partition(".")[0] in sys.stdlib_module_names:
            return self._library_gives(module, name) and self._importable.reason_against(module, name) is None
        path = self._importable.file_in_project(module)
        if path is None:
            return self._importable.reason_against(module, name) is None
        bindings = bindings_of(path, self._importable.documents)
        first, _, inner = name.partition(".")
        if bindings is None or first not in bindings.certain or self.in_circle(module):
            return False
        return not inner or inner.partition(".")[0] in bindings.classes.get(first, ())

    def is_own(self, top: str) -> bool:
        """Return whether a top-level package is the project's own."""
        if top == self.own.name.partition(".")[0]:
            return True
        return self._importable is not None and self._importable.file_in_project(top) is not None

    def is_module(self, name: str) -> bool:
        """Return whether a dotted name is that of a module, of the project or not."""
        return self._importable is not None and self._importable.reason_against(name) is None

    def is_class(self, name: str) -> bool:
        """Return whether a dotted, absolute name stands for the definition of a class, which nothing has replaced."""
        if self._classes is None:
            return True
        definition = self.definition_of(name)
        return definition is not None and not definition.decorator_list

    def definition_of(self, name: str) -> ast.ClassDef | None:
        """The class that a dotted, absolute name leads to, through the modules that pass it on."""
        if self._classes is None:
            return None
        root, *rest = name.split(".")
        module = self._classes.module_named(root)
        for part in rest:
            module = self._classes.member(module, part)
        return module.node if isinstance(module.node, ast.ClassDef) and not module.is_instance else None

    def _library_gives(self, module: str, name: str) -> bool:
        if self._python < _SINCE.get(f"{module}.{name}", (3, 0)):
            return False
        names = _library_names(module, self._python)
        return names is not None and name.partition(".")[0] in names

    def in_circle(self, module: str) -> bool:
        """Return whether running a module of the project may run the unfinished file itself."""
        if module not in self._circles:
            self._circles[module] = not self.own.name or self._reaches(module)
        return self._circles[module]

    def _reaches(self, module: str) -> bool:
        assert self._importable is not None
        pending, seen = [module], {module}
        while pending:
            name = pending.pop()
            if name == self.own.name:
                return True
            more = self._importable.run_by(name) - seen - self._apart
            seen |= more
            pending += more
        self._apart |= seen
        return False


def _gives_module(node: ast.AST) -> bool:
    """Return whether an expression is the module itself, as `sys.modules[__name__]` is, or all names that it binds."""
    if isinstance(node, ast.Subscript):
        return isinstance(node.slice, ast.Name) and node.slice.id == "__name__"
    return _is_call_of(node, frozenset({"globals"}))


def _is_call_of(node: ast.AST, names: frozenset[str]) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and not node.args


@lru_cache(maxsize=256)
def _library_names(module: str, python: tuple[int, int]) -> frozenset[str] | None:
    import typeshed_client

    names = typeshed_client.get_stub_names(module, search_context=_context(python))
    return None if names is None else frozenset(names)


@lru_cache
def _context(python: tuple[int, int]) -> SearchContext:
    import typeshed_client

    logging.getLogger("typeshed_client").setLevel(logging.ERROR)
    return typeshed_client.get_search_context(version=python, search_path=[])
