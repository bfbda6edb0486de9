"""Frozen values: the graph of one Python file and the symbols that can carry a type."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from graph_extraction import drawing
from graph_extraction.source.source_errors import TypilusError

if TYPE_CHECKING:
    from networkx import MultiDiGraph

__all__ = [
    "SYMBOL_KINDS",
    "TABLE_1",
    "ClassDefinition",
    "EdgeType",
    "NodeKind",
    "Obstacle",
    "ProgramGraph",
    "Symbol",
    "SymbolKey",
    "SymbolKind",
]


class NodeKind(IntEnum):
    """The four categories of nodes (paper, section 5.1)."""

    TOKEN = 0
    NON_TERMINAL = 1
    VOCABULARY = 2
    SYMBOL = 3


class EdgeType(str):
    """The label of an edge, by its name.

    Those of the paper's Table 1 are named here; each runs in the direction that the table gives. A pass may bring one
    of its own: `EdgeType("DECORATES")`.
    """

    __slots__ = ()

    NEXT_TOKEN: ClassVar[EdgeType]
    CHILD: ClassVar[EdgeType]
    NEXT_MAY_USE: ClassVar[EdgeType]
    NEXT_LEXICAL_USE: ClassVar[EdgeType]
    ASSIGNED_FROM: ClassVar[EdgeType]
    RETURNS_TO: ClassVar[EdgeType]
    OCCURRENCE_OF: ClassVar[EdgeType]
    SUBTOKEN_OF: ClassVar[EdgeType]


EdgeType.NEXT_TOKEN = EdgeType("NEXT_TOKEN")
EdgeType.CHILD = EdgeType("CHILD")
EdgeType.NEXT_MAY_USE = EdgeType("NEXT_MAY_USE")
EdgeType.NEXT_LEXICAL_USE = EdgeType("NEXT_LEXICAL_USE")
EdgeType.ASSIGNED_FROM = EdgeType("ASSIGNED_FROM")
EdgeType.RETURNS_TO = EdgeType("RETURNS_TO")
EdgeType.OCCURRENCE_OF = EdgeType("OCCURRENCE_OF")
EdgeType.SUBTOKEN_OF = EdgeType("SUBTOKEN_OF")

TABLE_1 = (
    EdgeType.NEXT_TOKEN,
    EdgeType.CHILD,
    EdgeType.NEXT_MAY_USE,
    EdgeType.NEXT_LEXICAL_USE,
    EdgeType.ASSIGNED_FROM,
    EdgeType.RETURNS_TO,
    EdgeType.OCCURRENCE_OF,
    EdgeType.SUBTOKEN_OF,
)
"""The edge types of the paper's Table 1."""


class SymbolKind(str, Enum):
    """The kind of a symbol, which can have a type."""

    VARIABLE = "variable"
    ATTRIBUTE = "attribute"
    PARAMETER = "parameter"
    RETURN = "return"


SYMBOL_KINDS = tuple(SymbolKind)
"""In the order by which stored graphs, models and reports number them."""

SymbolKey = tuple[SymbolKind, str, str]
"""Kind, scope and name: what one file's symbol is found by in another text of that file, a stub for instance."""


class Obstacle(str, Enum):
    """The reason why no annotation can be written where a symbol is bound, with words as value."""

    RECEIVER = "method receiver"
    COMPREHENSION_TARGET = "target of a comprehension"
    FOR_TARGET = "target of a for loop"
    WITH_TARGET = "target of a with statement"
    EXCEPT_NAME = "name of a caught exception"
    TUPLE_TARGET = "target in a tuple"
    CHAINED_TARGET = "one of several targets"
    WALRUS_TARGET = "target of an assignment expression"
    AUGMENTED = "only assigned by augmented assignment"
    FOREIGN = "assigned only where it is declared global or nonlocal"
    MATCH_CAPTURE = "capture of a match pattern"
    UNASSIGNED = "never assigned in this file"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Symbol:
    """One thing that can have a type.

    Attributes:
        node: Index of its SYMBOL node in the graph.
        kind: Variable, attribute, parameter or return.
        scope: Python's own `__qualname__` of the enclosing scope, "" for the module. A parameter's scope is its
            function (`Shop.add`); a return's is the scope that encloses the function (`Shop`); an attribute's is its
            class.
        name: Identifier as written; a return has the name of its function.
        line: 1-based line of the name at its first binding that can be annotated, or else its first (a return: of the
            function's name).
        column: 0-based column, in characters, of that name.
        annotation: Source text of the annotation it has in the file (type comments included), None without one.
            Never part of the graph.
        obstacle: Why no annotation can be written in place, None if one can.
    """

    node: int
    kind: SymbolKind
    scope: str
    name: str
    line: int
    column: int
    annotation: str | None = None
    obstacle: Obstacle | None = None

    @property
    def key(self) -> SymbolKey:
        """Kind, scope and name."""
        return self.kind, self.scope, self.name

    @property
    def qualified_name(self) -> str:
        """The name `Shop.add.price`, for a return `Shop.add()`."""
        name = f"{self.name}()" if self.kind is SymbolKind.RETURN else self.name
        return f"{self.scope}.{name}" if self.scope else name

    @property
    def annotatable(self) -> bool:
        """True if an annotation can be written in place."""
        return self.obstacle is None

    @property
    def is_receiver(self) -> bool:
        """True for the `self` or `cls` of a method, whose type is its class."""
        return self.obstacle is Obstacle.RECEIVER


@dataclass(frozen=True, slots=True)
class ClassDefinition:
    """One class that the file defines.

    Attributes:
        node: Index of the SYMBOL node of its name.
        name: Its `__qualname__` (`Shop.Item`).
        line: 1-based line of its name; of a class that is defined twice, where it is first.
    """

    node: int
    name: str
    line: int


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ProgramGraph:
    """The graph of one file.

    Attributes:
        path: The file as the caller named it; not part of equality.
        labels: Distinct node labels. A token's label is its lexeme, a non-terminal's the name of its syntax class,
            a vocabulary node's the subtoken, a symbol's its name.
        node_kind: `[N]` uint8, a `NodeKind` each.
        node_label: `[N]` int32, index into `labels`.
        edges: For each edge type that was extracted `[2, E]` int32: sources, targets.
        symbols: The things that can have a type, in order of their first binding.
        definitions: The file's classes, in the order of the text.
    """

    path: str
    labels: tuple[str, ...]
    node_kind: npt.NDArray[np.uint8]
    node_label: npt.NDArray[np.int32]
    edges: Mapping[EdgeType, npt.NDArray[np.int32]]
    symbols: tuple[Symbol, ...]
    definitions: tuple[ClassDefinition, ...] = ()

    @property
    def num_nodes(self) -> int:
        """N."""
        return len(self.node_kind)

    def __eq__(self, other: object) -> bool:
        """Compare nodes, edges (in any order), symbols and classes, but not `path` and the order of `labels`."""
        if not isinstance(other, ProgramGraph):
            return NotImplemented
        return (
            np.array_equal(self.node_kind, other.node_kind)
            and self.symbols == other.symbols
            and self.definitions == other.definitions
            and self._names() == other._names()
            and self.edges.keys() == other.edges.keys()
            and all(np.array_equal(_sorted(pairs), _sorted(other.edges[type_])) for type_, pairs in self.edges.items())
        )

    def __hash__(self) -> int:
        return hash((self.node_kind.tobytes(), self.symbols))

    def __repr__(self) -> str:
        edges = sum(pairs.shape[1] for pairs in self.edges.values())
        return f"<ProgramGraph of {self.path}: {self.num_nodes} nodes, {edges} edges, {len(self.symbols)} symbols>"

    def to_dot(
        self, edge_types: Collection[EdgeType] | None = None, around: Symbol | str | int | None = None, hops: int = 2
    ) -> str:
        """A drawing in Graphviz's language: of the whole, or of what is near to a symbol or node.

        Tokens stand in one row, the syntax tree above, symbols and vocabulary below (paper, Figure 3). See
        `graph_extraction.drawing.view.choose_view` for the arguments, and for what is drawn of a large graph.
        """
        text: str = drawing.to_dot(drawing.choose_view(self, edge_types, around, hops))
        return text

    def to_svg(
        self, edge_types: Collection[EdgeType] | None = None, around: Symbol | str | int | None = None, hops: int = 2
    ) -> str:
        """Return a drawing as an `<svg>` element, by Graphviz if it is installed, with the arguments of `to_dot`."""
        picture: str = drawing.to_svg(drawing.choose_view(self, edge_types, around, hops))
        return picture

    def to_networkx(self) -> MultiDiGraph[int]:
        """Return the graph as a `networkx.MultiDiGraph`, for its algorithms, and for GraphML and the like.

        Nodes have their numbers here as names, and `kind` and `label`, symbols `symbol` (their qualified name), too.
        Edges have `type`. All are texts. No annotation is part of it.

        Raises:
            TypilusError: NetworkX is not installed.
        """
        if find_spec("networkx") is None:
            raise TypilusError("to_networkx needs networkx, which is not installed: pip install 'typilus[notebook]'")
        graph: MultiDiGraph[int] = import_module("graph_extraction.exchange").networkx_graph(self)
        return graph

    def to_pyg(self, *, heterogeneous: bool = False) -> Any:
        """Return the graph as a `torch_geometric.data.Data`, which PyG's loaders can batch.

        It holds `node_kind` `[N]` (a `NodeKind` each), `node_label` `[N]` (indices into the tuple `labels`),
        `edge_index` `[2, E]` and `edge_type` `[E]` (indices into the tuple `edge_types`), `symbol_index` `[S]` (the
        nodes of `symbols`, in their order), `symbol_kind` `[S]` (indices into `SYMBOL_KINDS`) and `path`. No annotation
        is part of it.

        Args:
            heterogeneous: Return `HeteroData` instead, with a store for each `NodeKind`, by its name, and for each edge
                type between two of them.

        Raises:
            TypilusError: PyTorch Geometric is not installed.
        """
        if find_spec("torch_geometric") is None:
            raise TypilusError("to_pyg needs torch_geometric, which is not installed: pip install 'typilus[train]'")
        exchange = import_module("graph_extraction.exchange")
        return exchange.hetero_data(self) if heterogeneous else exchange.pyg_data(self)

    def _repr_html_(self) -> str:
        page: str = drawing.to_html(self)
        return page

    def _repr_svg_(self) -> str:
        return self.to_svg()

    def _names(self) -> list[str]:
        return [self.labels[label] for label in self.node_label.tolist()]


def _sorted(edges: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """`[2, E]` by source, then target."""
    return edges[:, np.lexsort((edges[1], edges[0]))]
