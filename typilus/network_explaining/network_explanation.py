"""The parts of a program graph that speak for a symbol's type, as values that can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from graph_extraction import Symbol
from typilus import html_views
from typilus.network_explaining.drawn_lines import drawn_lines, html_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["EdgeShare", "NetworkExplanation", "NodeShare"]

_DIGITS = 4
_LISTED = 8
_HEADS = ("share", "kind", "from", "to")


@dataclass(frozen=True, slots=True)
class NodeShare:
    """One node of the program graph.

    Attributes:
        kind: `token`, `non_terminal`, `vocabulary` or `symbol`.
        label: Its label; a token's text.
        line: From 1, None if it is no token.
        column: From 0, in characters, None if it is no token.
        share: Its part of all contributions, negative if it speaks against the type.
    """

    kind: str
    label: str
    line: int | None
    column: int | None
    share: float

    def __str__(self) -> str:
        return self.label if self.line is None else f"{self.label} ({self.line}:{self.column})"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        return {
            "kind": self.kind,
            "label": self.label,
            "line": self.line,
            "column": self.column,
            "share": round(self.share, _DIGITS),
        }


@dataclass(frozen=True, slots=True)
class EdgeShare:
    """One edge of the program graph, with its part of the contributions of all edges."""

    relation: str
    source: NodeShare
    target: NodeShare
    share: float

    def to_dict(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        return {
            "relation": self.relation,
            "source": self.source.to_dict(),
            "target": self.target.to_dict(),
            "share": round(self.share, _DIGITS),
        }


@dataclass(frozen=True, slots=True, repr=False)
class NetworkExplanation:
    """The reasons why the network placed one symbol where it is.

    Attributes:
        symbol: The symbol.
        type: The type whose share of the vote is explained.
        probability: That share (Eq. 5).
        nodes: Nodes by the size of their shares, the greatest first; absolute shares sum to 1.
        edges: Edges, likewise.
        text: Code of the file.
    """

    symbol: Symbol
    type: str
    probability: float
    nodes: tuple[NodeShare, ...]
    edges: tuple[EdgeShare, ...]
    text: str

    @property
    def tokens(self) -> list[NodeShare]:
        """The nodes that stand in the code."""
        return [node for node in self.nodes if node.line is not None]

    def __repr__(self) -> str:
        name, line = self.symbol.qualified_name, self.symbol.line
        return f"<NetworkExplanation {self.symbol.kind.value} {name}, line {line}: {self.type} {self.probability:.0%}>"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for `json.dump`."""
        symbol = self.symbol
        return {
            "kind": symbol.kind.value,
            "scope": symbol.scope,
            "name": symbol.name,
            "line": symbol.line,
            "column": symbol.column,
            "type": self.type,
            "probability": round(self.probability, _DIGITS),
            "nodes": [node.to_dict() for node in self.nodes],
            "edges": [edge.to_dict() for edge in self.edges],
        }

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.table import Table
        from rich.text import Text

        symbol = self.symbol
        title = Text(".".join(filter(None, (symbol.scope, symbol.name))), style="bold")
        title.append(f"  {symbol.kind.value}, line {symbol.line}", style="not bold dim")
        title.append(f"  {self.type} {self.probability:.0%}", style="not bold")
        if not self.nodes:
            return Group(title, Text("  nothing in the file is connected with it", style="italic"))
        table = Table(box=None, pad_edge=False, show_edge=False)
        for name in _HEADS:
            table.add_column(name, overflow="fold", justify="right" if name == "share" else "left")
        for row in self._rows():
            table.add_row(*map(Text, row))
        return Group(title, drawn_lines(self.text, symbol.line, self.tokens), table)

    def _repr_html_(self) -> str:
        symbol = self.symbol
        title = f"{symbol.qualified_name}: {self.type} {self.probability:.0%}"
        lines = html_lines(self.text, symbol.line, self.tokens)
        rows = html_views.table(_HEADS, ([escape(cell) for cell in row] for row in self._rows()))
        return html_views.block(title, html_views.plain(lines), html_views.folded("greatest shares", rows))

    def _rows(self) -> list[tuple[str, str, str, str]]:
        nodes = [(f"{node.share:+.1%}", node.kind, str(node), "") for node in self.nodes[:_LISTED]]
        edges = [
            (f"{edge.share:+.1%}", edge.relation, str(edge.source), str(edge.target)) for edge in self.edges[:_LISTED]
        ]
        return nodes + edges
