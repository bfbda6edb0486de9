"""The standard library as a project: the running interpreter's sources, labeled from the bundled typeshed stubs."""

from __future__ import annotations

import ast
import os
import sys
import sysconfig
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from graph_extraction import FunctionNode, SymbolKey, SymbolKind, is_package_file
from typilus.annotation_types import FileNames, TypeExpression, canonicalize
from typilus.errors import TypeExpressionError
from typilus.project import ModuleSummary, module_of_path, summarize

__all__ = ["library_files", "library_root", "stub_labels", "stub_summaries"]

LEFT_OUT = frozenset(
    {"__pycache__", "test", "tests", "site-packages", "dist-packages", "lib2to3", "idlelib", "turtledemo", "ensurepip"}
)


def library_root() -> Path:
    """Folder of the running interpreter's own pure-Python modules."""
    return Path(sysconfig.get_path("stdlib"))


def library_files(root: Path) -> list[str]:
    """Sources that typeshed has a stub for, relative to `root`, sorted."""
    import typeshed_client

    stubbed = {name for name, _ in typeshed_client.get_all_stub_files(_context())}
    paths: list[str] = []
    for folder, inner, files in os.walk(root):
        # Pruned while walking: an installation may hold more in site-packages than in the library itself.
        inner[:] = [name for name in inner if name not in LEFT_OUT]
        relative = Path(folder).relative_to(root)
        paths.extend((relative / name).as_posix() for name in files if name.endswith(".py"))
    return sorted(path for path in paths if module_of_path(path)[0] in stubbed)


def stub_labels(module: str) -> Mapping[SymbolKey, TypeExpression]:
    """Return the types that typeshed gives to the symbols of one module, none without a stub.

    Overloads label a symbol only where they agree.
    """
    import typeshed_client

    context = _context()
    tree = typeshed_client.get_stub_ast(module, search_context=context)
    names = typeshed_client.get_stub_names(module, search_context=context)
    if tree is None or names is None:
        return {}
    collected: dict[SymbolKey, list[TypeExpression | None]] = {}
    stub = typeshed_client.get_stub_file(module, search_context=context)
    is_package = stub is not None and is_package_file(stub)
    stub_names = FileNames.from_tree(tree, module, is_package=is_package)
    for key, annotation in _annotations(names, ""):
        collected.setdefault(key, []).append(_canonical(annotation, stub_names))
    return {key: types[0] for key, types in collected.items() if types[0] is not None and len(set(types)) == 1}


def stub_summaries(packages: Collection[str] | None = None) -> list[ModuleSummary]:
    """Classes, aliases and imports of typeshed's standard library, which the labels are named by.

    Args:
        packages: Top-level modules to read; None for all.
    """
    import typeshed_client

    context = _context()
    wanted = frozenset({*sys.stdlib_module_names, "_typeshed"}) if packages is None else packages
    summaries = []
    for module, path in sorted(typeshed_client.get_all_stub_files(context)):
        if module.split(".")[0] in wanted:
            tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
            summaries.append(summarize(tree, module, is_package_file(path), stub=True))
    return summaries


@lru_cache(maxsize=1)
def _context() -> Any:
    import typeshed_client

    # An empty search path: only the bundled stubs, never what happens to be installed.
    return typeshed_client.get_search_context(version=sys.version_info[:2], platform="linux", search_path=[])


def _canonical(annotation: ast.expr, names: FileNames) -> TypeExpression | None:
    try:
        return canonicalize(annotation, names)
    except TypeExpressionError:
        return None


def _annotations(names: Mapping[str, Any], scope: str) -> Iterator[tuple[SymbolKey, ast.expr]]:
    for name, info in names.items():
        for node in _definitions(info.ast):
            if isinstance(node, ast.ClassDef):
                yield from _annotations(info.child_nodes or {}, f"{scope}{name}.")
            elif isinstance(node, FunctionNode):
                yield from _of_function(node, scope)
            elif isinstance(node, ast.AnnAssign) and not _is_alias(node):
                yield (SymbolKind.VARIABLE, scope.rstrip("."), name), node.annotation
                if scope:
                    yield (SymbolKind.ATTRIBUTE, scope.rstrip("."), name), node.annotation


def _definitions(node: object) -> Iterable[object]:
    return getattr(node, "definitions", None) or [node]


def _of_function(node: FunctionNode, scope: str) -> Iterator[tuple[SymbolKey, ast.expr]]:
    if node.returns is not None:
        yield (SymbolKind.RETURN, scope.rstrip("."), node.name), node.returns
    arguments = node.args
    stars = [argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None]
    for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *stars]:
        if argument.annotation is not None:
            # Old stubs mark positional-only parameters by two underscores that the source does not have.
            name = argument.arg.removeprefix("__") if not argument.arg.endswith("__") else argument.arg
            yield (SymbolKind.PARAMETER, f"{scope}{node.name}", name), argument.annotation


def _is_alias(node: ast.AnnAssign) -> bool:
    return "TypeAlias" in ast.dump(node.annotation)
