"""Subclasses of a class: their versions of its methods and attributes, and what a mixin finds in them."""

from __future__ import annotations

import ast
from collections import Counter, deque
from collections.abc import Iterable, Iterator

from graph_extraction import FunctionNode
from typilus.annotation_types import NONE
from typilus.semantics import is_none, is_remark
from typilus.static_inference.building.filling import is_empty_container
from typilus.static_inference.building.overriding import inherited_return
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.scope_names import versions
from typilus.static_inference.graph.dependency_graph import TypeNode, TypeNodeKind
from typilus.static_inference.graph.type_sets import type_set
from typilus.static_inference.rules.attributes import Member
from typilus.static_inference.solving.solver import Solver

__all__ = ["Heirs", "is_hook"]

_CONSTRUCTING = frozenset({"__init__", "__new__", "__post_init__", "setUp"})
MAX_HEIRS = 50
"""So many subclasses of a class are looked at."""


class Heirs:
    """The subclasses of classes, as far as some modules define them.

    Args:
        program: Program with the modules.
        modules: Modules whose classes count.
    """

    def __init__(self, program: Program, modules: Iterable[ModuleText]) -> None:
        self._program = program
        self._children: dict[str, list[ClassDefinition]] = {}
        self._overrides: dict[FunctionDefinition, list[FunctionDefinition]] = {}
        self._at_none: dict[ClassDefinition, frozenset[str]] = {}
        for module in modules:
            for definition in dict.fromkeys([*_classes(module), *module.classes.values()]):
                for base in program.classes.bases(definition):
                    self._children.setdefault(base.name, []).append(definition)

    def connect(self, module: ModuleText, solver: Solver) -> None:
        """Let what subclasses assign, and return from what is left open, flow into the classes of a module.

        Parameters of methods and of their overrides tell each other what they take, a mixin has what its subclasses
        have, and a subclass what its base begins with.
        """
        for function in list(module.functions.values()):
            if _may_be_overridden(function):
                self._connect_method(function, solver)
        owners = [owner for owner in module.classes.values() if owner.name in self._children]
        self._mix_in(owners)
        for heir in list(module.classes.values()):
            self._begin_as_above(heir)
        for owner in owners:
            self._take_from_below(owner)

    def _connect_method(self, function: FunctionDefinition, solver: Solver) -> None:
        for override in self.overrides(function):
            self._connect_parameters(override, function, solver)
            is_plain = not override.is_generator and not isinstance(override.node, ast.AsyncFunctionDef)
            if is_plain and (is_hook(function) or _returns_nothing(function)):
                source = self._program.slot(self._program.returned(override))
                self._program.graph.flow(source, self._program.slot(self._program.returned(function)))

    def _take_from_below(self, owner: ClassDefinition) -> None:
        """Let an attribute that a class's body assigns have what the bodies of its subclasses assign to it, too.

        One that is never anything but None is there for the methods of the subclasses to set.
        """
        left, assigned = self._left_at_none(owner), frozenset(_assigned(owner))
        for name in sorted(left | assigned):
            for heir in self._below(owner):
                bound = heir.body.get(name, [])
                is_bound = name in assigned and bound and not any(isinstance(node, FunctionNode) for node in bound)
                if is_bound or (name in left and not bound and name in heir.assigned):
                    source = self._program.slot(self._program.attribute(heir, name))
                    self._program.graph.flow(source, self._program.slot(self._program.attribute(owner, name)))

    def _left_at_none(self, owner: ClassDefinition) -> frozenset[str]:
        if owner not in self._at_none:
            self._at_none[owner] = frozenset() if owner.module.is_stub else frozenset(_only_none(owner))
        return self._at_none[owner]

    def _mix_in(self, owners: Iterable[ClassDefinition]) -> None:
        """Let the attributes that classes read on themselves but do not have be those of their subclasses."""
        classes, graph = self._program.classes, self._program.graph
        mixed_in: set[str] = set()
        for owner in owners:
            own = self._program.own_type(owner)
            lacking = [name for name in sorted(_read(owner)) if classes.member(own, name) is None]
            heirs = [self._program.own_type(heir) for heir in self._below(owner)] if lacking else []
            for name in lacking:
                having = [heir for heir in heirs if classes.member(heir, name) is not None]
                if having:
                    mixed_in.add(name)
                    classes.mixed_in[own.name, name] = having
                    node = TypeNode(TypeNodeKind.EXPRESSION, Member(name), [self._program.constant(type_set(own))])
                    graph.flow(graph.add(node), self._program.slot(self._program.attribute(owner, name)))
        for number, node in enumerate(graph.nodes if mixed_in else ()):  # they were solved before that was known
            if isinstance(node.rule, Member) and node.rule.attribute in mixed_in:
                graph.fresh.append(number)

    def _begin_as_above(self, heir: ClassDefinition) -> None:
        """Let attributes that a class sets, but not in its constructor, have what a class above it assigns, too."""
        order = self._program.classes.order(self._program.own_type(heir).name)
        above = [one.definition for one in order[1:] if not one.definition.module.is_stub]
        for name, methods in heir.assigned.items() if above else ():
            if any(method.scope.rpartition(".")[2] in _CONSTRUCTING for method in methods) or name in heir.body:
                continue
            base = next((one for one in above if name in one.assigned or name in one.body), None)
            if base is not None and name not in base.body:
                # An attribute that subclasses are there to set may be, in the base, what others of them set it to.
                if name in self._left_at_none(base):
                    source = self._program.constant(type_set(NONE))
                else:
                    source = self._program.slot(self._program.attribute(base, name))
                self._program.graph.flow(source, self._program.slot(self._program.attribute(heir, name)))

    def _connect_parameters(self, override: FunctionDefinition, method: FunctionDefinition, solver: Solver) -> None:
        """Let what a method takes flow into an override that nothing is known to call, or the other way around.

        A method that is left open is not what calls of it run: what they hand over flows into its overrides.
        """
        if isinstance(method.node, ast.Lambda) or isinstance(override.node, ast.Lambda):
            return
        places = zip(_plain(override.node)[1:], _plain(method.node)[1:], strict=False)
        for own, other in places if method.receiver is not None and override.receiver is not None else ():
            below = own.annotation, self._program.parameter(override, own.arg)
            above = other.annotation, self._program.parameter(method, other.arg)
            is_above_known, is_below_known = (
                bool(solver.value(number).without("None").alternatives) for _, number in (above, below)
            )
            source, target = (above, below) if is_above_known else (below, above)
            if target[0] is None and (is_hook(method) or is_above_known is not is_below_known):
                self._program.graph.flow(source[1], target[1])

    def overrides(self, function: FunctionDefinition) -> list[FunctionDefinition]:
        """The methods of subclasses that override a method, and say more than it does."""
        cached = self._overrides.get(function)
        if cached is None:
            cached = self._overrides[function] = []
            owner, name = function.owner, function.scope.rpartition(".")[2]
            for heir in self._below(owner) if owner is not None else ():
                bound = versions(heir.body.get(name, ()))
                if bound:
                    method = heir.module.function_of(bound[-1], heir.scope, heir)
                    cached += [method] if not is_hook(method) and method is not function else []
        return cached

    def deny_none(self, function: FunctionDefinition, solver: Solver) -> bool:
        """Return whether a method without a body of its own, overridden or overriding, returns something but None."""
        inherited = inherited_return(self._program, function)
        if inherited is not None:
            return inherited != NONE
        return any(
            override.is_generator or solver.value(self._program.slot(self._program.returned(override))).types != [NONE]
            for override in self.overrides(function)
        )

    def confirm_none(self, function: FunctionDefinition) -> bool:
        """Return whether overrides of a method, or the one it overrides, return None. Call it after `deny_none`."""
        return bool(self.overrides(function)) or inherited_return(self._program, function) == NONE

    def _below(self, owner: ClassDefinition) -> Iterator[ClassDefinition]:
        """The subclasses of a class, the nearest first."""
        seen = {owner.name}
        pending = deque([owner.name])
        while pending and len(seen) <= MAX_HEIRS:
            for heir in self._children.get(pending.popleft(), ()):
                if heir.name not in seen:
                    seen.add(heir.name)
                    pending.append(heir.name)
                    yield heir


def _plain(function: FunctionNode) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args]


def is_hook(function: FunctionDefinition) -> bool:
    """Return whether it is a method with an empty body that is not one of Python's own."""
    name = function.scope.rpartition(".")[2]
    is_special = name.startswith("__") and name.endswith("__")
    return function.owner is not None and function.is_abstract and not is_special and not function.is_generator


def _returns_nothing(function: FunctionDefinition) -> bool:
    """Return whether a method only returns None or an empty container: `def children(self): return []`."""
    if isinstance(function.node, ast.Lambda):
        return False
    body = [node for node in function.node.body if not is_remark(node)]
    value = body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None
    return value is not None and (is_none(value) or is_empty_container(value))


def _may_be_overridden(function: FunctionDefinition) -> bool:
    return function.owner is not None and function.scope.rpartition(".")[2] not in ("__init__", "__new__")


def _classes(module: ModuleText) -> Iterator[ClassDefinition]:
    """Yield the classes at the top level of a module, and inside of its classes."""
    pending = [
        module.class_of(node, "") for bound in module.body.values() for node in bound if isinstance(node, ast.ClassDef)
    ]
    while pending:
        definition = pending.pop()
        yield definition
        pending += [
            definition.module.class_of(statement, definition.scope)
            for statement in definition.node.body
            if isinstance(statement, ast.ClassDef)
        ]


def _read(owner: ClassDefinition) -> set[str]:
    """The attributes that a class's methods read on their receivers."""
    return {
        node.attr
        for method in owner.methods
        for node in (ast.walk(method.node) if method.receiver else ())
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load) and _is_of(node, method)
    }


def _assigned(owner: ClassDefinition) -> Iterator[str]:
    """The attributes to which a class's body assigns, and does nothing else."""
    for name, bound in owner.body.items():
        if not name.startswith("__") and all(isinstance(node, ast.Assign) for node in bound):
            yield name


def _only_none(owner: ClassDefinition) -> set[str]:
    """The attributes to which a class assigns None and nothing else, in its body or in its methods."""
    stored: Counter[str] = Counter(name for name, bound in owner.body.items() for _ in bound)
    nones: Counter[str] = Counter(
        target.id
        for statement in owner.node.body
        if isinstance(statement, ast.Assign) and is_none(statement.value)
        for target in statement.targets
        if isinstance(target, ast.Name)
    )
    for method in owner.methods:
        for node in ast.walk(method.node) if method.receiver else ():
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and _is_of(node, method):
                stored[node.attr] += 1
            elif isinstance(node, ast.Assign) and is_none(node.value):
                nones.update(
                    target.attr
                    for target in node.targets
                    if isinstance(target, ast.Attribute) and _is_of(target, method)
                )
    return {name for name, count in nones.items() if count == stored[name]}


def _is_of(attribute: ast.Attribute, method: FunctionDefinition) -> bool:
    """Return whether an attribute is one of the receiver of a method."""
    return isinstance(attribute.value, ast.Name) and attribute.value.id == method.receiver
