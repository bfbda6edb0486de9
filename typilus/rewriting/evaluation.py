"""Whether the running program can compute an annotation where it stands; what it cannot is quoted."""

from __future__ import annotations

import ast
import builtins

from typilus.annotation_types.synonyms import BUILTINS
from typilus.rewriting.imported_names import ImportedName

__all__ = ["Evaluation"]

_LAZY = (3, 14)
"""From here on annotations are computed only when asked for (PEP 649)."""
_SUBSCRIPTABLE = ("collections.", "typing.")
_NO_CLASSES = ("threading.Lock", "threading.RLock", "multiprocessing.", "weakref.ProxyTypes", "ctypes.", "tempfile.")
_GENERIC_BUILTINS = frozenset({"dict", "enumerate", "frozenset", "list", "set", "tuple", "type"})


class Evaluation:
    """What is bound when, by the statements of the module's own scope that are certain to have run.

    Args:
        tree: the file.
        python: the oldest version that runs it.
    """

    def __init__(self, tree: ast.Module, python: tuple[int, int]) -> None:
        self._python = python
        self.deferred = python >= _LAZY or _has_future(tree)
        self._since: dict[str, int] = {}
        self._meaning: dict[str, str] = {}
        self._classes: set[str] = set()
        for node in tree.body:
            end = node.end_lineno or node.lineno
            if isinstance(node, ast.ClassDef):
                self._bind(node.name, end, "")
                self._classes.add(node.name)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    local = alias.asname or alias.name.partition(".")[0]
                    self._bind(local, end, alias.name if alias.asname else local)
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    self._bind(alias.asname or alias.name, end, "" if node.level else f"{node.module}.{alias.name}")

    def _bind(self, name: str, line: int, meaning: str) -> None:
        self._since.setdefault(name, line)
        self._meaning.setdefault(name, meaning)

    def copy(self) -> Evaluation:
        """An independent copy."""
        other = Evaluation(ast.Module([], []), self._python)
        other.deferred = self.deferred
        other._since, other._meaning = dict(self._since), dict(self._meaning)
        other._classes = set(self._classes)
        return other

    def add(self, imported: ImportedName, typing_only: bool) -> None:
        """An import is added at the top of the file."""
        if not typing_only:
            self._since[imported.local] = 0
            self._meaning.setdefault(imported.local, imported.target)

    def works(self, text: str, line: int) -> bool:
        """Whether an annotation on a line can be computed."""
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
            return self._python >= (3, 10) and all(self._works(each, line) and self._joins(each) for each in members)
        if isinstance(node, ast.Subscript):
            head = self._name(node.value)
            if head == "typing.Literal":
                return self._works(node.value, line)
            return self._works(node.value, line) and self._takes_arguments(head) and self._works(node.slice, line)
        return False

    def _dotted_works(self, node: ast.expr, line: int) -> bool:
        root = node
        while isinstance(root, ast.Attribute):
            root = root.value
        if not isinstance(root, ast.Name):
            return False
        since = self._since.get(root.id)
        if since is None:
            return isinstance(node, ast.Name) and hasattr(builtins, root.id)
        return since < line

    def _name(self, node: ast.expr) -> str:
        """What a dotted name means; a class of the file by its own name."""
        if isinstance(node, ast.Attribute):
            return f"{self._name(node.value)}.{node.attr}"
        return (self._meaning.get(node.id) or node.id) if isinstance(node, ast.Name) else ""

    def _takes_arguments(self, name: str) -> bool:
        if name.startswith("typing."):
            return True
        return self._python >= (3, 9) and (name in _GENERIC_BUILTINS or name.startswith(_SUBSCRIPTABLE))

    def _joins(self, node: ast.expr) -> bool:
        """Whether `|` is known to work on it: on classes, on generics, on None; functions that make objects do not."""
        if not isinstance(node, ast.Name | ast.Attribute):
            return True
        name = self._name(node)
        last = name.rpartition(".")[2]
        if name in BUILTINS or name.startswith("collections.") or name in self._classes:
            return True
        return last[:1].isupper() and not name.startswith(_NO_CLASSES)


def _has_future(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )
