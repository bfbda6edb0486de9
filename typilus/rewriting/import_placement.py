"""Place an import: into a statement that runs anyway, among the others, or under `if TYPE_CHECKING:`."""

from __future__ import annotations

import ast

from typilus.rewriting.imported_names import ImportedName
from typilus.rewriting.meanings import imported_module
from typilus.rewriting.run_time_names import RunTimeNames

__all__ = ["ImportPlacement"]


class ImportPlacement:
    """Places the imports of one file.

    A statement of the file's top level that already imports from the module is extended: the module is loaded then, so
    it costs nothing, provided that the name is certain to exist by then. A file whose names are passed on, with `import
    *` and the like, binds no other name at run time: `Optional` may be a class of the project to the others.

    Args:
        tree: Tree of the file.
        names: Names that are certain to exist in other modules.
        typing_only: Whether imports that are not cheap go under `if TYPE_CHECKING:`.
    """

    def __init__(self, tree: ast.Module, names: RunTimeNames, typing_only: bool) -> None:
        self.names = names
        self._typing_only = typing_only
        self._hosts: dict[str, ast.ImportFrom] = {}
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and node.names[0].name != "*":
                self._hosts.setdefault(imported_module(node, names.own), node)

    def host(self, imported: ImportedName) -> ast.ImportFrom | None:
        """The statement that is extended by a name, None if there is none."""
        if self.names.are_passed_on:
            return None
        node = self._hosts.get(imported.module) if imported.name is not None and imported.alias is None else None
        if node is None or imported.name is None:
            return None
        return node if self.names.gives(imported.module, imported.name) else None

    def is_own(self, top: str) -> bool:
        """Return whether a top-level package is the project's own."""
        return self.names.is_own(top)

    def is_typing_only(self, imported: ImportedName) -> bool:
        """Return whether only type checkers see the name."""
        if self.names.are_passed_on:
            return True
        return self._typing_only and not imported.is_cheap and self.host(imported) is None
