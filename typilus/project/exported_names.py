"""The names that a module binds at its top level and that others can import, read from the text and never run."""

from __future__ import annotations

import ast
import importlib.util
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.machinery import PathFinder
from pathlib import Path

from graph_extraction import RUNNING_GRAMMAR, DefinitionNode, FunctionNode
from typilus.errors import SourceError
from typilus.project.documents import DISK, Documents, FileState
from typilus.semantics import Scope, is_guard, own_nodes

__all__ = ["Bindings", "bindings_of", "exported_by", "names_asked_for", "stars_of"]

_ENUM_MAKERS = frozenset({"_convert", "_convert_"})


@dataclass(frozen=True, slots=True)
class Bindings:
    """The names of one module.

    Attributes:
        names: Names bound when it is imported, perhaps conditionally.
        classes: Classes among them, each with the names that its body binds.
        stars: Modules, as written with their leading dots, whose names it takes over with `import *`.
        exported: Names that `import *` takes from it, None for every name without a leading underscore.
        certain: Names bound by statements that run whenever the module does, and never removed.
        imports: Possible modules, as written with their leading dots, among its own imports.
    """

    names: frozenset[str]
    classes: dict[str, frozenset[str]]
    stars: tuple[str, ...] = ()
    exported: frozenset[str] | None = None
    certain: frozenset[str] = frozenset()
    imports: frozenset[str] = frozenset()


def bindings_of(path: Path, documents: Documents = DISK) -> Bindings | None:
    """Return the bindings of a file, None if it cannot be read. It is read again only after a change."""
    state = FileState.of(path, documents)
    return None if state is None else _read(state)


def stars_of(tree: ast.Module) -> tuple[str, ...]:
    """The modules whose names a module takes over with `import *`, as written, with their leading dots."""
    imports = (node for node in own_nodes(tree) if isinstance(node, ast.ImportFrom))
    return tuple(
        "." * node.level + (node.module or "") for node in imports if any(alias.name == "*" for alias in node.names)
    )


@lru_cache
def names_asked_for(module: str) -> frozenset[str]:
    """Return the names of a standard library module without Python source, none where this system lacks it.

    It is taken from the standard library's own folder, for a project may have one of the same name on the path.
    """
    if module in sys.modules:
        return frozenset(dir(sys.modules[module]))
    if module in sys.builtin_module_names:
        return frozenset(dir(importlib.import_module(module)))
    folder = sysconfig.get_path("stdlib")
    compiled = [f"{folder}/lib-dynload", f"{sys.base_exec_prefix}/DLLs"]
    spec = PathFinder.find_spec(module, compiled) if "." not in module else None
    if spec is None or spec.loader is None:
        return frozenset()
    try:
        loaded = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded)
    except ImportError:
        return frozenset()
    return frozenset(dir(loaded))


@lru_cache(maxsize=4096)
def _read(state: FileState) -> Bindings | None:
    try:
        document = state.read()  # a tree of its own, for what only type checkers see is cut out of it
        return _bindings(document.tree) if document.grammar == RUNNING_GRAMMAR else None
    except (OSError, SourceError):
        return None


def _bindings(tree: ast.Module) -> Bindings:
    guarded = _cut_guards(tree)
    module = Scope(tree)
    names, classes = set(module.bound), {}
    dynamic = "__getattr__" in names
    for node in own_nodes(tree):
        if isinstance(node, ast.ClassDef):
            classes[node.name] = Scope(node).bound
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _ENUM_MAKERS:
            names.update(_strings(node.args[0]) if node.args else ())  # how the standard library makes some enums
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "globals":
            dynamic = True
    for node in tree.body:
        if isinstance(node, ast.Delete):
            names.difference_update(target.id for target in node.targets if isinstance(target, ast.Name))
    if dynamic:  # what it gives on demand (PEP 562), or binds by strings, is told for checkers or listed in strings
        names |= Scope(ast.Module(guarded, [])).bound
        names.update(text for node in ast.walk(tree) for text in _strings(node) if text.isidentifier())
    certain = frozenset(_certain(tree) - module.unbound)
    imports = frozenset(_imported(tree))
    return Bindings(frozenset(names - {"*"}), classes, stars_of(tree), exported_by(tree), certain, imports)


def _certain(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, DefinitionNode):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names.update(alias.asname or alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.Assign):
            names.update(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(node.target, ast.Name):
            names.add(node.target.id)
    return names


def _imported(tree: ast.Module) -> Iterator[str]:
    pending: list[ast.AST] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield module
            yield from (f"{module}{'.' if node.module else ''}{alias.name}" for alias in node.names)
        elif isinstance(node, ast.If) and is_guard(node):
            pending += node.orelse
        elif isinstance(node, ast.stmt | ast.ExceptHandler) and not isinstance(node, FunctionNode):
            pending += ast.iter_child_nodes(node)


def _cut_guards(tree: ast.Module) -> list[ast.stmt]:
    """Take out, and give, what only type checkers see."""
    guarded: list[ast.stmt] = []
    for node in own_nodes(tree):
        if isinstance(node, ast.If) and is_guard(node):
            guarded += node.body
            node.body = [ast.Pass()]
    return guarded


def exported_by(tree: ast.Module) -> frozenset[str] | None:
    """`__all__`, where it is made of strings alone."""
    names: set[str] = set()
    seen = False
    for node in own_nodes(tree):
        value: ast.expr | None = None
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            value = node.value if any(map(_is_all, targets)) else None
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_all(node.func.value):
            value = node.args[0] if node.args else None
            value = ast.List([value], ast.Load()) if node.func.attr == "append" and value is not None else value
        if value is None:
            continue
        if not isinstance(value, ast.List | ast.Tuple):
            return None
        texts = [text for element in value.elts for text in _strings(element)]
        if len(texts) < len(value.elts):
            return None
        names.update(texts)
        seen = True
    return frozenset(names) if seen else None


def _is_all(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "__all__"


def _strings(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
