"""The proof that a file with annotations still is the file it was."""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from collections.abc import Sequence

from graph_extraction import FunctionNode
from typilus.semantics import is_guard

__all__ = ["difference", "tree_without_annotations"]


def difference(before: str, after: str, added: Sequence[str], python: tuple[int, int]) -> str | None:
    """Return the fault of the new text of a file, in words, None if it has none.

    It parses, by the grammar of `python` too if the old text does; it compiles if the old text does; and its tree,
    without annotations and the added imports, is the old tree without annotations.
    """
    tree = _parse(after)
    original = _parse(before)
    if isinstance(tree, str) or isinstance(original, str):
        return f"the result does not parse: {tree}"
    if isinstance(old := _parse(after, python), str) and not isinstance(_parse(before, python), str):
        return f"the result does not parse as Python {python[0]}.{python[1]}: {old}"
    fault = _compile(after)
    if fault is not None and _compile(before) is None:
        return f"the result does not compile: {fault}"
    missing = _remove_added(tree, added)
    if missing:
        return f"an added import is not where it should be: {missing}"
    try:
        if tree_without_annotations(tree) != tree_without_annotations(original):
            return "the result's tree is not the original's"
    except RecursionError:
        return "it nests too deep to be compared"
    return None


def tree_without_annotations(tree: ast.Module) -> str:
    """A dump of the tree in which `x: int = 1` is `x = 1`. The tree is changed."""
    return ast.dump(_Eraser().visit(tree))


class _Eraser(ast.NodeTransformer):
    def visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, FunctionNode):
            node.returns = None
        elif isinstance(node, ast.AnnAssign):
            if node.value is not None:
                self.generic_visit(node)
                return ast.Assign([node.target], node.value)
            node.annotation = ast.Constant(...)
        return self.generic_visit(node)


def _remove_added(tree: ast.Module, added: Sequence[str]) -> str:
    """Remove added names from import statements, under `if TYPE_CHECKING:` too, and return those that are missing."""
    pending = Counter(name for statement in added for name in _names(ast.parse(statement).body[0]))

    def kept(body: list[ast.stmt]) -> list[ast.stmt]:
        rest: list[ast.stmt] = []
        for node in body:
            if isinstance(node, ast.Import | ast.ImportFrom):
                for alias, name in zip(list(node.names), _names(node), strict=True):
                    if pending[name] > 0:
                        pending[name] -= 1
                        node.names.remove(alias)
                if not node.names:
                    continue
            elif is_guard(node) and isinstance(node, ast.If):
                node.body = kept(node.body)
                if not node.body and not node.orelse:
                    continue
            rest.append(node)
        return rest

    tree.body = kept(tree.body)
    return ", ".join((+pending).keys())


def _names(node: ast.stmt) -> list[str]:
    """An import statement as one statement a name."""
    if isinstance(node, ast.Import):
        return [ast.unparse(ast.Import([alias])) for alias in node.names]
    assert isinstance(node, ast.ImportFrom)
    return [ast.unparse(ast.ImportFrom(node.module, [alias], node.level)) for alias in node.names]


def _parse(text: str, python: tuple[int, int] | None = None) -> ast.Module | str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text, feature_version=python)
        except (SyntaxError, ValueError) as error:
            return str(error)
        except (RecursionError, MemoryError):
            return "it nests too deep"


def _compile(text: str) -> str | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, "<string>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            return str(error)
        except (RecursionError, MemoryError):
            return "it nests too deep"
    return None
