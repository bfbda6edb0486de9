"""The type dependency graph (HiTyper, section 3.2): which node's type solves which, and what rules may ask for.

One graph holds all that has been asked for of a project. Its nodes are occurrences: each expression, each branch that
narrows a name, each merge of branches, and each slot, which is a symbol with all that flows into it.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import ClassVar, NamedTuple, Protocol

from typilus.annotation_types import TypeExpression
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.graph.input_uses import Uses
from typilus.static_inference.graph.type_sets import FunctionValue, TypeSet

__all__ = [
    "Code",
    "Handed",
    "Key",
    "Rule",
    "Semantics",
    "SlotKey",
    "SlotKind",
    "TypeDependencyGraph",
    "TypeNode",
    "TypeNodeKind",
]


class TypeNodeKind(Enum):
    """The four kinds of nodes of the paper."""

    SYMBOL = "symbol"
    EXPRESSION = "expression"
    BRANCH = "branch"
    MERGE = "merge"


class SlotKind(Enum):
    """The kind of a slot: a name of a scope (variable or parameter), an attribute of a class, a function's return, what
    it yields, or what is sent to it.
    """

    NAME = "name"
    ATTRIBUTE = "attribute"
    RETURN = "return"
    YIELD = "yield"
    SENT = "sent"


class Key(NamedTuple):
    """A key or index that is written out.

    Attributes:
        value: Its value, equal to those that Python takes for the same key.
    """

    value: object


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
        kind: Symbol, expression, branch or merge.
        rule: Rule that gives its types from those of its inputs.
        inputs: Numbers of the nodes that solve it.
        module: Module of the occurrence.
        node: Syntax that it stands for, None for slots.
        key: Key of a slot.
    """

    kind: TypeNodeKind
    rule: Rule
    inputs: list[int]
    module: ModuleText | None = None
    node: ast.AST | None = None
    key: SlotKey | None = None


@dataclass
class TypeDependencyGraph:
    """Nodes by number, slots by key. `dependents[n]` are the nodes that `n` solves, and whether it is an input."""

    nodes: list[TypeNode] = field(default_factory=list)
    dependents: list[dict[int, bool]] = field(default_factory=list)
    slots: dict[SlotKey, int] = field(default_factory=dict)
    fresh: list[int] = field(default_factory=list)
    """Nodes that are new or have new inputs: to be solved."""
    watchers: dict[int, dict[int, bool]] = field(default_factory=dict)
    """By node, those to be solved again if its inputs or dependents change, and whether also if its value does."""

    def add(self, node: TypeNode) -> int:
        """The number of a new node."""
        number = len(self.nodes)
        self.nodes.append(node)
        self.dependents.append({})
        for index in node.inputs:
            self.dependents[index][number] = True
            if index in self.watchers:
                self.fresh += self.watchers[index]
        self.fresh.append(number)
        return number

    def flow(self, source: int, target: int) -> None:
        """Make one node an input of another, if it is not yet."""
        if not self.dependents[source].get(target):
            self.dependents[source][target] = True
            self.nodes[target].inputs.append(source)
            self.fresh.append(target)
            if source in self.watchers:
                self.notice(source)
            if target in self.watchers:
                self.notice(target)

    def notice(self, number: int) -> None:
        """Have those that watch a node solved again."""
        self.fresh += self.watchers.get(number, ())

    def depend(self, source: int, target: int) -> None:
        """A rule of `target` has read `source`, which is none of its inputs."""
        if target not in self.dependents[source]:
            self.dependents[source][target] = False
            if source in self.watchers:
                self.notice(source)

    def watch(self, number: int, watcher: int, reads_value: bool) -> None:
        """Have a node solved again when another one's inputs or dependents change, or also when its value does."""
        watchers = self.watchers.setdefault(number, {})
        watchers[watcher] = reads_value or watchers.get(watcher, False)


@dataclass
class Handed:
    """The values that calls hand to `*args` or `**kwargs`.

    Attributes:
        by_key: Node of what is handed over under each key.
        containers: Nodes of containers that are handed on as a whole, and by how much the positions are moved.
    """

    by_key: dict[Key, int] = field(default_factory=dict)
    containers: dict[tuple[int, int], None] = field(default_factory=dict)


class Code(Protocol):
    """A project's code, of which as much is put into the graph as is asked for."""

    modules: Modules
    classes: Classes
    graph: TypeDependencyGraph

    def slot(self, key: SlotKey) -> int:
        """The node of a slot."""
        ...

    def parameter(self, function: FunctionDefinition, name: str) -> int:
        """The node of a parameter's slot."""
        ...

    def entry(self, number: int, key: Key | None) -> int:
        """The node of what `*x` or `**x` hands over under a key, or, without one, anywhere."""
        ...

    def hand(self, slot: int, key: Key, number: int) -> None:
        """Let `*args` or `**kwargs`, by the slot of what they collect, have a node's value under a key."""
        ...

    def hand_all(self, slot: int, container: int, shift: int) -> None:
        """Let `*args` or `**kwargs` have what a container has, the positions moved by a number."""
        ...

    def handed(self, slot: int) -> Handed:
        """Return what calls are known to hand to `*args` or `**kwargs`."""
        ...

    def instance(self, function: FunctionDefinition, site: TypeNode) -> FunctionDefinition | None:
        """A decorator's function as it is for one function that it decorates, None if it decorates too many."""
        ...

    def told(self, type_: TypeExpression) -> int:
        """The node of a value of some type, whose code is not there."""
        ...

    def part(self, number: int, index: int) -> int:
        """The node of one of the arguments that `*x` hands over, or, of a tuple, the one at that position."""
        ...

    def passed_on(self, number: int, callee: int) -> int:
        """The node of an argument for one of the functions that a parameter, the callee, may be."""
        ...

    def filled_by(self, parameter: int, called: int) -> int:
        """The node of what a function puts into a container that a parameter hands on to the function's own one."""
        ...

    def constant(self, value: TypeSet, module: ModuleText | None = None, node: ast.AST | None = None) -> int:
        """A node that is known."""
        ...

    def declare(self, slot: int, types: TypeSet) -> None:
        """A slot has what its annotation says, whatever flows into it."""
        ...

    def returned(self, function: FunctionDefinition) -> SlotKey:
        """The slot of what a function returns, its body in the graph."""
        ...

    def sent(self, function: FunctionDefinition) -> SlotKey:
        """The slot of what is sent to a generator."""
        ...

    def yielded(self, function: FunctionDefinition) -> SlotKey:
        """The slot of what a generator yields."""
        ...

    def attribute(self, owner: ClassDefinition, name: str) -> SlotKey:
        """The slot of an attribute, all that assigns it in the graph."""
        ...

    def variable(self, module: ModuleText, name: str) -> SlotKey:
        """The slot of a variable of a module."""
        ...

    def own_type(self, owner: ClassDefinition) -> TypeExpression:
        """The class as the type of its receiver."""
        ...

    def read_type(self, annotation: ast.expr, module: ModuleText) -> TypeExpression | None:
        """Return an annotation as a type, None if it cannot be read."""
        ...

    def annotated(
        self, annotation: ast.expr, module: ModuleText, owner: ClassDefinition | None = None
    ) -> TypeSet | None:
        """Return the types of an annotation, None if it cannot be read."""
        ...

    def is_built(self, module: ModuleText) -> bool:
        """Return whether a module's own statements are in the graph."""
        ...


class Semantics(Protocol):
    """The questions that a rule may ask besides its inputs, answered by the solver."""

    @property
    def program(self) -> Code:
        """The code."""
        ...

    @property
    def classes(self) -> Classes:
        """The classes of the project and of all libraries."""
        ...

    @property
    def graph(self) -> TypeDependencyGraph:
        """The part of the code that is in the graph."""
        ...

    def slot(self, key: SlotKey) -> TypeSet:
        """The types of a slot, which from now on solves the node whose rule asks."""
        ...

    def argument(self, source: int, function: FunctionDefinition, name: str) -> None:
        """A call hands what a node has to a parameter."""
        ...

    def value(self, number: int) -> TypeSet:
        """The types of a node as they are known by now."""
        ...

    def watch(self, number: int, reads_value: bool = False) -> None:
        """Have the node whose rule asks solved again when the inputs or dependents of another one change.

        Args:
            number: The other node.
            reads_value: Whether also a change of its value matters.
        """
        ...

    def content(self, container: int, key: Key | None) -> TypeSet | None:
        """Return the types of what a container holds under a key, or under any, None if nothing is known of it.

        Args:
            container: Number of a node that has the container.
            key: Key or index, None for any.
        """
        ...

    def literal(self, number: int) -> Key | None:
        """Return the value of a node that is written out, None for others."""
        ...

    def member(self, type_: TypeExpression, name: str, after: str = "") -> TypeSet | None:
        """Return the types of an object's member, after the class `after` if given, None without one."""
        ...

    def call(
        self, type_: TypeExpression, name: str, arguments: Sequence[TypeSet], strict: bool = False
    ) -> TypeSet | None:
        """Return the result of an object's method, None without one or if (`strict`) it does not take the arguments."""
        ...

    def result(self, value: FunctionValue) -> TypeSet:
        """Return the result of a function, whatever its arguments."""
        ...


class Rule(Protocol):
    """The derivation of a node's types from those of its inputs.

    A rule is a value: what it wants to know of the code besides its inputs are its fields.

    Attributes:
        name: What users read: "line 3: f(x) is int (by call)".
    """

    name: ClassVar[str]

    @property
    def uses(self) -> Uses:
        """The meaning of a value that flows into a node with this rule."""
        ...

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        """The types of a node, from those of its inputs.

        Args:
            semantics: Answers what else there is to ask.
            node: With this rule.
            inputs: The types of the node's inputs as they are known by now; `NOTHING` of what is not known yet.
        """
        ...
