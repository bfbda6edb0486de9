"""Frozen values: the annotations to write, the rules for writing them, and what became of each."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from enum import Enum

from graph_extraction import SourceDocument, Symbol, SymbolKind
from typilus.project import ImportableNames
from typilus.rewriting.differences import unified_diff
from typilus.rewriting.text_edits import TextEdit, text_edits

__all__ = [
    "AnnotatedSource",
    "AnnotationEdit",
    "AppliedEdit",
    "ExistingAnnotationPolicy",
    "RefusedEdit",
    "RewriteOptions",
]


_MARK = "\ufeff"


class ExistingAnnotationPolicy(str, Enum):
    """The treatment of annotations that the file already has.

    KEEP leaves a signature that has any annotation as it is, FILL writes into the empty slots of such a signature too,
    and OVERWRITE also replaces annotations. None of them changes type comments and bare declarations.
    """

    KEEP = "keep"
    FILL = "fill"
    OVERWRITE = "overwrite"


@dataclass(frozen=True, slots=True)
class AnnotationEdit:
    """One annotation to write.

    Attributes:
        kind, scope, name, line, column: The symbol's, as `graph_extraction.Symbol` has them.
        type: Canonical text (`list[int]`, `pkg.mod.Shop | None`).
    """

    kind: SymbolKind
    scope: str
    name: str
    line: int
    column: int
    type: str

    @classmethod
    def for_symbol(cls, symbol: Symbol, canonical: str) -> AnnotationEdit:
        """The edit that gives `symbol` a type."""
        return cls(symbol.kind, symbol.scope, symbol.name, symbol.line, symbol.column, canonical)


@dataclass(frozen=True, slots=True)
class RewriteOptions:
    """The options of the rewriting.

    Attributes:
        policy: Treatment of existing annotations.
        python: Oldest version that must be able to read and run the result.
        module: Dotted name of the file, "" if unknown. Its own classes are written without it.
        is_package: Whether the file is a package's `__init__`.
        typing_only: Whether imports that only annotations need go under `if TYPE_CHECKING:`. Those of `typing` and
            `collections` never do.
        future_annotations: Whether to add `from __future__ import annotations` where an annotation cannot be evaluated,
            instead of quoting it.
        type_comments: Whether to turn type comments into annotations, as edits that come before all others.
        union_size: Maximum size of unions; larger ones are refused.
        nesting: Maximum depth of types (`list[list[int]]` has depth two); deeper ones are refused.
        importable: Names that the project can import; others are refused. With None every name is trusted.
        by_hand: Whether people wrote the types, elsewhere: neither their size nor a `None` that control flow does not
            show speaks against them.
    """

    policy: ExistingAnnotationPolicy = ExistingAnnotationPolicy.FILL
    python: tuple[int, int] = sys.version_info[:2]
    module: str = ""
    is_package: bool = False
    typing_only: bool = True
    future_annotations: bool = False
    type_comments: bool = field(default=False, kw_only=True)
    union_size: int = 4
    nesting: int = 3
    importable: ImportableNames | None = None
    by_hand: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class AppliedEdit:
    """An annotation that was written, and its text in the file."""

    edit: AnnotationEdit
    text: str


@dataclass(frozen=True, slots=True)
class RefusedEdit:
    """An annotation that was not written, and why, in words."""

    edit: AnnotationEdit
    reason: str


@dataclass(frozen=True, slots=True)
class AnnotatedSource:
    """A file with annotations, proved to mean what it meant before.

    Attributes:
        path: Path of the file as the caller named it.
        before: Original bytes.
        after: Bytes with the annotations, equal to `before` if none was written.
        encoding: Codec of both.
        applied: Edits that were made.
        imports: Import statements that were added.
        skipped: Edits that were left out on purpose.
        rolled_back: Edits that were made, found to do harm, and taken back.
    """

    path: str
    before: bytes
    after: bytes
    encoding: str
    applied: tuple[AppliedEdit, ...] = ()
    imports: tuple[str, ...] = ()
    skipped: tuple[RefusedEdit, ...] = ()
    rolled_back: tuple[RefusedEdit, ...] = ()

    @property
    def changed(self) -> bool:
        """True if anything was written."""
        return self.before != self.after

    @property
    def text(self) -> str:
        """The text with the annotations, without a byte order mark."""
        return self.after.decode(self.encoding).removeprefix(_MARK)

    def _code_of(self, data: bytes) -> str:
        if self.path.endswith(".ipynb"):
            return SourceDocument(self.path, data).text
        return data.decode(self.encoding)

    def diff(self) -> str:
        """The change as a unified diff, "" where there is none. Of a notebook it is that of the code of its cells."""
        return unified_diff(self.path, self._code_of(self.before), self._code_of(self.after))

    def edits(self) -> tuple[TextEdit, ...]:
        """The replacements that turn the original text into the annotated one, in order and without overlaps."""
        return text_edits(self.before.decode(self.encoding).removeprefix(_MARK), self.text)
