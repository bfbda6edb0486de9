"""The annotations that `annotate` would write, or has written, as findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from typilus.annotating import AnnotatedFile, AnnotatedSymbol
from typilus.interfaces.formats.contract import RunInfo
from typilus.interfaces.formats.items import SUGGESTED_TYPE, UNREADABLE_FILE, ReportedItem
from typilus.interfaces.terminal import DIFF_STYLES
from typilus.result_rows import ANNOTATED_COLUMNS
from typilus.rewriting import is_notebook

__all__ = ["ANNOTATION_RULES", "annotation_run", "reported_annotations"]

ANNOTATION_RULES = (SUGGESTED_TYPE, UNREADABLE_FILE)


def annotation_run(root: Path, shows_diffs: bool = True, has_fixes: bool = True) -> RunInfo:
    """Return the data about a run of `annotate` for formats.

    Args:
        root: Of the project.
        shows_diffs: Whether people see a diff; stubs leave the files as they are.
        has_fixes: Whether findings have their fixes; what has been written needs none.
    """

    def text(file: AnnotatedFile) -> str:
        return file.diff() if shows_diffs else ""

    items = partial(reported_annotations, has_fixes=has_fixes)
    return RunInfo(root, ANNOTATION_RULES, items, text, spaced=False, styles=DIFF_STYLES, columns=ANNOTATED_COLUMNS)


def reported_annotations(files: Iterable[AnnotatedFile], has_fixes: bool = True) -> Iterator[ReportedItem]:
    """One finding for every annotation that is written, and for every file that failed."""
    for file in files:
        if file.error is not None:
            yield ReportedItem(file.path, None, 0, 0, UNREADABLE_FILE, file.error)
        for symbol in file.written:
            yield _annotation(file, symbol if has_fixes else replace(symbol, fix=()))


def _annotation(file: AnnotatedFile, annotated: AnnotatedSymbol) -> ReportedItem:
    prediction = annotated.prediction
    symbol, best, name = prediction.symbol, prediction.candidates[0], prediction.qualified_name
    kind, written = symbol.kind.value, annotated.written
    judged = f", accepted by {file.check.name}" if best.checked == "passed" and file.check is not None else ""
    return ReportedItem(
        file.path,
        None if is_notebook(file.path) else symbol.line,  # the lines of a notebook's code are not those of the file
        symbol.column,
        symbol.column + len(symbol.name),
        SUGGESTED_TYPE,
        f"{kind} {name} may be annotated as '{written}' ({best.probability:.0%}{judged})",
        symbol=name,
        confidence=best.probability,
        properties={"kind": kind, "annotation": written, "type": best.type, "checked": best.checked},
        fix=annotated.fix,
    )
