"""The type dependency graph: which node's type solves which (HiTyper, section 3.2).

One graph holds all that has been asked for of a project. Its nodes are occurrences: each expression, each branch that
narrows a name, each merge of branches, and each slot, which is a symbol with all that flows into it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from typilus.static_inference.definitions import ModuleText
from typilus.static_inference.type_sets import TypeSet

if TYPE_CHECKING:
    from typilus.static_inference.solver import Solver

__all__ = ["Rule", "SlotKey", "SlotKind", "TypeDependencyGraph", "TypeNode", "TypeNodeKind"]


class TypeNodeKind(Enum):
    """The four kinds of nodes of the paper."""

    SYMBOL = "symbol"
    EXPRESSION = "expression"
    BRANCH = "branch"
    MERGE = "merge"


class SlotKind(Enum):
    """What a slot is: a name of a scope (variable or parameter), an attribute of a class, what a function returns or
    yields."""

    NAME = "name"
    ATTRIBUTE = "attribute"
    RETURN = "return"
    YIELD = "yield"


class SlotKey(NamedTuple):
    """A slot: a module's name, the `__qualname__` of a scope, a name in it (a return: of the function)."""

    kind: SlotKind
    module: str
    scope: str
    name: str


@dataclass(slots=True, eq=False)
class TypeNode:
    """One occurrence.

    Attributes:
        kind: symbol, expression, branch or merge.
        rule: gives its types from those of its inputs.
        inputs: the nodes that solve it.
        module: where it is.
        node: the syntax it stands for, None of slots.
        data: what else its rule wants to know.
        key: of a slot.
    """

    kind: TypeNodeKind
    rule: Rule
    inputs: list[int]
    module: ModuleText | None = None
    node: ast.AST | None = None
    data: Any = None
    key: SlotKey | None = None


Rule = Callable[["Solver", TypeNode, Sequence[TypeSet]], TypeSet]


@dataclass
class TypeDependencyGraph:
    """Nodes by number, slots by key; `dependents[n]` are the nodes that `n` solves, and whether it is their input."""

    nodes: list[TypeNode] = field(default_factory=list)
    dependents: list[dict[int, bool]] = field(default_factory=list)
    slots: dict[SlotKey, int] = field(default_factory=dict)
    fresh: list[int] = field(default_factory=list)
    """Nodes that are new or have new inputs: to be solved."""

    def add(self, node: TypeNode) -> int:
        """The number of a new node."""
        number = len(self.nodes)
        self.nodes.append(node)
        self.dependents.append({})
        for each in node.inputs:
            self.dependents[each][number] = True
        self.fresh.append(number)
        return number

    def flow(self, source: int, target: int) -> None:
        """Make one node an input of another, if it is not yet."""
        if not self.dependents[source].get(target):
            self.dependents[source][target] = True
            self.nodes[target].inputs.append(source)
            self.fresh.append(target)

    def depend(self, source: int, target: int) -> None:
        """A rule of `target` has read `source`, which is none of its inputs."""
        self.dependents[source].setdefault(target, False)
