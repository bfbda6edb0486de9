"""The contract of an edge type: what is known of it, and the pass that adds its edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from graph_extraction.graph import EdgeType
from graph_extraction.storage.edge_codec import EdgeCodec
from graph_extraction.storage.plain_pairs import PLAIN_PAIRS
from graph_extraction.syntax.record import SyntaxRecord

__all__ = ["EdgeSink", "EdgeSpec", "Pass"]


@dataclass(frozen=True, slots=True)
class EdgeSpec:
    """The description of an edge type for extraction, storage and pictures.

    Attributes:
        type: Its name.
        color: In pictures, `#rrggbb`.
        requires: Types without which a graph cannot have this one; its codec may expect edges from theirs.
        codec: How its edges are stored.
    """

    type: EdgeType
    color: str
    requires: frozenset[EdgeType] = frozenset()
    codec: EdgeCodec = PLAIN_PAIRS


class EdgeSink:
    """Receives the edges of one type.

    Args:
        vocabulary_node: Gives the number of the VOCABULARY node of a word.

    Attributes:
        sources, targets: The edges so far, by the numbers of their nodes.
    """

    __slots__ = ("sources", "targets", "vocabulary_node")

    def __init__(self, vocabulary_node: Callable[[str], int]) -> None:
        self.sources: list[int] = []
        self.targets: list[int] = []
        self.vocabulary_node = vocabulary_node

    def add(self, source: int, target: int) -> None:
        """Add one edge."""
        self.sources.append(source)
        self.targets.append(target)

    def extend(self, sources: Iterable[int], targets: Iterable[int]) -> None:
        """Add edges, given as two sequences of equal length."""
        self.sources.extend(sources)
        self.targets.extend(targets)


class Pass(Protocol):
    """Adds the edges of one type."""

    @property
    def edge(self) -> EdgeSpec:
        """The description of that type."""
        ...

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        """Add the edges of a file."""
        ...
