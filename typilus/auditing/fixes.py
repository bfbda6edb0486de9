"""Findings as text edits: what to replace so that the file says what is suggested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from graph_extraction import SourceDocument
from typilus.auditing.file_audit import Finding
from typilus.errors import RewriteError
from typilus.judging import open_annotator
from typilus.project import DISK, Documents, ImportableNames
from typilus.rewriting import AnnotationEdit, ExistingAnnotationPolicy, RewriteOptions

__all__ = ["FixWriter"]


class FixWriter:
    """Writes fixes for the findings of one project's files.

    Args:
        root: Of the project.
        python: Interpreter of the environment that has its dependencies.
        documents: Give the project's files.
    """

    def __init__(self, root: Path, python: Path | None, documents: Documents = DISK) -> None:
        self._root = root
        importable = ImportableNames.of_project(root, python, documents)
        self._options = RewriteOptions(ExistingAnnotationPolicy.OVERWRITE, importable=importable)

    def with_fixes(self, document: SourceDocument, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings, each with the edits that apply its suggestion if it can be written in place."""
        if not findings:
            return []
        try:
            annotator = open_annotator(document, self._root, self._options)
        except RewriteError:
            return list(findings)
        fixed = []
        for finding in findings:
            edit = AnnotationEdit.for_symbol(finding.symbol, finding.suggestion.type)
            fixed.append(replace(finding, fix=annotator.annotate([edit]).edits()))
        return fixed
