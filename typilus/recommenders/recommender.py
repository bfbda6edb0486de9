"""The one contract of everything that recommends types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import FileNames
from typilus.project import AnalyzedFile, Embedding, VisibleTypesCache
from typilus.recommenders.sources import Source
from typilus.typespace import Neighbor

if TYPE_CHECKING:
    from typilus.project import ProjectMarkers

__all__ = ["NOTHING_NEEDED", "FileContext", "Need", "Recommendation", "Recommender", "skip_reason"]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommended type of one symbol.

    Attributes:
        type: Canonical text.
        probability: In 0..1.
        source: Id of the `Source` that says it.
        certain: It follows from the code, and no guess of another recommender is heard.
        evidence: The nearest markers that spoke for it, nearest first, where they were asked for.
        distance: Of the nearest thing that speaks for it, None where the recommender knows no distances. A probability
            compares a symbol's types with each other; a distance tells whether any of them is near at all.
        reasons: In words, what it follows from.
    """

    type: str
    probability: float
    source: str
    certain: bool = False
    evidence: tuple[Neighbor, ...] = ()
    distance: float | None = None
    reasons: tuple[str, ...] = ()


class Need(Enum):
    """Something that a recommender asks for beside the file."""

    EMBEDDING = "embedding"
    """The network's points of the file's symbols and classes."""
    EARLIER = "earlier"
    """The answers of all that do not ask for them, static inference among them. It is asked after those."""
    RANKING = "ranking"
    """The ranking of what all say that do not ask for it, and their answers. It is asked last."""


NOTHING_NEEDED: frozenset[Need] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class FileContext:
    """All that a recommender may look at.

    Attributes:
        file: The file: its document, its graph with the symbols, and the meaning of its names.
        project: The project as the file sees it, or None.
        visible_types: The classes that a file can name.
        embedding: The file's points in the TypeSpace, or None for recommenders that do not need them.
        earlier: For each symbol of the graph the recommendations of others; empty for recommenders that do not need
            them.
        ranked: For each symbol the ranked types, the most probable first, None where nothing should be suggested;
            empty for recommenders that do not need them.
        kept: Indices of symbols whose former predictions stand. Nobody looks at what is said of them, so that a
            recommender may save the work.
    """

    file: AnalyzedFile
    project: ProjectMarkers | None = None
    visible_types: VisibleTypesCache = field(default_factory=VisibleTypesCache)
    embedding: Embedding | None = None
    earlier: Sequence[Sequence[Recommendation]] = ()
    ranked: Sequence[Sequence[Recommendation] | None] = ()
    kept: frozenset[int] = frozenset()

    def asked(self) -> list[int]:
        """Return the indices of the symbols for which something should be suggested."""
        symbols = enumerate(self.file.graph.symbols)
        return [i for i, symbol in symbols if i not in self.kept and skip_reason(symbol, self.file.names) is None]


class Recommender(Protocol):
    """Recommends types for the symbols of a file."""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that its recommendations name."""
        ...

    @property
    def needs(self) -> frozenset[Need]:
        """The needs that its contexts must meet."""
        ...

    def recommend(self, context: FileContext) -> Sequence[Sequence[Recommendation]]:
        """For each symbol of `context.file.graph.symbols`, in their order, recommendations, the most probable first.

        By position and not by name, for the branches of an `if` may define a function twice.
        """
        ...


def skip_reason(symbol: Symbol, names: FileNames) -> str | None:
    """Return the reason, in words, why nothing should be suggested for a symbol, None if something should."""
    if symbol.is_receiver:
        return f"{symbol.obstacle}: its class is its type"
    if symbol.kind is SymbolKind.VARIABLE and names.stands_for_type(symbol.name):
        return "it names a type, not a value"
    if symbol.kind is SymbolKind.ATTRIBUTE and symbol.name == "__class__":
        return "every object has it: it is its class"
    return None
