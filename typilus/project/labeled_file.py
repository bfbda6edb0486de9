"""A source file with its graph and the types that people wrote into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph_extraction import ProgramGraph

__all__ = ["LabeledFile"]


@dataclass(frozen=True, slots=True)
class LabeledFile:
    """One source file of the corpus.

    Attributes:
        project: Name of its project in the manifest.
        path: Path relative to the project's root, with forward slashes.
        module: Dotted name for imports.
        graph: Program graph, without annotations in nodes or edges.
        labels: Canonical types aligned with `graph.symbols`, None for no or no informative type.
        hierarchy: Canonical bases of the classes that the file defines.
        inferred: Canonical types that a checker inferred for symbols without an annotation, aligned with
            `graph.symbols` like `labels`, or empty if there is none. They serve for training and not for measuring, so
            `labels` does not hold them.
        definitions: Canonical names of the classes that the file defines, aligned with `graph.definitions`.
        imports: Canonical names that the file imports, each with whether it uses them outside of annotations.
    """

    project: str
    path: str
    module: str
    graph: ProgramGraph
    labels: tuple[str | None, ...]
    hierarchy: Mapping[str, tuple[str, ...]]
    inferred: tuple[str | None, ...] = ()
    definitions: tuple[str, ...] = ()
    imports: tuple[tuple[str, bool], ...] = ()

    @property
    def num_labels(self) -> int:
        """Number of labeled symbols."""
        return sum(label is not None for label in self.labels)

    @property
    def all_labels(self) -> tuple[str | None, ...]:
        """`labels`, filled up with `inferred`: for learning only."""
        if not self.inferred:
            return self.labels
        return tuple(guess if label is None else label for label, guess in zip(self.labels, self.inferred, strict=True))
