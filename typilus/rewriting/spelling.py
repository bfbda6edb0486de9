"""A type's text at one place of a file: names that mean there what they say, for the oldest Python asked for."""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from graph_extraction import SourceDocument
from typilus.annotation_types import MODERN_TO_TYPING, FileNames, TypeExpression, render
from typilus.errors import TypeExpressionError
from typilus.project import DISK
from typilus.rewriting.edits import RewriteOptions
from typilus.rewriting.import_placement import ImportPlacement
from typilus.rewriting.imported_names import ImportedName, import_of
from typilus.rewriting.run_time_names import RunTimeNames
from typilus.rewriting.runtime_bindings import RuntimeBindings
from typilus.rewriting.same_definitions import SameDefinitions
from typilus.rewriting.slots import Slot
from typilus.rewriting.star_imports import StarImports
from typilus.rewriting.unwelcome_types import refusal
from typilus.semantics import Scope, free_names

__all__ = ["Speller", "Spelling", "placement_of"]

_BUILTINS = frozenset(dir(builtins))
_UNIONS = ("Optional", "Union")
_GENERICS = ("Dict", "FrozenSet", "List", "Set", "Tuple", "Type", "Pattern", "Match")
_ATTEMPTS = 4
_TEXTS = 4096
"""So many annotations are kept: the candidates of a file's symbols are mostly the same."""


def placement_of(source: SourceDocument, options: RewriteOptions) -> ImportPlacement:
    """Return the placement of the imports of a file."""
    names = RunTimeNames(source.tree, options.module, options.is_package, options.importable, options.python)
    return ImportPlacement(source.tree, names, options.typing_only)


@dataclass(frozen=True, slots=True)
class Spelling:
    """The text of an annotation and its requirements.

    Attributes:
        text: Annotation, "" if it cannot be written.
        imports: Names that it needs and the file lacks.
        future: Whether it stands unquoted on condition that annotations are not evaluated.
        refusal: Reason, in words, why it cannot be written.
    """

    text: str = ""
    imports: tuple[ImportedName, ...] = ()
    future: bool = False
    refusal: str | None = None


class Speller:
    """Writes types for the slots of one file, and remembers their imports so that they agree.

    Args:
        source: File to edit.
        options: Options of the rewriting.
        placement: Placement of its imports.
    """

    def __init__(
        self, source: SourceDocument, options: RewriteOptions, placement: ImportPlacement | None = None
    ) -> None:
        self._options = options
        self._module = Scope(source.tree)
        documents = DISK if options.importable is None else options.importable.documents
        self._stars = StarImports(source, options.module, options.is_package, documents)
        names = FileNames.from_tree(source.tree, options.module, is_package=options.is_package)
        loaded = free_names(source.tree)
        # A name that is used but not bound comes from a star import or from elsewhere: a new import would hide it.
        self._taken = names.bound | self._module.bound | (loaded - _BUILTINS)
        inner = (
            frozenset((*names.imports, *(module.partition(".")[0] for module in names.modules))) - self._module.bound
        )
        self._names = replace(_without(names, inner), bound=self._taken)
        self._placement = placement or placement_of(source, options)
        self._evaluation = RuntimeBindings(source.tree, options.python, self._placement.names)
        self._pretended = self._pretend()
        self._same = SameDefinitions(self._placement.names, self._names)

    def copy(self) -> Speller:
        """An independent copy, which knows what was kept so far."""
        other = copy.copy(self)
        other._evaluation = self._evaluation.copy()  # noqa: SLF001 - a copy of itself
        return other

    def spell(self, expression: TypeExpression, slot: Slot) -> Spelling:
        """Return the spelling of a type in a slot, which never uses a name that means something else there."""
        reason = refusal(expression, self._options)
        if reason is not None:
            return Spelling(refusal=reason)
        expression = self._same.renamed(expression)
        names = self._pretended
        for _ in range(_ATTEMPTS):
            try:
                rendered = render(expression, names)
            except TypeExpressionError as error:
                return Spelling(refusal=str(error))
            roots = _roots(rendered.text)
            if roots is None:
                return Spelling(refusal=f"{rendered.text!r} is no expression")
            hidden = {root for root in roots if slot.scope.hides(root)}
            if not hidden:
                return self._finish(rendered.text, roots, rendered.imports, slot)
            names = _without(names, hidden)
        return Spelling(refusal=f"{min(hidden)} means something else at this place")

    def keep(self, spelling: Spelling) -> None:
        """The spelling is written: its imports count as part of the file from now on."""
        for imported in spelling.imports:
            names = {**self._names.imports, imported.local: imported.target}
            modules = (*self._names.modules, imported.module) if imported.name is None else self._names.modules
            self._names = replace(
                self._names,
                imports=names,
                modules=modules,
                bound=self._names.bound | {imported.local},
                spellings={},
                resolved={},
                read={},
            )
            self._evaluation.add(imported, typing_only=self._placement.is_typing_only(imported))
        if spelling.imports:
            self._pretended = self._pretend()

    def _finish(self, text: str, roots: frozenset[str], statements: tuple[str, ...], slot: Slot) -> Spelling:
        imports = {imported.local: imported for imported in map(import_of, statements)}
        for imported in imports.values():
            if imported.local in self._taken and self._names.imports.get(imported.local) != imported.local:
                return Spelling(refusal=f"{imported.local} means something else in this file")
            if self._is_own(imported):
                return Spelling(refusal=f"{imported.target} cannot be named at this place")
        missing = self._missing(text, imports)
        if missing is not None:
            return Spelling(refusal=missing)
        for root in roots - imports.keys():
            hidden = self._stars.objection(root) if root not in self._taken and root in _BUILTINS else None
            if hidden is not None:
                return Spelling(refusal=hidden)
            if root not in self._names.bound and root in self._pretended.imports:
                imports[root] = ImportedName("typing", root)
            elif root not in self._names.bound and root not in _BUILTINS:
                return Spelling(refusal=f"nothing in this file tells what {root} is")
            elif root in self._taken and root not in self._module.bound:
                return Spelling(refusal=f"{root} is not bound where it could be seen from here")
            if root.startswith("__"):
                return Spelling(refusal=f"{root} means something else inside a class")
        if not slot.reader and (not slot.evaluated or self._evaluation.deferred):
            return Spelling(text, tuple(imports.values()))
        trial = self._evaluation.copy()
        for imported in imports.values():
            trial.add(imported, typing_only=self._placement.is_typing_only(imported))
        if trial.works(text, slot.line):
            return Spelling(text, tuple(imports.values()))
        if slot.reader:
            return Spelling(refusal=f"the running program cannot compute it, and {slot.reader} may read it")
        if self._options.future_annotations:
            return Spelling(text, tuple(imports.values()), future=True)
        quote = "'" if '"' in text else '"'
        if quote in text or "\\" in text:
            return Spelling(refusal="it must be quoted, and holds quotes itself")
        return Spelling(f"{quote}{text}{quote}", tuple(imports.values()))

    def _missing(self, text: str, imports: Mapping[str, ImportedName]) -> str | None:
        """Return, in words, the names in a text that an import does not provide. Names that the file imports count as
        provided.
        """
        importable = self._options.importable
        if importable is None:
            return None
        own_imports = self._names.imports
        for name in _dotted(text):
            root, _, rest = name.partition(".")
            added = imports.get(root)
            if added is not None and added.name is not None:
                reason = importable.reason_against(added.module, f"{added.name}.{rest}" if rest else added.name)
            elif added is not None or root in own_imports:
                module = own_imports[root] if added is None else added.target
                reason = importable.reason_against(module, rest or None, imported=added is None)
            else:
                continue
            if reason is not None:
                return reason
        return None

    def _is_own(self, imported: ImportedName) -> bool:
        """Return whether it would import the file itself, or something in it that is no module."""
        own = self._options.module
        if not own:
            return imported.module.partition(".")[0] in self._module.bound - self._names.imports.keys()
        inside = imported.module == own or imported.module.startswith(f"{own}.")
        return inside and not (self._options.is_package and imported.module != own)

    def _pretend(self) -> FileNames:
        """Return the names as if an old file had imported the generics of `typing`. Those that are used are added."""
        if self._evaluation.deferred or self._options.python >= (3, 10) or self._options.future_annotations:
            return self._names
        wanted = [*_UNIONS]
        if self._options.python < (3, 9):
            wanted += [*_GENERICS, *(name.removeprefix("typing.") for name in MODERN_TO_TYPING.values())]
        free = {name: f"typing.{name}" for name in wanted if name not in self._names.bound}
        imports = {**self._names.imports, **free}
        bound = self._names.bound | free.keys()
        return replace(self._names, imports=imports, bound=bound, spellings={}, resolved={}, read={})


@lru_cache(maxsize=_TEXTS)
def _roots(text: str) -> frozenset[str] | None:
    """The names at the start of every dotted name of an annotation."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError):
        return None
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))


@lru_cache(maxsize=_TEXTS)
def _dotted(text: str) -> tuple[str, ...]:
    """The dotted names of an annotation, each as a whole."""
    pending: list[ast.AST] = [ast.parse(text, mode="eval")]
    names = []
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name | ast.Attribute):
            names.append(ast.unparse(node))
        else:
            pending.extend(ast.iter_child_nodes(node))
    return tuple(names)


def _without(names: FileNames, hidden: Set[str]) -> FileNames:
    """Return the names without those that mean something else in a scope, which stay reserved."""

    def visible(dotted: str) -> bool:
        return dotted.partition(".")[0] not in hidden

    def kept(items: Iterator[tuple[str, str]]) -> dict[str, str]:
        return {local: target for local, target in items if visible(local)}

    return replace(
        names,
        imports=kept(iter(names.imports.items())),
        definitions=kept(iter(names.definitions.items())),
        modules=tuple(filter(visible, names.modules)),
        bound=names.bound | hidden,
        spellings={},
        resolved={},
        read={},
    )
