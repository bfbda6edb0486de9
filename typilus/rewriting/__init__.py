"""Insert annotations into one file's source, keep everything else byte for byte, and prove each result.

Which annotations are worth writing is decided elsewhere: by `judging`, `annotating` and `auditing`. Modules that need
LibCST are imported on first use, as predictions alone do not need it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from typilus.rewriting.annotating import SourceAnnotator
from typilus.rewriting.drafting import Drafter
from typilus.rewriting.edits import (
    AnnotatedSource,
    AnnotationEdit,
    AppliedEdit,
    ExistingAnnotationPolicy,
    RefusedEdit,
    RewriteOptions,
)
from typilus.rewriting.equality import difference
from typilus.rewriting.notebook_cells import NotebookCode, is_notebook
from typilus.rewriting.rewritable import require_rewritable
from typilus.rewriting.signatures import header_end
from typilus.rewriting.slots import Slot, find_slots
from typilus.rewriting.stubs import stub_of
from typilus.rewriting.text_edits import TextEdit, apply_edits, text_edits
from typilus.rewriting.type_comment_edits import type_comments

if TYPE_CHECKING:
    from typilus.rewriting.annotating import SourceAnnotator, annotate_source
    from typilus.rewriting.writer import AnnotationWriter


_LATE = {
    "AnnotationWriter": "typilus.rewriting.writer",
    "SourceAnnotator": "typilus.rewriting.annotating",
    "annotate_source": "typilus.rewriting.annotating",
}


def __getattr__(name: str) -> Any:
    """Import a name when it is first asked for (PEP 562)."""
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)


__all__ = [
    "AnnotatedSource",
    "AnnotationEdit",
    "AnnotationWriter",
    "AppliedEdit",
    "Drafter",
    "ExistingAnnotationPolicy",
    "NotebookCode",
    "RefusedEdit",
    "RewriteOptions",
    "Slot",
    "SourceAnnotator",
    "TextEdit",
    "annotate_source",
    "apply_edits",
    "difference",
    "find_slots",
    "header_end",
    "is_notebook",
    "require_rewritable",
    "stub_of",
    "text_edits",
    "type_comments",
]
