"""Weaving: the types of a donor's symbols given to the same symbols of a target.

Symbols are the same if their scope (Python's `__qualname__`), kind and name are. Several functions with one name, as
the getter and the setter of a property or the branches of an `if`, are told apart by what part of a property they are
and by their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from graph_extraction import FunctionNode, SourceDocument, SymbolKind
from typilus import html_views
from typilus.annotation_types import FileNames, canonicalize, parse_type
from typilus.errors import RewriteError, TypeExpressionError
from typilus.files import replace_file
from typilus.rewriting import AnnotatedSource, AnnotationEdit, RefusedEdit, RewriteOptions, Slot, SourceAnnotator
from typilus.semantics import semantics_of
from typilus.weaving.donations import Donation, donations_of, functions_by_key

__all__ = ["WovenFile", "weave_documents"]

_LOCALS = ".<locals>"
_SIGNATURE = (SymbolKind.PARAMETER, SymbolKind.RETURN)


@dataclass(frozen=True, slots=True)
class WovenFile:
    """A target with the annotations of a donor. Nothing is on disk yet.

    Attributes:
        source: The target before and after, with what was written.
        refused: Annotations that were not written, and why.
        homeless: Annotations of the donor whose symbols the target lacks, or that are no types.
    """

    source: AnnotatedSource
    refused: tuple[RefusedEdit, ...]
    homeless: tuple[Donation, ...]

    @property
    def text(self) -> str:
        """The new text of the target."""
        return self.source.text

    @property
    def changed(self) -> bool:
        """True if anything was woven in."""
        return self.source.changed

    def diff(self) -> str:
        """The change as a unified diff, "" where there is none."""
        return self.source.diff()

    def _repr_html_(self) -> str:
        rows = [
            (str(one.edit.line), html_views.code(f"{one.edit.scope}.{one.edit.name}".lstrip(".")), escape(one.reason))
            for one in self.refused
        ]
        refused = html_views.table(("line", "symbol", "not written, because"), rows) if rows else ""
        return html_views.block(self.source.path, html_views.diff_view(self.diff()), refused)

    def write(self) -> bool:
        """Replace the target by the new text, atomically. Return whether there was anything to write.

        Raises:
            RewriteError: It cannot be written, or has changed since it was read.
        """
        if self.source.changed:
            replace_file(self.source.path, self.source.after, expected=self.source.before)
        return self.source.changed


def weave_documents(
    donor: SourceDocument, target: SourceDocument, options: RewriteOptions, scope: str = ""
) -> WovenFile:
    """Give the symbols of a target the types that a donor has for them, and change nothing else of it.

    Names are what they mean in the donor, and are written as the target would write them: with its imports, else with
    new ones. What the donor defines itself is meant to be the target's, if that has a definition of that name.

    Args:
        donor: Another version of the file, or its stub.
        target: The file.
        options: How to write; the module is the target's.
        scope: Only types below this function or class are woven in, but for its own signature; all by default.

    Raises:
        RewriteError: The target is no plain source file of Python 3, or has no such scope.
    """
    annotator = SourceAnnotator(target, options)
    if scope:
        _require_scope(target, scope)
    matcher = _Matcher(donor, target, annotator.slots)
    types = _TargetTypes(target, options)
    edits: list[AnnotationEdit] = []
    refused: list[RefusedEdit] = []
    homeless: list[Donation] = []
    for donation in donations_of(donor, options.module, options.is_package):
        if not _is_below(scope, donation):
            continue
        slots = matcher.slots_for(donation) if donation.type else []
        if not slots:
            homeless.append(donation)
        lacking = types.variable_lacking_in(donation.type) if slots else None
        for slot in slots:
            edit = _edit(slot, donation.type)
            if types.has(slot, donation.type):
                continue
            if lacking is None:
                edits.append(edit)
            else:
                refused.append(RefusedEdit(edit, f"the target has no type variable {lacking}"))
    source = annotator.annotate(dict.fromkeys(edits))
    return WovenFile(source, (*refused, *source.skipped, *source.rolled_back), tuple(homeless))


class _TargetTypes:
    """The annotations that a target has, and its type variables: without one, `list[T]` would become `list[Any]`."""

    def __init__(self, target: SourceDocument, options: RewriteOptions) -> None:
        self._names = FileNames.from_tree(target.tree, options.module, is_package=options.is_package)
        self._variables = {*self._names.type_variables, *self._names.imports, "AnyStr"}

    def has(self, slot: Slot, type_: str) -> bool:
        """Return whether a place is annotated with a type already."""
        try:
            return slot.annotation is not None and str(canonicalize(slot.annotation, self._names)) == type_
        except TypeExpressionError:
            return False

    def variable_lacking_in(self, type_: str) -> str | None:
        """Return a variable of a type that the target lacks, None if it has all."""
        pending = [parse_type(type_)]
        while pending:
            part = pending.pop()
            name = part.name[1:].partition(".")[0]
            if part.name[0] == "~" and name not in self._variables:
                return name
            pending.extend(part.arguments)
        return None


class _Matcher:
    """Finds the places in a target for a donor's annotations."""

    def __init__(self, donor: SourceDocument, target: SourceDocument, slots: Sequence[Slot]) -> None:
        self._functions = _pair_functions(functions_by_key(donor), functions_by_key(target))
        self._of_functions: dict[tuple[FunctionNode, SymbolKind, str], Slot] = {}
        self._others: dict[tuple[SymbolKind, str, str], Slot] = {}
        for slot in slots:
            if isinstance(slot.statement, FunctionNode):
                self._of_functions[slot.statement, slot.kind, slot.name] = slot
            else:
                key = slot.kind, slot.owner.qualified_name, slot.name
                before = self._others.get(key)
                if before is None or (before.obstacle is not None and slot.obstacle is None):
                    self._others[key] = slot

    def slots_for(self, donation: Donation) -> list[Slot]:
        """The places for an annotation: several where the target has more functions of one name than the donor."""
        if donation.function is not None:
            keys = ((target, donation.kind, donation.name) for target in self._functions.get(donation.function, ()))
            return [self._of_functions[key] for key in keys if key in self._of_functions]
        # A stub declares in the class's body what its methods assign.
        kinds = (donation.kind, *({SymbolKind.VARIABLE, SymbolKind.ATTRIBUTE} - {donation.kind}))
        keys_ = ((kind, donation.scope, donation.name) for kind in kinds)
        return [self._others[key] for key in keys_ if key in self._others][:1]


def _pair_functions(
    donors: Mapping[tuple[str, str], Sequence[FunctionNode]], targets: Mapping[tuple[str, str], Sequence[FunctionNode]]
) -> dict[FunctionNode, list[FunctionNode]]:
    """Return the functions of the target that are to be annotated as each of the donor's is.

    As many functions of one name on both sides are paired in order; of different numbers, each of the target has the
    nearest of the donor.
    """
    pairs: dict[FunctionNode, list[FunctionNode]] = {}
    for key, functions in targets.items():
        namesakes = donors.get(key, ())
        for index, function in enumerate(functions if namesakes else ()):
            line = function.lineno
            nearest = min(namesakes, key=lambda node: abs(node.lineno - line))
            donor = namesakes[index] if len(namesakes) == len(functions) else nearest
            pairs.setdefault(donor, []).append(function)
    return pairs


def _edit(slot: Slot, type_: str) -> AnnotationEdit:
    return AnnotationEdit(slot.kind, slot.owner.qualified_name, slot.name, slot.line, slot.column, type_)


def _is_below(scope: str, donation: Donation) -> bool:
    """Return whether a symbol is a scope's own or lies deeper. A function's signature is not below it."""
    if not scope:
        return True
    wanted, own = _plain(scope), _plain(donation.scope)
    return own.startswith(f"{wanted}.") or (own == wanted and donation.kind is not SymbolKind.PARAMETER)


def _require_scope(target: SourceDocument, scope: str) -> None:
    names = [scope_.qualified_name for scope_ in semantics_of(target).scopes.values()]
    if _plain(scope) not in map(_plain, names):
        shown = ", ".join(sorted(map(_plain, names))[:10])
        raise RewriteError(f"{target.path}: has no function or class {scope}; there are {shown or 'none'}")


def _plain(scope: str) -> str:
    """A `__qualname__` as people name it: `outer.inner`."""
    return scope.replace(_LOCALS, "")
