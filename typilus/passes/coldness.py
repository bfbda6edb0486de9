"""The share of a project that people have annotated: is there hardly anything?"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

from graph_extraction import FunctionNode
from typilus.project import DISK, Documents, FileState, parsed_document

__all__ = ["COLD_BELOW", "is_cold"]

COLD_BELOW = 0.1
"""Below this share of annotated parameters and returns a project says too little of its own types."""
_SAMPLE = 60


def is_cold(paths: Sequence[str], documents: Documents = DISK) -> bool:
    """Return whether hardly any parameter or return of some files is annotated.

    Args:
        paths: Files of the project. Of many, some that are spread evenly are looked at.
        documents: Give the files.
    """
    annotated = total = 0
    for path in paths[:: max(1, len(paths) // _SAMPLE)]:
        state = FileState.of(Path(path), documents)
        document = None if state is None else parsed_document(state)
        for node in ast.walk(document.tree) if document is not None else ():
            if isinstance(node, FunctionNode):
                slots = [argument.annotation for argument in _arguments(node.args)] + [node.returns]
                annotated += sum(slot is not None for slot in slots)
                total += len(slots)
    return annotated < COLD_BELOW * total


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument for argument in every if argument.arg not in ("self", "cls")]
