"""One draft: which edits go where, their texts, and the text of the whole file with them, yet unproved."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from graph_extraction import FunctionNode, SourceDocument, SymbolKind, extract
from typilus.annotation_types import FileNames, canonicalize, parse_type
from typilus.errors import TypeExpressionError
from typilus.rewriting.annotation_readers import AnnotationReaders
from typilus.rewriting.edits import AnnotationEdit, AppliedEdit, ExistingAnnotationPolicy, RefusedEdit, RewriteOptions
from typilus.rewriting.flow_objection import flow_objection
from typilus.rewriting.import_insertion import ImportPlan
from typilus.rewriting.import_placement import ImportPlacement
from typilus.rewriting.imported_names import ImportedName
from typilus.rewriting.rewritable import require_rewritable
from typilus.rewriting.signatures import annotate_signature
from typilus.rewriting.slots import Slot, SlotKey, find_slots
from typilus.rewriting.spelling import Speller, Spelling, placement_of
from typilus.rewriting.splices import Splice, apply_splices
from typilus.rewriting.type_comment_edits import TypeComment, type_comments, without_type_comments
from typilus.semantics import semantics_of

__all__ = ["Draft", "Drafter"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A file with edits.

    Attributes:
        text: Whole text.
        applied: Edits that were made.
        skipped: Edits that were not made.
        imports: Statements that were added.
        keys: Slots of `applied`, in the same order.
        lines: Lines of their symbols in `text`, from 1.
        added: Insertions of lines: the first line of the original that moved, and by how many.
        splices: The changes of the original's exact text.
    """

    text: str
    applied: tuple[AppliedEdit, ...]
    skipped: tuple[RefusedEdit, ...]
    imports: tuple[str, ...]
    keys: tuple[SlotKey, ...]
    lines: tuple[int, ...] = ()
    added: tuple[tuple[int, int], ...] = ()
    splices: tuple[Splice, ...] = ()

    def line_of(self, line: int) -> int:
        """Return the line in `text` of a line of the original."""
        return line + sum(count for first, count in self.added if first <= line)


class Drafter:
    """Makes drafts of one file.

    Args:
        source: File to edit.
        options: Options of the rewriting.
    """

    def __init__(self, source: SourceDocument, options: RewriteOptions) -> None:
        require_rewritable(source)
        self._source = source
        self._options = options
        readers = AnnotationReaders(semantics_of(source), options.module, options.is_package, options.importable)
        self.slots = find_slots(source, readers)
        self._by_place = {(slot.kind, slot.line, slot.column): slot for slot in self.slots}
        self._by_key = {slot.key: slot for slot in self.slots}
        self._comments = list(type_comments(source, self.slots, self._names)) if options.type_comments else []
        self._headers: dict[tuple[FunctionNode, str], Splice] = {}

    def slot(self, key: SlotKey) -> Slot | None:
        """The slot with a key."""
        return self._by_key.get(key)

    def moved(self, edit: AnnotationEdit, key: SlotKey) -> AnnotationEdit:
        """The same edit at the place of a slot of this file."""
        slot = self._by_key[key]
        return replace(edit, line=slot.line, column=slot.column)

    @property
    def comment_edits(self) -> list[AnnotationEdit]:
        """The annotations that type comments ask for, if the options do."""
        return [edit for comment in self._comments for edit in comment.edits]

    def objection(self, edit: AnnotationEdit) -> str | None:
        """Return the reason, in words, why an edit would not be made even alone, None if it would be."""
        slot = self._slot_of(edit)
        return slot if isinstance(slot, str) else self._spelling(edit, slot, self._alone).refusal

    @cached_property
    def _alone(self) -> Speller:
        """Keeps nothing, so that every edit is the first."""
        return Speller(self._source, self._options, self._placement)

    @cached_property
    def _placement(self) -> ImportPlacement:
        return placement_of(self._source, self._options)

    def draft(self, edits: Sequence[AnnotationEdit]) -> Draft:
        """The file with edits, those left out that cannot or should not be made."""
        speller = self._alone.copy()
        writing: dict[SlotKey, tuple[AnnotationEdit, Spelling]] = {}
        skipped: list[RefusedEdit] = []
        removals: dict[ast.stmt, tuple[Splice, ...]] = {}
        for comment in self._comments:
            if set(comment.edits) <= set(edits):
                speller = self._convert(comment, speller, writing, skipped, removals)
        converted = {refused.edit for refused in skipped} | {edit for edit, _ in writing.values()}
        for edit in edits:
            if edit in converted:
                continue
            slot = self._slot_of(edit)
            if isinstance(slot, str):
                skipped.append(RefusedEdit(edit, slot))
                continue
            if slot.key in writing:
                skipped.append(RefusedEdit(edit, "another edit is for the same place"))
                continue
            spelling = self._spelling(edit, slot, speller)
            if spelling.refusal is not None:
                skipped.append(RefusedEdit(edit, spelling.refusal))
                continue
            speller.keep(spelling)
            writing[slot.key] = (edit, spelling)
        return self._write(writing, skipped, removals)

    def _convert(
        self,
        comment: TypeComment,
        speller: Speller,
        writing: dict[SlotKey, tuple[AnnotationEdit, Spelling]],
        skipped: list[RefusedEdit],
        removals: dict[ast.stmt, tuple[Splice, ...]],
    ) -> Speller:
        """Write all types of a type comment or none, and return the speller to continue with."""
        trial = speller.copy()
        spellings: dict[SlotKey, tuple[AnnotationEdit, Spelling]] = {}
        for edit in comment.edits:
            slot = self._by_place[edit.kind, edit.line, edit.column]
            spelling = trial.spell(parse_type(edit.type), slot)
            refusal = slot.obstacle or spelling.refusal
            if refusal is not None:
                skipped.extend(RefusedEdit(edit, f"its type comment stays: {refusal}") for edit in comment.edits)
                return speller
            trial.keep(spelling)
            spellings[slot.key] = (edit, spelling)
        writing.update(spellings)
        removals[comment.statement] = comment.removals
        return trial

    def _spelling(self, edit: AnnotationEdit, slot: Slot, speller: Speller) -> Spelling:
        """Return the spelling of an edit in a slot, or the refusal."""
        reason = self._objection(edit, slot)
        if reason is not None:
            return Spelling(refusal=reason)
        try:
            expression = parse_type(edit.type)
            reason = None if self._options.by_hand else flow_objection(expression, slot)
            spelling = Spelling(refusal=reason) if reason is not None else speller.spell(expression, slot)
        except TypeExpressionError as error:
            return Spelling(refusal=str(error))
        if (
            spelling.refusal is None
            and slot.annotation is not None
            and self._source.exact_lines.segment(slot.annotation) == spelling.text
        ):
            return Spelling(refusal="it is annotated so already")
        return spelling

    def slot_at(self, kind: SymbolKind, line: int, column: int, name: str) -> Slot | str:
        """The slot of the symbol at a place, or in words why it has none."""
        slot = self._by_place.get((kind, line, column))
        if slot is not None and slot.name == name:
            return slot if slot.instead is None else self._by_key[slot.instead]
        return self._obstacles.get((kind, line, column, name)) or "no such symbol at this place"

    def _slot_of(self, edit: AnnotationEdit) -> Slot | str:
        return self.slot_at(edit.kind, edit.line, edit.column, edit.name)

    @cached_property
    def _obstacles(self) -> dict[tuple[SymbolKind, int, int, str], str]:
        """Return the reasons why symbols without a slot have none, computed only if an edit names one."""
        graph = self._source.derived(extract)
        return {
            (symbol.kind, symbol.line, symbol.column, symbol.name): symbol.obstacle or "not the target of an assignment"
            for symbol in graph.symbols
        }

    def _objection(self, edit: AnnotationEdit, slot: Slot) -> str | None:
        """Return the reason, apart from the type, why an edit is not made in a slot."""
        policy = self._options.policy
        if slot.obstacle is not None:
            return slot.obstacle
        if slot.commented:
            return "has a type comment"
        if slot.partly and policy is ExistingAnnotationPolicy.KEEP:
            return "its signature has annotations, which are kept as they are"
        if slot.annotation is None:
            return None
        if policy is not ExistingAnnotationPolicy.OVERWRITE:
            return "it has an annotation, which is kept"
        try:
            same = str(canonicalize(slot.annotation, self._names)) == edit.type
        except TypeExpressionError:  # what is written is no type
            return None
        return "it is annotated so already" if same else None

    @cached_property
    def _names(self) -> FileNames:
        options = self._options
        return FileNames.from_tree(self._source.tree, options.module, is_package=options.is_package)

    def _write(
        self,
        writing: dict[SlotKey, tuple[AnnotationEdit, Spelling]],
        skipped: list[RefusedEdit],
        removals: dict[ast.stmt, tuple[Splice, ...]],
    ) -> Draft:
        """Splice the texts in, leaving out whole signatures that cannot be written."""
        signatures: dict[FunctionNode, list[SlotKey]] = {}
        splices: list[Splice] = []
        removed: list[Splice] = []
        done: list[SlotKey] = []
        for key in writing:
            slot = self._by_key[key]
            if isinstance(slot.statement, FunctionNode):
                signatures.setdefault(slot.statement, []).append(key)
            else:
                splices.append(self._at_target(slot.statement, slot.annotation, writing[key][1].text))
                removed += removals.get(slot.statement, ())
                done.append(key)
        for function, keys in signatures.items():
            try:
                splices.append(self._header(function, keys, {key: writing[key][1].text for key in keys}))
                removed += removals.get(function, ())
                done += keys
            except ValueError as error:
                skipped.extend(RefusedEdit(writing[key][0], str(error)) for key in keys)
        done.sort(key=lambda key: (self._by_key[key].line, self._by_key[key].column))
        spellings = [writing[key][1] for key in done]
        imported: list[ImportedName] = list(
            dict.fromkeys(imported_name for spelling in spellings for imported_name in spelling.imports)
        )
        future = any(spelling.future for spelling in spellings)
        plan = ImportPlan(self._source, imported, self._placement, future)
        inserted = plan.splices()
        added = tuple((self._first_moved(splice), self._lines_added(splice)) for splice in (*inserted, *removed))
        changes = (*inserted, *splices, *removed)
        draft = Draft(
            apply_splices(self._source.exact_text, changes),
            tuple(AppliedEdit(writing[key][0], writing[key][1].text) for key in done),
            tuple(skipped),
            plan.statements,
            tuple(done),
            added=added,
            splices=changes,
        )
        return replace(draft, lines=tuple(draft.line_of(self._by_key[key].line) for key in done))

    def _first_moved(self, splice: Splice) -> int:
        """The first line of the original that a change moves: the one that begins at its end, or the next."""
        line, column = self._source.exact_lines.position(splice.end)
        return line if column == 0 else line + 1

    def _lines_added(self, splice: Splice) -> int:
        return _line_ends(splice.text) - _line_ends(self._source.exact_text[splice.start : splice.end])

    def _header(self, function: FunctionNode, keys: list[SlotKey], texts: dict[SlotKey, str]) -> Splice:
        """A function's header with annotations, remembered: many drafts have the same.

        Raises:
            ValueError: LibCST does not read the header, or not as it is written.
        """
        cache_key = (function, repr(sorted((key[0].value, key[2], texts[key]) for key in keys)))
        if cache_key not in self._headers:
            commented = any(self._by_key[key].commented for key in keys)
            parameters = {key[2]: texts[key] for key in keys if key[0] is SymbolKind.PARAMETER}
            returned = next((texts[key] for key in keys if key[0] is SymbolKind.RETURN), None)
            splice = annotate_signature(self._source, function, parameters, returned)
            self._headers[cache_key] = replace(splice, text=without_type_comments(splice.text)) if commented else splice
        return self._headers[cache_key]

    def _at_target(self, node: ast.Assign | ast.AnnAssign, written: ast.expr | None, text: str) -> Splice:
        lines = self._source.exact_lines
        if written is None:
            assert isinstance(node, ast.Assign)
            target = node.targets[0]
            _, at = lines.span(target)
            return Splice(at, at, f": {text}")
        return Splice(*lines.span(written), text)


def _line_ends(text: str) -> int:
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
