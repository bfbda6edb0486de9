"""What static inference says of marked occurrences."""

from __future__ import annotations

from pathlib import Path

from graph_extraction import extract, parse_source
from tests.typilus.static_inference.binding_suite import MAIN, BindingProgram
from typilus.annotation_types import rename
from typilus.static_inference import StaticInference, occurrence_at

__all__ = ["inferred_at", "is_right"]


def inferred_at(program: BindingProgram, path: Path) -> list[str]:
    """The types of a program's marked occurrences, as text, with the file's classes by their bare name; "" for none.

    Args:
        program: which lies on the disk.
        path: of its main file.
    """
    document = parse_source(program.source, str(path))
    inference = StaticInference([path.parent])
    inference.infer(document, path.stem, extract(document).symbols)
    own = f"{MAIN.removesuffix('.py')}."
    found = []
    for binding in program.bindings:
        occurrence = occurrence_at(document, binding.line, binding.column)
        answer = None if occurrence is None else inference.at(path.stem, occurrence)
        found.append("" if answer is None else str(rename(answer.type, lambda name: name.removeprefix(own))))
    return found


def is_right(answer: str, types: tuple[str, ...]) -> bool:
    """Whether an answer is one of the types that are right."""
    return answer in types
