"""Annotations into source code, everything else kept byte for byte, and each result proved before it is given."""

from __future__ import annotations

from typilus.rewriting.annotating import SourceAnnotator, annotate_source
from typilus.rewriting.edits import (
    AnnotatedSource,
    AnnotationEdit,
    AppliedEdit,
    ExistingAnnotationPolicy,
    RefusedEdit,
    RewriteOptions,
)
from typilus.rewriting.writer import AnnotationWriter

__all__ = [
    "AnnotatedSource",
    "AnnotationEdit",
    "AnnotationWriter",
    "AppliedEdit",
    "ExistingAnnotationPolicy",
    "RefusedEdit",
    "RewriteOptions",
    "SourceAnnotator",
    "annotate_source",
]
