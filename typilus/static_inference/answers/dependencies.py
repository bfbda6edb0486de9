"""The type dependency graph as values: what stands in a file, its types, and what these follow from."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from typilus import html_views
from typilus.counting import counted
from typilus.errors import TypilusError
from typilus.named_results import result_named
from typilus.static_inference.answers import dependency_drawing
from typilus.static_inference.answers.dependency_nodes import EDGE_KINDS, Dependency, DependencyEdge, describe, is_of
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.solving.solver import Solver

if TYPE_CHECKING:
    from networkx import MultiDiGraph

__all__ = ["TypeDependencies", "dependencies_of"]

_SHOWN: Final = 80


@dataclass(frozen=True, slots=True, repr=False)
class TypeDependencies:
    """The type dependency graph of a file (HiTyper, section 3.2), or a part of it. A notebook shows it as a picture.

    Attributes:
        path: File, as the caller named it.
        nodes: What stands there.
        edges: Source, target and kind (of `EDGE_KINDS`) of each: the types of the target follow from the source.
    """

    path: str
    nodes: tuple[Dependency, ...]
    edges: tuple[DependencyEdge, ...]

    def __len__(self) -> int:
        return len(self.nodes)

    def __repr__(self) -> str:
        return (
            f"<TypeDependencies of {self.path}: {counted(len(self.nodes), 'node')}, {counted(len(self.edges), 'edge')}>"
        )

    @property
    def symbols(self) -> tuple[str, ...]:
        """The qualified names of the symbols."""
        return tuple(node.code for node in self.nodes if node.kind == "symbol")

    def around(self, name: str, hops: int = 2, edge_kinds: Collection[str] = EDGE_KINDS) -> TypeDependencies:
        """Return what is near to a symbol.

        Args:
            name: Qualified name: `Basket.add.price`, for a return `Basket.add()`.
            hops: Maximum number of edges from there, in either direction.
            edge_kinds: Kinds of the edges to follow and to keep.

        Raises:
            KeyError: There is no such symbol.
        """
        kept = [edge for edge in self.edges if edge[2] in edge_kinds]
        both = [*kept, *((target, source, kind) for source, target, kind in kept)]
        return self._part(_reached(self._number(name), both, hops), kept)

    def behind(self, name: str, hops: int = 100, edge_kinds: Collection[str] = EDGE_KINDS) -> TypeDependencies:
        """Return what the types of a symbol follow from, with the arguments of `around`.

        Raises:
            KeyError: There is no such symbol.
        """
        kept = [edge for edge in self.edges if edge[2] in edge_kinds]
        backward = [(target, source, kind) for source, target, kind in kept]
        return self._part(_reached(self._number(name), backward, hops), kept)

    def to_networkx(self) -> MultiDiGraph[int]:
        """Return a `networkx.MultiDiGraph`, whose nodes and edges have plain attributes, as GraphML can keep them.

        Raises:
            TypilusError: NetworkX is not installed.
        """
        if find_spec("networkx") is None:
            raise TypilusError("to_networkx needs networkx, which is not installed: pip install 'typilus[notebook]'")
        from networkx import MultiDiGraph

        graph: MultiDiGraph[int] = MultiDiGraph(path=self.path)
        for number, node in enumerate(self.nodes):
            values = {"kind": node.kind, "label": node.code, "types": " | ".join(node.types), "rule": node.rule}
            graph.add_node(number, **values, line=node.line or 0, is_whole=node.is_whole)
        graph.add_edges_from((source, target, {"kind": kind}) for source, target, kind in self.edges)
        return graph

    def to_dot(self) -> str:
        """Return a drawing in Graphviz's language."""
        return dependency_drawing.to_dot(self.nodes, self.edges)

    def to_svg(self) -> str:
        """Return a drawing as an `<svg>` element: arrows run downward, toward what follows."""
        return dependency_drawing.to_svg(self.nodes, self.edges)

    def _repr_html_(self) -> str:
        shown, note = self, ""
        if len(self) > _SHOWN:
            name = max(self.symbols, key=lambda symbol: self._weight(self.behind(symbol)))
            shown = self.behind(name)
            note = f"<div><small>Shown: what the types of {escape(name)} follow from.</small></div>"
        picture = f'<div style="overflow:auto;background:white">{shown.to_svg()}</div>'
        after = f"{counted(len(self.nodes), 'node')}, {counted(len(self.edges), 'edge')}"
        return html_views.block(self.path, note, picture, after=after)

    @staticmethod
    def _weight(part: TypeDependencies) -> int:
        """The size of a part, 0 of those too large to be read."""
        return len(part) if len(part) <= _SHOWN // 2 else 0

    def _number(self, name: str) -> int:
        numbers = ((node.code, number) for number, node in enumerate(self.nodes) if node.kind == "symbol")
        return result_named(name, numbers, self.path)

    def _part(self, numbers: Collection[int], edges: Iterable[DependencyEdge]) -> TypeDependencies:
        new = {number: index for index, number in enumerate(sorted(numbers))}
        return TypeDependencies(
            self.path,
            tuple(self.nodes[number] for number in new),
            tuple((new[source], new[target], kind) for source, target, kind in edges if {source, target} <= new.keys()),
        )


def dependencies_of(solver: Solver, module: ModuleText, path: str, is_used: Callable[[int], bool]) -> TypeDependencies:
    """Return the nodes of a module, and those that these follow from directly.

    Args:
        solver: Solver after its run.
        module: Module of the file.
        path: File, as the caller named it.
        is_used: Tells whether a slot has its types by the uses of its value.
    """
    nodes = solver.graph.nodes
    own = [number for number, node in enumerate(nodes) if is_of(node, module)]
    sources = dict.fromkeys(source for number in own for source in nodes[number].inputs)
    shown = sorted({*own, *sources})
    new = {number: index for index, number in enumerate(shown)}
    edges = [
        (new[source], new[target], "input" if is_input else "asked")
        for source in shown
        for target, is_input in solver.graph.dependents[source].items()
        if target in new
    ]
    described = (describe(solver, number, module, is_used) for number in shown)
    return TypeDependencies(path, tuple(described), tuple(edges))


def _reached(start: int, edges: Iterable[DependencyEdge], hops: int) -> dict[int, int]:
    """The nodes that edges lead to, with their distances."""
    following: dict[int, list[int]] = {}
    for source, target, _ in edges:
        following.setdefault(source, []).append(target)
    distances = {start: 0}
    pending = deque([start])
    while pending:
        current = pending.popleft()
        for target in following.get(current, ()) if distances[current] < hops else ():
            if target not in distances:
                distances[target] = distances[current] + 1
                pending.append(target)
    return distances
