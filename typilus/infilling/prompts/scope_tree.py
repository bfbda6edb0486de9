"""The tree of a file's scopes: the module, its classes and functions, and what these hold in turn."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from typilus.semantics import Scope, SemanticIndex

__all__ = ["ScopeNode", "ScopeTree"]


@dataclass(slots=True, eq=False)
class ScopeNode:
    """One scope of a file.

    Attributes:
        id: Python's own `__qualname__`, "" of the module. The second scope of one name is `Shop.add#2`.
        scope: The scope.
        parent: The scope around it, None for the module.
        children: The scopes directly in it, in the order of the text.
        level: 0 of a scope without children, else one more than the highest level of a child.
    """

    id: str
    scope: Scope
    parent: ScopeNode | None = None
    children: list[ScopeNode] = field(default_factory=list)
    level: int = 0


class ScopeTree:
    """All scopes of a file.

    Args:
        semantics: The file's index.
    """

    def __init__(self, semantics: SemanticIndex) -> None:
        self.root = ScopeNode("", semantics.module)
        self._by_scope: dict[int, ScopeNode] = {id(semantics.module): self.root}
        counts: Counter[str] = Counter()
        for scope in semantics.scopes.values():
            name = scope.qualified_name
            counts[name] += 1
            parent = self._by_scope[id(scope.parent)]
            node = ScopeNode(name if counts[name] == 1 else f"{name}#{counts[name]}", scope, parent)
            parent.children.append(node)
            self._by_scope[id(scope)] = node
        for node in reversed(self.nodes):
            if node.parent is not None:
                node.parent.level = max(node.parent.level, node.level + 1)

    @property
    def nodes(self) -> list[ScopeNode]:
        """All scopes, each behind the one around it."""
        return list(self._by_scope.values())

    def node_of(self, scope: Scope) -> ScopeNode:
        """The node of a scope of the file's index."""
        return self._by_scope[id(scope)]

    def levels(self) -> list[list[ScopeNode]]:
        """The scopes by level, the innermost first: all children of a scope are in levels before its own."""
        levels: list[list[ScopeNode]] = [[] for _ in range(self.root.level + 1)]
        for node in self.nodes:
            levels[node.level].append(node)
        return levels
