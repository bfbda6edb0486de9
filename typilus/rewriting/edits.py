"""Frozen values: the annotations to write, the rules for writing them, and what became of each."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from enum import Enum

from graph_extraction import Symbol, SymbolKind
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
    """What becomes of annotations that are there already.

    KEEP leaves a signature that has any annotation as it is, FILL writes into the empty slots of such a signature
    too, OVERWRITE also replaces what is written. None of them touches type comments and bare declarations.
    """

    KEEP = "keep"
    FILL = "fill"
    OVERWRITE = "overwrite"


@dataclass(frozen=True, slots=True)
class AnnotationEdit:
    """One annotation to write.

    Attributes:
        kind, scope, name, line, column: the symbol's, as `graph_extraction.Symbol` has them.
        type: canonical text (`list[int]`, `pkg.mod.Shop | None`).
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
    """How annotations are written.

    Attributes:
        policy: what becomes of existing annotations.
        python: the oldest version that must be able to read and run the result.
        module: dotted name of the file, "" if unknown; its own classes are written without it.
        is_package: the file is a package's `__init__`.
        typing_only: imports that only annotations need go under `if TYPE_CHECKING:`; those of `typing` and
            `collections` never do.
        future_annotations: where an annotation cannot be evaluated, add `from __future__ import annotations` instead
            of quoting it.
        type_comments: turn type comments into annotations; they count as edits that come before all others.
        union_size: larger unions are refused.
        nesting: types nested deeper (`list[list[int]]` has depth two) are refused.
        importable: what the project can import; names that it cannot are refused. None: every name is trusted.
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
        path: the file as the caller named it.
        before: its bytes.
        after: its bytes with the annotations; equal to `before` if none was written.
        encoding: the codec of both.
        applied: what was written.
        imports: the import statements that were added.
        skipped: what was left out on purpose.
        rolled_back: what was written, found to do harm, and taken back.
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
        """Whether anything was written."""
        return self.before != self.after

    @property
    def text(self) -> str:
        """The text with the annotations, without a byte order mark."""
        return self.after.decode(self.encoding).removeprefix(_MARK)

    def diff(self) -> str:
        """The change as a unified diff, "" where there is none."""
        return unified_diff(self.path, self.before.decode(self.encoding), self.after.decode(self.encoding))

    def edits(self) -> tuple[TextEdit, ...]:
        """What to replace in the text before to get the text after, in order; they do not overlap."""
        return text_edits(self.before.decode(self.encoding).removeprefix(_MARK), self.text)
