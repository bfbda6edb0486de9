"""The functions and classes of a file that its project hands, as values, to possible readers of annotations."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from weakref import WeakKeyDictionary

from graph_extraction import DefinitionNode, applied_name
from typilus.project import MODULE_READERS, ImportableNames
from typilus.rewriting.handing_over import HandingOver, handed_values, mentions_reading
from typilus.rewriting.meanings import Meaning, Meanings, ModuleSource, module_in
from typilus.semantics import Scope, SemanticIndex

__all__ = ["EVERYTHING", "Exposure"]

EVERYTHING = "*"
_MODULE_READERS = frozenset(name.rpartition(".")[2] for name in MODULE_READERS)
_ATTRIBUTES = frozenset({"__annotations__", "__annotate__", "__signature__"})


class Exposure:
    """The functions and classes of one file that are handed to unknown code.

    Args:
        meanings: Meanings of names.
        handing: Effects of handing something over.
    """

    def __init__(self, meanings: Meanings, handing: HandingOver) -> None:
        self._meanings = meanings
        self._handing = handing

    def of(self, qualified: str) -> bool:
        """Return whether the annotations of a function or class may be read, by its qualified name."""
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
        """Return qualified names: `?.name` is a method of any class, `*` everything, `Owner.*` all of a class's
        methods.
        """
        own, importable = self._meanings.own, self._meanings.importable
        names = {name for module, name in _handed_in(own, self._meanings, self._handing) if module is own}
        tops = [node.name for node in own.tree.body if isinstance(node, DefinitionNode)]
        if own.name and tops and importable is not None:
            for path in importable.texts.mentioning([*tops, own.name.rpartition(".")[2]]):
                names |= _handed_by(path, importable).get(own.name, frozenset())
        return frozenset(names)


def _handed_by(path: Path, importable: ImportableNames) -> dict[str, frozenset[str]]:
    """Return the names that a file of the project hands over, by module. Each file is read only once."""
    cache = importable.texts.handed
    if path not in cache:
        names_by_module: defaultdict[str, set[str]] = defaultdict(set)
        module = _module_at(path, importable)
        if module is not None:
            meanings = Meanings(module, importable)
            for owner, name in _handed_in(module, meanings, HandingOver(meanings, importable.texts)):
                if owner is not module:
                    names_by_module[owner.name].add(name)
        cache[path] = {name: frozenset(names) for name, names in names_by_module.items()}
    return cache[path]


def _module_at(path: Path, importable: ImportableNames) -> ModuleSource | None:
    name = importable.module_at(path)
    module = module_in(path, name, importable.documents)
    if module is None or importable.file_in_project(name) == path:
        return module
    return ModuleSource("", module.semantics)  # a script: nobody can import it, but it imports


def _handed_in(module: ModuleSource, meanings: Meanings, handing: HandingOver) -> Iterator[tuple[ModuleSource, str]]:
    """Yield the modules and names (as in `Exposure.names`) that a module hands over."""
    methods = {node.name for node in module.semantics.scopes}
    for one in _handings_of(module.semantics):
        whole = one.is_applied and meanings.of(one.call.func, module, one.scope).name in MODULE_READERS
        if whole and not one.call.args:
            yield module, EVERYTHING
        exposed: list[tuple[ModuleSource, str]] = []
        for value in one.values:
            meaning = meanings.of(value, module, one.scope)
            exposed += _exposed(meaning, meanings, whole)
            if not meaning.name and isinstance(value, ast.Attribute) and value.attr in methods:
                exposed.append((module, f"?.{value.attr}"))
        if exposed and not (one.is_call and handing.is_harmless(one.call.func, module, one.scope)):
            yield from exposed


@dataclass(frozen=True, slots=True)
class _Handing:
    """A place of a file that hands names over, whatever they mean.

    Attributes:
        call: Call, or one made up for what is no call.
        scope: Block around it.
        values: Names that it hands over.
        is_call: Whether the call is written.
        is_applied: Whether the name of what is called is that of a reader of whole modules.
    """

    call: ast.Call
    scope: Scope
    values: tuple[ast.Name | ast.Attribute, ...]
    is_call: bool
    is_applied: bool


_handings: WeakKeyDictionary[SemanticIndex, tuple[_Handing, ...]] = WeakKeyDictionary()


def _handings_of(semantics: SemanticIndex) -> tuple[_Handing, ...]:
    """The places of a file that hand names over. They need no other file, so an edit elsewhere changes none."""
    handings = _handings.get(semantics)
    if handings is None:
        handings = _handings[semantics] = tuple(_handings_in(semantics))
    return handings


def _handings_in(semantics: SemanticIndex) -> Iterator[_Handing]:
    reading = mentions_reading(semantics.tree)
    decorators = {
        part for node in semantics.scopes for decorator in node.decorator_list for part in ast.walk(decorator)
    }
    for node, scope in semantics.scoped_nodes():
        if node in decorators:
            continue
        if isinstance(node, ast.Call):
            call = node
        elif isinstance(node, ast.Attribute) and node.attr in _ATTRIBUTES:
            call = ast.Call(node, [node.value], [])
        elif reading and isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict):
            call = ast.Call(ast.Name(""), [node], [])
        else:
            continue
        values, is_call = tuple(handed_values(call)), call is node
        is_applied = is_call and applied_name(call) in _MODULE_READERS
        if values or is_applied:
            yield _Handing(call, scope, values, is_call, is_applied)


def _exposed(meaning: Meaning, meanings: Meanings, whole: bool) -> Iterator[tuple[ModuleSource, str]]:
    """Yield the names exposed by handing something over, for a class including its bases in the same module."""
    if meaning.module is None or meaning.node is None:
        return
    if isinstance(meaning.node, ast.Module):
        yield meaning.module, EVERYTHING
    elif not isinstance(meaning.node, ast.ClassDef):
        yield meaning.module, meaning.qualified
    elif whole or not meaning.is_instance:
        for above in meanings.classes_above(meaning):
            if above.module is meaning.module:
                if not meaning.is_instance:
                    yield meaning.module, above.qualified
                if whole:
                    yield meaning.module, f"{above.qualified}.{EVERYTHING}"
