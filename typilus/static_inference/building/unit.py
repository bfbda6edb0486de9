"""One module or function on its way into the graph."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container, Iterable, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from graph_extraction import FunctionNode
from typilus.annotation_types import NONE
from typilus.static_inference.building.filling import inner_filled, variable_fillers
from typilus.static_inference.building.overriding import as_value, inherited_parameter
from typilus.static_inference.definitions.module_text import (
    Block,
    ClassDefinition,
    FunctionDefinition,
    ModuleText,
    bound_names,
    parameters,
)
from typilus.static_inference.definitions.scope_names import inner, versions
from typilus.static_inference.graph.dependency_graph import Code, Rule, SlotKey, SlotKind, TypeNode, TypeNodeKind
from typilus.static_inference.graph.type_sets import UNKNOWN, TypeSet, type_set
from typilus.static_inference.rules.describing import PASSED_BY_DEFAULT
from typilus.static_inference.rules.displays import DEFAULT_TUPLE
from typilus.static_inference.rules.narrowing import Falsy, IsNone
from typilus.static_inference.rules.value_flow import JOINED, Collected, Parameter

__all__ = ["NO_FRAMEWORKS", "Builders", "Environment", "Frameworks", "Unit"]

Environment = dict[str, int]
"""By name, or dotted path from one (`self.items`), the node that it means at one place of the text."""


class Frameworks:
    """The values that come from nowhere in the code, but from frameworks that call it. Here there are none."""

    def may_call(self, function: FunctionDefinition) -> bool:
        """Return whether any may call a function."""
        return False

    def handed(self, unit: Unit, function: FunctionDefinition, name: str) -> Iterable[int]:
        """Add what is handed to a parameter of a function with a `def`, before the function's body is built.

        Args:
            unit: Of the function.
            function: One that frameworks may call.
            name: Of the parameter.
        """
        return ()

    def field_values(self, unit: Unit, call: ast.Call) -> Iterable[int]:
        """Add what objects of a class have where a call in its body describes a field."""
        return ()

    def option_names(self, module: ModuleText) -> Container[str]:
        """Return the names of what a module reads from a command line."""
        return ()

    def options(self, unit: Unit, name: str) -> Iterable[int]:
        """Add what a parsed command line has under such a name."""
        return ()


NO_FRAMEWORKS = Frameworks()


class Builders(NamedTuple):
    """The functions that add code to the graph, and call each other through the unit.

    Attributes:
        expression: Adds an expression, and returns the number of its node.
        statements: Adds statements, in order.
        frameworks: What else flows into the code.
    """

    expression: Callable[[Unit, ast.expr], int]
    statements: Callable[[Unit, Iterable[ast.stmt]], None]
    frameworks: Frameworks


class Unit:
    """A module or function under construction, with the names bound so far.

    Attributes:
        program: Owner of the graph.
        expression: Adds an expression to the graph, and returns the number of its node.
        statements: Adds statements, in order.
        module: Module of the unit.
        scope: `__qualname__` of the unit.
        function: Definition of the function, None for a module.
        outer: Unit of the enclosing function.
        home: Unit of the module, if it is in the graph, for the meaning of defaults.
        environment: Meaning of names here, None behind a `return`, `raise`, `break` or `continue`.
        owner: Class whose body is being read.
        functions: Functions that it defines, by `__qualname__`.
        jumps: Environments at `break` and at `continue` of each enclosing loop.
        rebound: Values of each assigned parameter that functions inside of this one may see.
        containers: Names of variables that began as an empty container.
        items: By the name of a variable, the item of a container that it stands for: `row = rows[key]`.
        declaring: Names of the options whose declarations are being read.
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
        self._frameworks = builders.frameworks
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
        self.containers: set[str] = set()
        self.items: dict[str, ast.expr] = {}
        self.declaring: list[str] = []

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

    @cached_property
    def filled_elsewhere(self) -> Container[str]:
        """The names of its variables that functions put something into, whenever they are called."""
        if self.function is None:
            return variable_fillers(self.module)
        return () if isinstance(self.function.node, ast.Lambda) else inner_filled(self.function.node)

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

    def _hand_over(self, numbers: Iterable[int], slot: int) -> None:
        """Let a parameter have what a framework hands to it, which alone calls the function."""
        rule = self.program.graph.nodes[slot].rule
        for number in numbers:
            self.program.graph.flow(number, slot)
            if isinstance(rule, Parameter):
                rule.is_closed = True

    def unknown(self, node: ast.AST | None = None) -> int:
        """A node of which nothing is known."""
        return self.constant(UNKNOWN, node)

    def result(self, kind: SlotKind) -> int:
        """The slot of what this function returns or yields."""
        return self.program.slot(SlotKey(kind, self.module.name, self.scope, self.scope.rpartition(".")[2]))

    def bind(self, name: str, number: int, is_default: bool = False) -> None:
        """Let a name mean a node from here on, and let the node flow into the name's slot.

        The slot of a parameter is what callers pass, to which an assignment to its name adds nothing, except that a
        value that replaces None is as good as a default.

        Args:
            name: Name to bind.
            number: Number of the node.
            is_default: Whether the node replaces None or a false value, as in `name = name or []`.
        """
        before = self.environment.get(name)
        self.environment[name] = number
        self.items.pop(name, None)
        self.forget(name)
        if self.owner is None and name in self.parameter_names and not (is_default or self._is_missing(before)):
            if name not in self.rebound:
                self.rebound[name] = self.add(JOINED, [self.slot_of(name)], kind=TypeNodeKind.MERGE)
            self.program.graph.flow(number, self.rebound[name])
        else:
            self.program.graph.flow(number, self.slot_of(name))

    def _is_missing(self, number: int | None) -> bool:
        """Return whether a test has just shown that a name holds None or a false value."""
        return number is not None and isinstance(self.program.graph.nodes[number].rule, IsNone | Falsy)

    def forget(self, name: str) -> None:
        """A name was bound anew: what was known of its attributes is not any more."""
        for path in self._paths.get(name, ()):
            self.environment.pop(path, None)

    def versions_of(self, node: FunctionNode) -> list[FunctionNode]:
        """The statements that define a function of this module or class together, of which this is the last."""
        key = self.owner, node.name
        cached = self._versions.get(key)
        if cached is None:
            body = self.owner.body if self.owner is not None else {} if self.scope else self.module.body
            cached = self._versions[key] = {nodes[-1]: nodes for nodes in versions(body.get(node.name, ()))}
        return cached.get(node, [node])

    def know(self, path: str, number: int) -> None:
        """Let a name, or a path that begins with one, mean a node from here on, without binding the name anew."""
        self.environment[path] = number
        name, dot, _ = path.partition(".")
        if dot:
            self._paths.setdefault(name, set()).add(path)

    def field_values(self, call: ast.Call) -> list[int]:
        """The nodes of what objects have where a call in the body of a class describes a field."""
        return list(self._frameworks.field_values(self, call))

    @cached_property
    def _option_names(self) -> Container[str]:
        return self._frameworks.option_names(self.module)

    def options(self, name: str) -> list[int]:
        """The nodes of what parsed command lines have under a name, but for the values of that declaration itself."""
        if name in self.declaring or name not in self._option_names:
            return []
        declaring = [one.declaring for one in {self, self.home or self}]  # `default=Config.port` is read in the module
        for names in declaring:
            names.append(name)
        nodes = list(self._frameworks.options(self, name))
        for names in declaring:
            names.pop()
        return nodes

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
        definition = self.module.define(nodes, inner(prefix, name), self.owner)
        self.functions[definition.scope] = definition
        return definition

    def merged(self, environments: Sequence[Environment]) -> Environment:
        """Return the meaning of names where several paths meet."""
        if len(environments) == 1:
            return dict(environments[0])
        result: Environment = {}
        for name in dict.fromkeys(bound for environment in environments for bound in environment):
            numbers = list(dict.fromkeys(environment[name] for environment in environments if name in environment))
            if "." in name and not all(name in environment for environment in environments):
                continue  # on some way nothing is known of the attribute but what its slot says
            result[name] = numbers[0] if len(numbers) == 1 else self.add(JOINED, numbers, kind=TypeNodeKind.MERGE)
        return result

    def _declare_return(self, function: FunctionDefinition) -> None:
        """Let the return annotation flow into the slot of the return."""
        annotation = None if isinstance(function.node, ast.Lambda) else function.node.returns
        if annotation is not None:
            type_ = self.program.annotated(annotation, self.module, function.owner)
            if type_ is not None:
                self.program.declare(self.result(SlotKind.RETURN), type_)

    def _parameters(self, function: FunctionDefinition) -> None:
        """Let every parameter mean its slot. `*args` and `**kwargs` hold the values of their slots."""
        arguments = function.node.args
        around = self.outer or self.home
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults = dict(zip([argument.arg for argument in positional][::-1], arguments.defaults[::-1], strict=False))
        defaults.update(
            (argument.arg, default)
            for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
            if default is not None
        )
        is_called = not isinstance(function.node, ast.Lambda) and self._frameworks.may_call(function)
        for parameter in parameters(arguments):
            slot = self.program.parameter(function, parameter.arg)
            inherited = (
                inherited_parameter(self.program, function, parameter.arg) if parameter.annotation is None else None
            )
            if inherited is not None and function.owner is not None:
                value = as_value(inherited, self.program.own_type(function.owner))
                self.program.graph.flow(self.constant(value), slot)
            if parameter.arg in defaults:
                default = defaults[parameter.arg]
                number = (around or self).expression(default)
                if isinstance(default, ast.Call):
                    number = self.add(PASSED_BY_DEFAULT, [number], default)
                elif isinstance(default, ast.Tuple):
                    number = self.add(DEFAULT_TUPLE, [number], default)
                self.program.graph.flow(number, slot)
            if is_called:
                self._hand_over(self._frameworks.handed(self, function, parameter.arg), slot)
            if parameter is arguments.vararg or parameter is arguments.kwarg:
                declared = parameter.annotation and ast.unparse(parameter.annotation).rpartition(".")[2]
                is_mapping = parameter is arguments.kwarg
                is_uniform = not is_mapping or declared not in (None, "Any", "object")
                slot = self.add(Collected(is_mapping, is_uniform), [slot])
            self.environment[parameter.arg] = slot
