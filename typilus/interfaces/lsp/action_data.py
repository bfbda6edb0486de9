"""Data that an editor keeps of a hint or an action, and gives back when its edits are wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph_extraction import SymbolKind
from typilus.rewriting import AnnotationEdit

__all__ = ["ActionData"]


@dataclass(frozen=True, slots=True)
class ActionData:
    """The annotations that would be written into one version of a buffer.

    Attributes:
        uri: Of the buffer.
        version: Of the buffer, for in another the places may be others.
        annotations: What is written.
    """

    uri: str
    version: int | None
    annotations: tuple[AnnotationEdit, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        annotations = [
            [edit.kind.value, edit.scope, edit.name, edit.line, edit.column, edit.type] for edit in self.annotations
        ]
        return {"uri": self.uri, "version": self.version, "annotations": annotations}

    @classmethod
    def from_json(cls, values: object) -> ActionData | None:
        """Return the data of which `to_json` gave the values, None for anything else."""
        if not isinstance(values, Mapping):
            return None
        try:
            annotations = tuple(AnnotationEdit(SymbolKind(kind), *rest) for kind, *rest in values["annotations"])
            return cls(values["uri"], values["version"], annotations)
        except (KeyError, TypeError, ValueError):
            return None
