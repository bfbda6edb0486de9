"""The lines of a file that are checked by a checker that skips the bodies of functions without annotations."""

from __future__ import annotations

from collections.abc import Collection

from typilus.checking.diagnostics import Diagnostic
from typilus.semantics import SemanticIndex, semantics_of_text

__all__ = ["visible_errors"]


def visible_errors(errors: Collection[Diagnostic], path: str, text: str) -> int:
    """Return how many errors of a file lie outside the bodies of functions without annotations.

    Args:
        errors: Errors of any files.
        path: Path of the file, as the errors name it.
        text: Text of the file. If it cannot be parsed, all lines count.
    """
    semantics = semantics_of_text(text)
    hidden = set() if semantics is None else _hidden_lines(semantics)
    return sum(error.path == path and error.line not in hidden for error in errors)


def _hidden_lines(semantics: SemanticIndex) -> set[int]:
    bodies = (function.node.body for function in semantics.functions if not function.is_annotated)
    return {line for body in bodies for line in range(body[0].lineno, (body[-1].end_lineno or body[-1].lineno) + 1)}
