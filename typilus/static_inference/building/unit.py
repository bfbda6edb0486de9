"""One module or function on its way into the graph."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from graph_extraction import FunctionNode
from typilus.annotation_types import NONE
from typilus.static_inference.definitions import (
    Block,
    ClassDefinition,
    FunctionDefinition,
    ModuleText,
    bound_names,
    parameters,
)
from typilus.static_inference.graph import Code, Rule, SlotKey, SlotKind, TypeNode, TypeNodeKind
from typilus.static_inference.overriding import as_value, inherited_parameter
from typilus.static_inference.rules.describing import PASSED_BY_DEFAULT
from typilus.static_inference.rules.flow import JOINED, Collected
from typilus.static_inference.rules.narrowing import Falsy, IsNone
from typilus.static_inference.scope_names import inner, versions
from typilus.static_inference.type_sets import UNKNOWN, TypeSet, type_set

__all__ = ["Builders", "Environment", "Unit"]

Environment = dict[str, int]
"""By name, or dotted path from one (`self.items`), the node that it means at one place of the text."""


class Builders(NamedTuple):
    """What puts code into the graph: each calls the other by way of the unit.

    Attributes:
        expression: puts an expression there, and gives the number of its node.
        statements: puts statements there, in order.
    """

    expression: Callable[[Unit, ast.expr], int]
    statements: Callable[[Unit, Iterable[ast.stmt]], None]


class Unit:
    """A module or function: where names are bound while its statements are put into the graph.

    Attributes:
        program: owner of the graph.
        expression: puts an expression into the graph, and gives the number of its node.
        statements: puts statements there, in order.
        module: where it is.
        scope: its `__qualname__`.
        function: its definition, None of a module.
        outer: the function around it.
        home: the module, where that is in the graph: what defaults mean.
        environment: what names mean here; None behind a `return`, `raise`, `break` or `continue`.
        owner: the class whose body is being read.
        functions: those that it defines, by `__qualname__`.
        jumps: of each loop around, the environments at `break` and at `continue`.
        rebound: of each parameter that the body assigns, what functions inside of this one may find there.
    """

    def __init__(
        self,
        program: Code,
        builders: Builders,
        module: ModuleText,
        function: FunctionDefinition | None = None,
        outer: Unit | None = None,
        home: Unit | None = None,
    ) -> None:
        self.program = program
        self.expression: Callable[[ast.expr], int] = partial(builders.expression, self)
        self.statements: Callable[[Iterable[ast.stmt]], None] = partial(builders.statements, self)
        self.module = module
        self.node: Block = module.tree if function is None else function.node
        self.scope = "" if function is None else function.scope
        self.function = function
        self.outer = outer
        self.home = home
        self.owner: ClassDefinition | None = None
        self.environment: Environment = {}
        self.reachable = True
        self.functions: dict[str, FunctionDefinition] = {}
        self.jumps: list[tuple[list[Environment], list[Environment]]] = []
        self._paths: dict[str, set[str]] = {}
        self._versions: dict[tuple[ClassDefinition | None, str], dict[ast.stmt, list[FunctionNode]]] = {}
        self.rebound: Environment = {}

    @cached_property
    def _bound(self) -> tuple[frozenset[str], frozenset[str]]:
        return bound_names(self.node)

    @property
    def local(self) -> frozenset[str]:
        """The names that it binds itself."""
        return self._bound[0]

    @property
    def elsewhere(self) -> frozenset[str]:
        """The names that it declares `global` or `nonlocal`."""
        return self._bound[1]

    @cached_property
    def parameter_names(self) -> frozenset[str]:
        """The names of its function's parameters."""
        return (
            frozenset()
            if self.function is None
            else frozenset(parameter.arg for parameter in parameters(self.function.node.args))
        )

    def build(self) -> None:
        """Put everything into the graph."""
        if self.function is not None:
            self._parameters(self.function)
            self._declare_return(self.function)
        if isinstance(self.node, ast.Lambda):
            self.program.graph.flow(self.expression(self.node.body), self.result(SlotKind.RETURN))
            return
        self.statements(self.node.body)
        if self.function is not None and self.function.is_abstract and not self.function.is_generator:
            self.program.graph.flow(self.unknown(), self.result(SlotKind.RETURN))
        elif self.function is not None and self.reachable and not self.function.has("setter", "deleter"):
            self.program.graph.flow(self.constant(type_set(NONE)), self.result(SlotKind.RETURN))

    def add(
        self,
        rule: Rule,
        inputs: Sequence[int],
        node: ast.AST | None = None,
        kind: TypeNodeKind = TypeNodeKind.EXPRESSION,
    ) -> int:
        """A node of this unit."""
        return self.program.graph.add(TypeNode(kind, rule, list(inputs), self.module, node))

    def constant(self, value: TypeSet, node: ast.AST | None = None) -> int:
        """A node that is known."""
        return self.program.constant(value, self.module, node)

    def unknown(self, node: ast.AST | None = None) -> int:
        """A node of which nothing is known."""
        return self.constant(UNKNOWN, node)

    def result(self, kind: SlotKind) -> int:
        """The slot of what this function returns or yields."""
        return self.program.slot(SlotKey(kind, self.module.name, self.scope, self.scope.rpartition(".")[2]))

    def bind(self, name: str, number: int, is_default: bool = False) -> None:
        """A name means a node from here on, and the node flows into the name's slot.

        The slot of a parameter is what callers pass, of which an assignment to its name says nothing; but what takes
        the place of None tells as much as a default would.

        Args:
            name: bound here.
            number: of the node.
            is_default: the node takes the place of None or of a false value, as in `name = name or []`.
        """
        before = self.environment.get(name)
        self.environment[name] = number
        self.forget(name)
        if self.owner is None and name in self.parameter_names and not (is_default or self._is_missing(before)):
            if name not in self.rebound:
                self.rebound[name] = self.add(JOINED, [self.slot_of(name)], kind=TypeNodeKind.MERGE)
            self.program.graph.flow(number, self.rebound[name])
        else:
            self.program.graph.flow(number, self.slot_of(name))

    def _is_missing(self, number: int | None) -> bool:
        """Whether a test has just shown that a name holds None or a false value."""
        return number is not None and isinstance(self.program.graph.nodes[number].rule, IsNone | Falsy)

    def forget(self, name: str) -> None:
        """A name was bound anew: what was known of its attributes is not any more."""
        for path in self._paths.get(name, ()):
            self.environment.pop(path, None)

    def versions_of(self, node: FunctionNode) -> list[FunctionNode]:
        """The statements that define a function of this module or class together, of which this is the last."""
        key = self.owner, node.name
        found = self._versions.get(key)
        if found is None:
            body = self.owner.body if self.owner is not None else {} if self.scope else self.module.body
            found = self._versions[key] = {nodes[-1]: nodes for nodes in versions(body.get(node.name, ()))}
        return found.get(node, [node])

    def know(self, path: str, number: int) -> None:
        """A name or path from one means a node from here on; the name is not bound anew."""
        self.environment[path] = number
        name, dot, _ = path.partition(".")
        if dot:
            self._paths.setdefault(name, set()).add(path)

    def slot_of(self, name: str) -> int:
        """The slot of a name that is bound here."""
        if self.owner is not None:
            return self.program.slot(SlotKey(SlotKind.ATTRIBUTE, self.module.name, self.owner.scope, name))
        if name in self.elsewhere:
            unit = self.outer
            while unit is not None and name not in unit.local:
                unit = unit.outer
            return self.program.slot(SlotKey(SlotKind.NAME, self.module.name, unit.scope if unit else "", name))
        return self.program.slot(SlotKey(SlotKind.NAME, self.module.name, self.scope, name))

    def define(self, nodes: Sequence[FunctionNode | ast.Lambda], name: str) -> FunctionDefinition:
        """The definition of a function inside of this unit."""
        prefix = self.owner.scope if self.owner else f"{self.scope}.<locals>" if self.function else ""
        found = self.module.define(nodes, inner(prefix, name), self.owner)
        self.functions[found.scope] = found
        return found

    def merged(self, environments: Sequence[Environment]) -> Environment:
        """What names mean where several ways meet."""
        if len(environments) == 1:
            return dict(environments[0])
        result: Environment = {}
        for name in dict.fromkeys(each for environment in environments for each in environment):
            numbers = list(dict.fromkeys(each[name] for each in environments if name in each))
            if "." in name and not all(name in each for each in environments):
                continue  # on some way nothing is known of the attribute but what its slot says
            result[name] = numbers[0] if len(numbers) == 1 else self.add(JOINED, numbers, kind=TypeNodeKind.MERGE)
        return result

    def _declare_return(self, function: FunctionDefinition) -> None:
        """What a return annotation says, its slot has."""
        annotation = None if isinstance(function.node, ast.Lambda) else function.node.returns
        if annotation is not None:
            type_ = self.program.annotated(annotation, self.module, function.owner)
            if type_ is not None:
                self.program.declare(self.result(SlotKind.RETURN), type_)

    def _parameters(self, function: FunctionDefinition) -> None:
        """Every parameter is its slot; `*args` and `**kwargs` hold what their slots have."""
        arguments = function.node.args
        around = self.outer or self.home
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults = dict(zip([each.arg for each in positional][::-1], arguments.defaults[::-1], strict=False))
        defaults.update(
            (each.arg, default)
            for each, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
            if default is not None
        )
        for each in parameters(arguments):
            slot = self.program.parameter(function, each.arg)
            inherited = inherited_parameter(self.program, function, each.arg) if each.annotation is None else None
            if inherited is not None and function.owner is not None:
                value = as_value(inherited, self.program.own_type(function.owner))
                self.program.graph.flow(self.constant(value), slot)
            if each.arg in defaults:
                default = defaults[each.arg]
                number = (around or self).expression(default)
                if isinstance(default, ast.Call):
                    number = self.add(PASSED_BY_DEFAULT, [number], default)
                self.program.graph.flow(number, slot)
            if each is arguments.vararg or each is arguments.kwarg:
                declared = each.annotation and ast.unparse(each.annotation).rpartition(".")[2]
                is_mapping = each is arguments.kwarg
                is_uniform = not is_mapping or declared not in (None, "Any", "object")
                slot = self.add(Collected(is_mapping, is_uniform), [slot])
            self.environment[each.arg] = slot
