"""`AnnotationWriter`: annotations into files on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_extraction.intake import read_bytes
from typilus.errors import RewriteError
from typilus.files import replace_file
from typilus.rewriting.annotating import annotate_source
from typilus.rewriting.edits import AnnotatedSource, AnnotationEdit, RewriteOptions

__all__ = ["AnnotationWriter"]


@dataclass(frozen=True, slots=True)
class AnnotationWriter:
    """Annotates files, with writing as a separate step.

    Attributes:
        options: Options of the rewriting; the module's name is set for each file, see `annotate`.
    """

    options: RewriteOptions = field(default_factory=RewriteOptions)

    def annotate(
        self, path: str | os.PathLike[str], edits: Iterable[AnnotationEdit], options: RewriteOptions | None = None
    ) -> AnnotatedSource:
        """Return the annotated file without writing it.

        Raises:
            SourceError: The file cannot be decoded or parsed.
            RewriteError: It cannot be read, or is no plain source file of Python 3.
        """
        name = os.fspath(path)
        try:
            data = read_bytes(name)
        except OSError as error:
            raise RewriteError(f"{name}: cannot be read: {error.strerror or error}") from error
        return annotate_source(data, edits, options or self.options, name)

    def write(self, result: AnnotatedSource) -> bool:
        """Replace a file by its result atomically, and return whether there was anything to write.

        Raises:
            RewriteError: The file cannot be written, or has changed since it was read.
        """
        if result.changed:
            replace_file(result.path, result.after, expected=result.before)
        return result.changed
