"""Code put into the graph when it is needed: modules, functions, and the slots that they share."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction import FunctionNode
from typilus.annotation_types import TypeExpression
from typilus.errors import TypeExpressionError
from typilus.static_inference.building.expression_nodes import expression
from typilus.static_inference.building.filling import attribute_fillers, makes_empty_container, variable_fillers
from typilus.static_inference.building.statement_nodes import statements
from typilus.static_inference.building.unit import NO_FRAMEWORKS, Builders, Frameworks, Unit
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.module_text import (
    INSTANCE,
    ClassDefinition,
    FunctionDefinition,
    ModuleText,
    parameters,
)
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.definitions.scope_names import dotted
from typilus.static_inference.definitions.substitution import with_self
from typilus.static_inference.graph.dependency_graph import (
    Handed,
    Key,
    SlotKey,
    SlotKind,
    TypeDependencyGraph,
    TypeNode,
    TypeNodeKind,
)
from typilus.static_inference.graph.type_sets import UNKNOWN, FunctionValue, TypeSet, class_object, type_set
from typilus.static_inference.rules.containers import Entry, HandedPart
from typilus.static_inference.rules.shared_containers import FilledByCalled
from typilus.static_inference.rules.value_flow import JOINED, PASSED_ON, SLOT, Constant, Declared, Parameter, Slot

__all__ = ["Program"]

MAX_NODES = 20_000
MAX_FOREIGN_NODES = 3_000
"""So many of installed packages are added: what they declare is asked for without."""
MAX_INSTANCES = 8
"""Of functions that one decorator decorates, each of which it is looked through for."""


class Program:
    """The part of a project that is in the graph, extended on request.

    Args:
        modules: Modules of the project and of libraries.
        most_nodes: Number of nodes from which on only what is requested by `build` is added to the graph. Slots that
            would need more remain unknown, so a question costs no more in a large project than in a small one.
        frameworks: What flows into the code from the frameworks that call it.
    """

    def __init__(self, modules: Modules, most_nodes: int = MAX_NODES, frameworks: Frameworks = NO_FRAMEWORKS) -> None:
        self._builders = Builders(expression, statements, frameworks)
        self.modules = modules
        self.most_nodes = most_nodes
        self.classes = Classes(modules)
        self.graph = TypeDependencyGraph()
        self._built_modules: set[ModuleText] = set()
        self._built: set[FunctionDefinition] = set()
        self._asked: set[ModuleText] = set()
        self._foreign_nodes = 0
        self.units: dict[tuple[str, str], Unit] = {}
        self._single_slots: set[SlotKey] = set()
        self._single_units: dict[ModuleText, Unit] = {}
        self._parts: dict[tuple[int, int], int] = {}
        self._passed_on: dict[tuple[int, int], int] = {}
        self._filled_by: dict[tuple[int, int], int] = {}
        self._entries: dict[tuple[int, Key | None], int] = {}
        self._handed: dict[int, Handed] = {}
        self._told: dict[TypeExpression, int] = {}
        self._instances: dict[FunctionDefinition, dict[TypeNode, FunctionDefinition]] = {}
        self._fillers: dict[ClassDefinition | ModuleText, dict[str, list[FunctionDefinition]]] = {}
        self._unknown_node: int | None = None
        self._read: dict[ast.expr, TypeExpression | None] = {}

    def build(self, module: ModuleText) -> None:
        """Put a whole module into the graph, with all its functions."""
        self._asked.add(module)
        self.build_module(module)
        pending = [unit for key, unit in self.units.items() if key[0] == module.name]
        while pending:
            unit = pending.pop()
            for function in list(unit.functions.values()):
                if function not in self._built:
                    self.build_function(function)
                    built = self.units.get((module.name, function.scope))
                    if built is not None:
                        pending.append(built)

    def build_module(self, module: ModuleText) -> None:
        """Put a module's own statements into the graph, the bodies of its classes included."""
        if module in self._built_modules or module.is_stub or self._is_full(module):
            return

        self._built_modules.add(module)
        self.units[module.name, ""] = unit = Unit(self, self._builders, module)
        self._build(unit)

    def build_function(self, function: FunctionDefinition) -> None:
        """Add a function's body to the graph. The names of its module that it uses are added on demand."""
        if function in self._built or function.module.is_stub or self._is_full(function.module):
            return

        self._built.add(function)
        getter = function.module.getter_of(function)
        if getter is not function:
            self.build_function(getter)
        around = self.around(function)
        home = self.units.get((function.module.name, ""))
        unit = self.units[function.module.name, function.scope] = Unit(
            self, self._builders, function.module, function, around, home
        )
        self._build(unit)

    def _build(self, unit: Unit) -> None:
        before = len(self.graph.nodes)
        unit.build()
        if self.modules.is_foreign(unit.module):
            self._foreign_nodes += len(self.graph.nodes) - before

    def _is_full(self, module: ModuleText) -> bool:
        if module in self._asked:
            return False
        is_foreign = self._foreign_nodes > MAX_FOREIGN_NODES and self.modules.is_foreign(module)
        return is_foreign or len(self.graph.nodes) > self.most_nodes

    def _known(self, key: SlotKey, is_built: bool) -> SlotKey:
        """Return the key of a slot, marked as open to any value if its code is not in the graph."""
        if not is_built:
            self.graph.flow(self._unknown(), self.slot(key))
        return key

    def _unknown(self) -> int:
        if self._unknown_node is None:
            self._unknown_node = self.constant(UNKNOWN)
        return self._unknown_node

    def around(self, function: FunctionDefinition) -> Unit | None:
        """Return the unit of the function around a function, None for functions of modules and classes."""
        scope = function.scope
        while ".<locals>." in scope:
            scope = scope.rpartition(".<locals>.")[0]
            unit = self.units.get((function.module.name, scope))
            if unit is not None:
                return unit
        return None

    def slot(self, key: SlotKey) -> int:
        """Return the node of a slot, with all that flows into it added to the graph."""
        number = self.graph.slots.get(key)
        if number is None:
            node = TypeNode(TypeNodeKind.SYMBOL, SLOT, [], key=key)
            number = self.graph.slots[key] = self.graph.add(node)
        return number

    def declare(self, slot: int, types: TypeSet) -> None:
        """A slot has what its annotation says, whatever flows into it."""
        self.graph.nodes[slot].rule = Declared(types)
        self.graph.fresh.append(slot)

    def constant(self, value: TypeSet, module: ModuleText | None = None, node: ast.AST | None = None) -> int:
        """A node that is known."""
        return self.graph.add(TypeNode(TypeNodeKind.EXPRESSION, Constant(value), [], module, node))

    def parameter(self, function: FunctionDefinition, name: str) -> int:
        """The slot of a parameter: what it is annotated with, or what calls and its default hand to it."""
        key = SlotKey(SlotKind.NAME, function.module.name, function.scope, name)
        number = self.slot(key)
        node = self.graph.nodes[number]
        if isinstance(node.rule, Slot):
            node.rule = Parameter(self.declared_parameter(function, name))
            self.graph.fresh.append(number)
        return number

    def declared_parameter(self, function: FunctionDefinition, name: str) -> TypeSet | None:
        """Return the types of a parameter's annotation, or of the receiver."""
        if name == function.receiver and function.owner is not None:
            own = self.own_type(function.owner)
            return type_set(class_object(own) if function.is_class_method else own)
        parameter = next((parameter for parameter in parameters(function.node.args) if parameter.arg == name), None)
        if parameter is None or parameter.annotation is None:
            return None
        return self.annotated(parameter.annotation, function.module, function.owner)

    def own_type(self, owner: ClassDefinition) -> TypeExpression:
        """The class as the type of its receiver."""
        return self.classes.public(owner)

    def annotated(
        self, annotation: ast.expr, module: ModuleText, owner: ClassDefinition | None = None
    ) -> TypeSet | None:
        """Return the types of an annotation, None if it cannot be read."""
        type_ = self.read_type(annotation, module)
        if type_ is None:
            return None
        if owner is not None:
            type_ = with_self(type_, self.own_type(owner))
        types = type_set(type_)
        return types if types != UNKNOWN else None

    def read_type(self, annotation: ast.expr, module: ModuleText) -> TypeExpression | None:
        """An annotation as a type. Those of stubs, which many calls ask for, are read once.

        That of `**options: Unpack[Options]` is of no single value.
        """
        if annotation in self._read:
            return self._read[annotation]
        if isinstance(annotation, ast.Subscript) and dotted(annotation.value).rpartition(".")[2] == "Unpack":
            return None
        try:
            type_: TypeExpression | None = self.classes.read(annotation, module.names, module)
        except TypeExpressionError:
            type_ = None
        if module.is_stub:
            self._read[annotation] = type_
        return type_

    def returned(self, function: FunctionDefinition) -> SlotKey:
        """The slot of what a function returns, its body in the graph."""
        self.build_function(function)
        return self._known(self._key(SlotKind.RETURN, function), function in self._built)

    def yielded(self, function: FunctionDefinition) -> SlotKey:
        """The slot of what a generator yields."""
        self.build_function(function)
        return self._known(self._key(SlotKind.YIELD, function), function in self._built)

    def sent(self, function: FunctionDefinition) -> SlotKey:
        """The slot of what is sent to a generator."""
        return self._key(SlotKind.SENT, function)

    def attribute(self, owner: ClassDefinition, name: str) -> SlotKey:
        """The slot of an attribute, all that assigns it in the graph, and all methods that put something into it."""
        key = SlotKey(SlotKind.ATTRIBUTE, owner.module.name, owner.scope, name)
        is_built = not owner.body.get(name) or self._ensure_built(key, owner.module, owner.body[name])
        methods = owner.assigned.get(name, ())
        for method in (*methods, *self._filling(owner, name)):
            self.build_function(method)
        return self._known(key, is_built and all(method in self._built for method in methods))

    def variable(self, module: ModuleText, name: str) -> SlotKey:
        """The slot of a variable of a module, all functions that fill what is empty at first in the graph."""
        key = SlotKey(SlotKind.NAME, module.name, "", name)
        bound = module.body.get(name, ())
        is_built = self._ensure_built(key, module, bound)
        if any(map(makes_empty_container, bound)):
            for function in self._filling(module, name):
                self.build_function(function)
        return self._known(key, is_built)

    def _filling(self, owner: ClassDefinition | ModuleText, name: str) -> Sequence[FunctionDefinition]:
        """The functions that put something into an attribute of a class of the project, or a variable of a module.

        None of a module that is in the graph with all its functions.
        """
        module = owner if isinstance(owner, ModuleText) else owner.module
        if module in self._asked or module.is_stub:
            return ()
        if owner not in self._fillers:
            if self.modules.is_foreign(module):
                self._fillers[owner] = {}
            elif isinstance(owner, ModuleText):
                self._fillers[owner] = variable_fillers(owner)
            else:
                self._fillers[owner] = attribute_fillers(owner)
        return self._fillers[owner].get(name, ())

    def is_built(self, module: ModuleText) -> bool:
        """Return whether a module's own statements are in the graph."""
        return module in self._built_modules

    def _ensure_built(self, key: SlotKey, module: ModuleText, bound: Sequence[ast.stmt]) -> bool:
        """Return whether all values that a module's statements store in a slot are in the graph.

        A module may hold thousands of names of which one is asked for. If a single statement binds that, it is put
        there alone; else the whole module is.
        """
        if module not in self._built_modules and key not in self._single_slots:
            number = None if self._is_full(module) else self._build_single_binding(module, bound, key.scope)
            if number is None:
                self.build_module(module)
            else:
                self._single_slots.add(key)
                self.graph.flow(number, self.slot(key))
        return module in self._built_modules or key in self._single_slots

    def _build_single_binding(self, module: ModuleText, bound: Sequence[ast.stmt], scope: str) -> int | None:
        """The node of what the only statement that binds a name gives it."""
        if len(bound) != 1:
            return None
        (statement,) = bound
        if isinstance(statement, FunctionNode) and not statement.decorator_list and not scope:
            return self.constant(type_set(FunctionValue(module.function_of([statement], scope))), module)
        if isinstance(statement, ast.AnnAssign) and not scope:
            declared = self.annotated(statement.annotation, module)
            if declared is not None:
                return self.constant(declared, module)
        elif not isinstance(statement, ast.Assign) or not all(
            isinstance(target, ast.Name) for target in statement.targets
        ):
            return None
        value = statement.value
        if value is None or _is_filled_later(value) or (scope and not isinstance(value, ast.Constant)):
            return None

        unit = self._single_units.get(module)
        if unit is None:
            unit = self._single_units[module] = Unit(self, self._builders, module)
        return unit.expression(value)

    def part(self, number: int, index: int) -> int:
        """The node of one of the arguments that `*x` hands over, of a tuple that in its place."""
        cached = self._parts.get((number, index))
        if cached is None:
            node = TypeNode(TypeNodeKind.EXPRESSION, HandedPart(index, None, is_star=False), [number])
            cached = self._parts[number, index] = self.graph.add(node)
        return cached

    def passed_on(self, number: int, callee: int) -> int:
        """The node of an argument for one of the functions that a parameter may be."""
        cached = self._passed_on.get((number, callee))
        if cached is None:
            node = TypeNode(TypeNodeKind.EXPRESSION, PASSED_ON, [number, callee])
            cached = self._passed_on[number, callee] = self.graph.add(node)
        return cached

    def filled_by(self, parameter: int, called: int) -> int:
        """The node of what a function puts into a container that a parameter hands on to the function's own one."""
        cached = self._filled_by.get((parameter, called))
        if cached is None:
            node = TypeNode(TypeNodeKind.EXPRESSION, FilledByCalled(parameter), [called])
            cached = self._filled_by[parameter, called] = self.graph.add(node)
        return cached

    def entry(self, number: int, key: Key | None) -> int:
        """The node of what `*x` or `**x` hands over under a key, or, without one, anywhere."""
        cached = self._entries.get((number, key))
        if cached is None:
            node = TypeNode(TypeNodeKind.EXPRESSION, Entry(key), [number])
            cached = self._entries[number, key] = self.graph.add(node)
        return cached

    def handed(self, slot: int) -> Handed:
        """Return what calls are known to hand to `*args` or `**kwargs`, by the slot of what they collect."""
        return self._handed.setdefault(slot, Handed())

    def hand(self, slot: int, key: Key, number: int) -> None:
        """Let `*args` or `**kwargs` have a node's value under a key."""
        by_key = self.handed(slot).by_key
        if key not in by_key:
            by_key[key] = self.graph.add(TypeNode(TypeNodeKind.MERGE, JOINED, []))
            self.graph.notice(slot)
        self.graph.flow(number, by_key[key])

    def hand_all(self, slot: int, container: int, shift: int) -> None:
        """Let `*args` or `**kwargs` have what a container has, the positions moved by a number."""
        containers = self.handed(slot).containers
        if (container, shift) not in containers:
            containers[container, shift] = None
            self.graph.notice(slot)

    def instance(self, function: FunctionDefinition, site: TypeNode) -> FunctionDefinition | None:
        """A decorator's function as it is for one function that it decorates, None if it decorates too many.

        Its body is put into the graph anew: what a wrapper returns depends on the function inside of it.
        """
        instances = self._instances.setdefault(function, {})
        if site not in instances and len(instances) < MAX_INSTANCES:
            scope = f"{function.scope}{INSTANCE}{len(instances) + 1}"
            instances[site] = FunctionDefinition(function.module, scope, function.nodes, function.owner)
        return instances.get(site)

    def told(self, type_: TypeExpression) -> int:
        """The node of a value of some type, whose code is not there."""
        if type_ not in self._told:
            self._told[type_] = self.constant(type_set(type_))
        return self._told[type_]

    def merge(self, numbers: list[int], module: ModuleText) -> int:
        """A node for what one of several nodes has."""
        return self.graph.add(TypeNode(TypeNodeKind.MERGE, JOINED, numbers, module))

    @staticmethod
    def _key(kind: SlotKind, function: FunctionDefinition) -> SlotKey:
        return SlotKey(kind, function.module.name, function.scope, function.scope.rpartition(".")[2])


def _is_filled_later(value: ast.expr) -> bool:
    """Return whether it is an empty container, which other statements fill."""
    if isinstance(value, ast.Call):
        return not value.args and not value.keywords and isinstance(value.func, ast.Name)
    return (isinstance(value, ast.List) and not value.elts) or (isinstance(value, ast.Dict) and not value.values)
