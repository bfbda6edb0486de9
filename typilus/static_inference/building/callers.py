"""Calls from elsewhere in the project: what other modules hand to a module's functions."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import attrgetter

from graph_extraction import FunctionNode
from typilus.static_inference.building.program import Program
from typilus.static_inference.definitions.class_hierarchy import Found
from typilus.static_inference.definitions.module_exports import is_taken_by_star
from typilus.static_inference.definitions.module_functions import functions_of
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText

__all__ = ["build_callers"]

MAX_MODULES = 24
MAX_FUNCTIONS = 100
MAX_NODES = 8_000
"""So many more than are there already."""


def build_callers(program: Program, module: ModuleText, callers: Iterable[str]) -> None:
    """Add functions of other modules that name something of a module to the graph, as far as there is room.

    Args:
        program: Program that already has the module.
        module: Module whose functions may be called.
        callers: Names of modules that may call them, the likelier first.
    """
    program.most_nodes = len(program.graph.nodes) + MAX_NODES
    around = (program.modules.find(name) for name in islice(callers, MAX_MODULES))
    others = [other for other in around if other is not None and other is not module and not other.is_stub]
    builder = _CallerBuilder(program, module)
    # Those that name something without a call of it may hand it on; most merely annotate or test.
    for names_of in (attrgetter("called"), attrgetter("mentioned")):
        for caller in others:
            if not builder.has_room:
                return
            builder.build(caller, names_of)
    for caller in others:
        builder.build_distant(caller)


class _CallerBuilder:
    """Adds functions that name something of a module, until there are enough.

    Args:
        program: Program that already has the module.
        module: Module whose functions may be called.
    """

    def __init__(self, program: Program, module: ModuleText) -> None:
        self._program, self._module = program, module
        self._left = MAX_FUNCTIONS
        self._named: dict[str, frozenset[str]] = {}
        self._built: set[FunctionDefinition] = set()
        self._methods = frozenset(_own_name(one) for one in functions_of(module) if one.owner is not None)

    @property
    def has_room(self) -> bool:
        """True if there may be more functions and nodes."""
        return self._left > 0 and len(self._program.graph.nodes) <= self._program.most_nodes

    def build(self, caller: ModuleText, names_of: Callable[[FunctionDefinition], frozenset[str]]) -> None:
        """Add the functions of one module, and those inside of them, that have a name for something of the module.

        Args:
            caller: Module that imports from the other.
            names_of: Function that returns the names to look at.
        """
        if caller.name not in self._named:
            self._named[caller.name] = self._names_in(caller)
            if not self._named[caller.name].isdisjoint(_mentioned(caller)):
                self._program.build_module(caller)
        named = self._named[caller.name]
        pending = list(functions_of(caller))
        while self._left and pending:
            function = pending.pop(0)
            if not named.isdisjoint(names_of(function)) or _imports(function, self._module):
                if function not in self._built:
                    self._add(function)
                built = self._program.units.get((caller.name, function.scope))
                pending[:0] = [] if built is None else built.functions.values()

    def _add(self, function: FunctionDefinition) -> None:
        self._built.add(function)
        self._left -= 1
        self._program.build_function(function)

    def build_distant(self, caller: ModuleText) -> None:
        """Add the code of one module that calls methods named as those of the other module, whoever made their objects
        (`self.shop.sell(bread)`), or that calls a function which was added.
        """
        left: list[ModuleText | FunctionDefinition] = [one for one in functions_of(caller) if one not in self._built]
        left += [] if self._program.is_built(caller) else [caller]
        asked: frozenset[str] = frozenset()
        wanted = self._methods.union(map(_own_name, self._built))
        while left and self.has_room and wanted:
            calling = [one for one in left if not wanted.isdisjoint(_called_by(one))]
            left = [one for one in left if one not in calling]
            added = [one for one in self._built if one.module is caller]
            for one in calling[: self._left]:
                if isinstance(one, ModuleText):
                    self._program.build_module(one)
                else:
                    self._add(one)
                    added.append(one)
            asked |= wanted
            wanted = frozenset(map(_own_name, added)) - asked

    def _names_in(self, caller: ModuleText) -> frozenset[str]:
        """The names by which a module knows the other one, or something of it."""
        classes, module = self._program.classes, self._module
        named = {local for local in caller.names.imports if _is_of(classes.lookup(caller, local), module)}
        if module.name in caller.stars:
            named |= {name for name in module.body if name not in caller.body and is_taken_by_star(module, name)}
        return frozenset(named)


def _own_name(function: FunctionDefinition) -> str:
    """Return its name, that of its class if that is what calls it."""
    outer, _, name = function.scope.rpartition(".")
    return outer.rpartition(".")[2] if name == "__init__" else name


def _called_by(code: ModuleText | FunctionDefinition) -> set[str]:
    """The last names of all calls: `sell` of `self.shop.sell()`."""
    nodes = code.references if isinstance(code, FunctionDefinition) else _own_nodes(code)
    functions = (node.func for node in nodes if isinstance(node, ast.Call))
    return {
        function.attr if isinstance(function, ast.Attribute) else function.id
        for function in functions
        if isinstance(function, ast.Attribute | ast.Name)
    }


def _imports(function: FunctionDefinition, module: ModuleText) -> bool:
    """Return whether a function imports a module, or something of it, perhaps from a package around it."""
    for statement in function.imports:
        names = [alias.name for alias in statement.names]
        if isinstance(statement, ast.Import):
            if module.name in names:
                return True
            continue
        origin = function.module.absolute(statement)
        is_around = module.name.startswith(f"{origin}.")
        if origin == module.name or (
            is_around and any(name in module.body or f"{origin}.{name}" == module.name for name in names)
        ):
            return True
    return False


def _mentioned(module: ModuleText) -> set[str]:
    """The names that its own statements read, the bodies of classes and decorators included."""
    return {node.id for node in _own_nodes(module) if isinstance(node, ast.Name)}


def _own_nodes(module: ModuleText) -> Iterator[ast.AST]:
    """Yield the nodes of a module's own statements but imports, and of the bodies of classes and decorators."""
    pending: list[ast.AST] = [
        statement for statement in module.tree.body if not isinstance(statement, ast.Import | ast.ImportFrom)
    ]
    while pending:
        node = pending.pop()
        yield node
        pending += node.decorator_list if isinstance(node, FunctionNode) else ast.iter_child_nodes(node)


def _is_of(target: Found | None, module: ModuleText) -> bool:
    """Return whether a name stands for a module, something that it defines, or a package around it."""
    if isinstance(target, ClassDefinition | FunctionDefinition):
        return target.module is module
    if isinstance(target, ModuleText):
        return target is module or module.name.startswith(f"{target.name}.")
    return target is not None and target[0] is module
