"""Write annotations into a file's bytes and prove that nothing else changes. Drafts are quick and unproved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph_extraction import SourceDocument, Symbol, parse_source
from typilus.errors import RewriteError, SourceError
from typilus.rewriting.drafting import Draft, Drafter
from typilus.rewriting.edits import AnnotatedSource, AnnotationEdit, AppliedEdit, RefusedEdit, RewriteOptions
from typilus.rewriting.equality import difference
from typilus.rewriting.harmless_subset import largest_harmless_subset
from typilus.rewriting.slots import Slot
from typilus.rewriting.text_edits import TextEdit, splice_edits

__all__ = ["SourceAnnotator", "annotate_source"]


def annotate_source(
    source: bytes | str,
    edits: Iterable[AnnotationEdit],
    options: RewriteOptions | None = None,
    path: str = "<string>",
) -> AnnotatedSource:
    """Write annotations into source code, and nothing else but the imports they need.

    The result is proved before it is returned: it parses and compiles, also by the grammar of `options.python`; its
    tree is the original's but for annotations and added imports; making the same edits again changes nothing. Edits
    that break this are rolled back, and the others are kept. If all do, the result is the original.

    Args:
        source: Bytes or text of the file. Text is encoded in UTF-8, which a declaration in it must not contradict.
        edits: Annotations to write. Earlier ones have precedence.
        options: Options of the rewriting.
        path: Name of the file in errors and differences.

    Raises:
        SourceError: The source cannot be decoded or parsed.
        RewriteError: It is no plain source file of Python 3.
    """
    return SourceAnnotator(SourceDocument(path, source), options or RewriteOptions()).annotate(edits)


class SourceAnnotator:
    """One file into which different annotations are written.

    Args:
        document: The file.
        options: How to write.

    Raises:
        RewriteError: It is no plain source file of Python 3.
    """

    def __init__(self, document: SourceDocument, options: RewriteOptions) -> None:
        self.source = document
        self._options = options
        self._drafter = Drafter(document, options)

    def reopened(self, document: SourceDocument) -> SourceAnnotator:
        """Return what writes into another text of the file. All that was read of other files is taken as it was.

        Raises:
            RewriteError: It is no plain source file of Python 3.
        """
        return SourceAnnotator(document, self._options)

    def objection(self, edit: AnnotationEdit) -> str | None:
        """Return the reason, in words, why an edit would not be made even alone, None if it would be."""
        return self._drafter.objection(edit)

    def draft(self, edits: Iterable[AnnotationEdit]) -> Draft:
        """The file with edits, unproved: for those who judge many drafts and have the chosen one proved."""
        return self._drafter.draft([*self._drafter.comment_edits, *edits])

    @property
    def slots(self) -> Sequence[Slot]:
        """All places for annotations, in the order of the text."""
        return self._drafter.slots

    def slot(self, symbol: Symbol) -> Slot | None:
        """Return the place of a symbol's annotation, None if it has none."""
        slot = self._drafter.slot_at(symbol.kind, symbol.line, symbol.column, symbol.name)
        return slot if isinstance(slot, Slot) else None

    def fix(self, applied: AppliedEdit) -> tuple[TextEdit, ...]:
        """Return the text edits of one annotation of a proved file, with the imports that it alone needs.

        There are none where it would be spelled in another way alone, so that no two fixes of a file contradict each
        other.
        """
        draft = self._drafter.draft([applied.edit])
        return splice_edits(self.source.exact_text, draft.splices) if draft.applied == (applied,) else ()

    def annotate(self, edits: Iterable[AnnotationEdit]) -> AnnotatedSource:
        """Return the file with those edits that do no harm, see `annotate_source`."""
        prover = _Prover(self.source, self._options, self._drafter)
        _, guilty = largest_harmless_subset([*self._drafter.comment_edits, *edits], prover.fault_of)
        source, proved = self.source, prover.proved
        rolled_back = tuple(RefusedEdit(edit, fault) for edit, fault in guilty)
        if proved is None:
            return AnnotatedSource(source.path, source.data, source.data, source.encoding, rolled_back=rolled_back)
        return AnnotatedSource(
            source.path,
            source.data,
            source.encode(proved.text),
            source.encoding,
            proved.applied,
            proved.imports,
            proved.skipped,
            rolled_back,
        )


class _Prover:
    """Makes drafts and proves them. `proved` is the last draft that was found harmless."""

    def __init__(self, source: SourceDocument, options: RewriteOptions, drafter: Drafter) -> None:
        self._source = source
        self._options = options
        self._drafter = drafter
        self.proved: Draft | None = None

    def fault_of(self, edits: list[AnnotationEdit]) -> str | None:
        """Return the fault of the file when these edits are made, None if it has none."""
        draft = self._drafter.draft(edits)
        fault = self._fault_in(draft) if draft.applied else None
        if fault is None:
            self.proved = draft
        return fault

    def _fault_in(self, draft: Draft) -> str | None:
        try:
            data = self._source.encode(draft.text)
        except UnicodeEncodeError as error:
            return f"{error.object[error.start : error.end]!r} cannot be written in {error.encoding}"
        fault = difference(self._source.exact_text, draft.text, draft.imports, self._options.python)
        return fault or self._instability(draft, data)

    def _instability(self, draft: Draft, data: bytes) -> str | None:
        """Return the reason why the same edits, made again, would change the result, None if they would not."""
        try:
            again = Drafter(parse_source(data, self._source.path), self._options)
        except (SourceError, RewriteError) as error:
            return f"the result cannot be read: {error}"
        pairs = list(zip(draft.applied, draft.keys, strict=True))
        lost = next((applied.edit for applied, key in pairs if again.slot(key) is None), None)
        if lost is not None:
            return f"{lost.name} is not found again"
        repeated = again.draft([again.moved(applied.edit, key) for applied, key in pairs])
        return "a second run would change it again" if repeated.text != draft.text else None
