"""Classes and functions as the text of a module defines them: project files and stubs alike."""

from __future__ import annotations

import ast
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from graph_extraction import DefinitionNode, FunctionNode, dotted_name, statements_of_scope
from typilus.annotation_types import FileNames, absolute_module
from typilus.semantics import (
    IMPLICIT_CLASS_METHODS,
    Scope,
    is_generator,
    is_overload,
    names_bound_by,
    own_nodes,
    takes_sent_values,
    targets_of,
)
from typilus.static_inference.definitions.conditions import live
from typilus.static_inference.definitions.scope_names import (
    dotted,
    inner,
    is_accessor,
    is_one_function,
    plain,
    qualified,
    versions,
)

__all__ = [
    "INSTANCE",
    "NAMELESS",
    "Block",
    "ClassDefinition",
    "FunctionDefinition",
    "ModuleText",
    "bound_names",
    "parameters",
]

INSTANCE = "@"
"""Stands in the scope of a function that was put into the graph once more, in front of a number."""
NAMELESS = "__main__"
"""Module name of text that is no file."""

_PROPERTIES = ("property", "cached_property", "abstractproperty", "setter", "hybrid_property", "lazy_property")
_PROPERTIES_OF_ENUM = ("_magic_enum_attr", "DynamicClassAttribute")

Derived = TypeVar("Derived")
Block = ast.Module | DefinitionNode | ast.Lambda


@dataclass(eq=False, repr=False)
class ModuleText:
    """One module: its tree and the meaning of its names.

    Attributes:
        name: Dotted name.
        path: Path of its file, "" for text alone.
        tree: Tree; of a stub only the parts for the Python version that types are inferred for.
        is_package: Whether it is an `__init__`.
        is_stub: Whether types are declared and nothing is to be inferred.
        classes: Classes by scope.
        functions: Functions by scope. Of several definitions of one name (in the branches of an `if`, say) each but the
            first that was requested has its line in front of the name: `#12.home`, `Shop.#12.add`.
        redefined: First lines of the scopes with such a line in them, and these scopes, by `__qualname__`, ordered.
    """

    name: str
    path: str
    tree: ast.Module
    is_package: bool = False
    is_stub: bool = False
    classes: dict[str, ClassDefinition] = field(default_factory=dict)
    functions: dict[str, FunctionDefinition] = field(default_factory=dict)
    redefined: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _by_node: dict[ast.ClassDef, ClassDefinition] = field(default_factory=dict)
    _derived: dict[Callable[[ModuleText], Any], Any] = field(default_factory=dict)

    def derived(self, compute: Callable[[ModuleText], Derived]) -> Derived:
        """Return the result of a function of the module, which is computed once, and is gone with the module."""
        if compute not in self._derived:
            self._derived[compute] = compute(self)
        value: Derived = self._derived[compute]
        return value

    @cached_property
    def names(self) -> FileNames:
        """The meaning of its names in annotations."""
        return FileNames.from_tree(self.tree, self.name, is_package=self.is_package)

    @cached_property
    def body(self) -> Mapping[str, list[ast.stmt]]:
        """The statements at its top level that bind each name."""
        return _bound_by(_statements(self.tree.body, self.is_stub))

    @cached_property
    def stars(self) -> list[str]:
        """Absolute names of the modules that it imports with `*`."""
        statements = _statements(self.tree.body, self.is_stub)
        imports = (statement for statement in statements if isinstance(statement, ast.ImportFrom))
        return [
            self.absolute(statement) for statement in imports if any(alias.name == "*" for alias in statement.names)
        ]

    def absolute(self, statement: ast.ImportFrom) -> str:
        """The module that a `from` import names."""
        module = absolute_module(statement.module, statement.level, self.name, self.is_package)
        return module or statement.module or ""

    def class_of(self, node: ast.ClassDef, scope: str) -> ClassDefinition:
        """The one definition of a class statement inside a scope (`__qualname__`, "" for the module)."""
        cached = self._by_node.get(node)
        if cached is None:
            name = inner(scope, node.name)
            cached = self._by_node[node] = self.classes[name] = ClassDefinition(self, name, node)
            if "#" in name:
                insort(self.redefined.setdefault(plain(name), []), (node.lineno, name))
        return cached

    def function_of(
        self, nodes: Sequence[FunctionNode], scope: str, owner: ClassDefinition | None = None
    ) -> FunctionDefinition:
        """The one definition of a function, with its overloads before it."""
        return self.define(nodes, inner(scope, nodes[-1].name), owner)

    def define(
        self, nodes: Sequence[FunctionNode | ast.Lambda], name: str, owner: ClassDefinition | None = None
    ) -> FunctionDefinition:
        """The same for a function or lambda of any scope, given its `__qualname__`."""
        node = nodes[-1]
        cached = self.functions.get(name)
        if cached is not None and not is_one_function(cached.node, node):
            outer, dot, last = name.rpartition(".")
            name = f"{outer}{dot}#{node.lineno}.{last}"
            cached = self.functions.get(name)
        if cached is None or cached.node is not node:
            if cached is None and "#" in name:
                insort(self.redefined.setdefault(plain(name), []), (node.lineno, name))
            cached = self.functions[name] = FunctionDefinition(self, name, tuple(nodes), owner)
        return cached

    def located(self, scope: str, line: int) -> str:
        """The scope of the definition around a line, by its `__qualname__`, which others may have, too."""
        others = self.redefined.get(scope)
        index = bisect_left(others, (line + 1, "")) if others else 0
        if others is None or not index:
            return scope
        _, other = others[index - 1]
        definition = self.functions.get(other) or self.classes[other]
        return other if line <= (definition.node.end_lineno or line) else scope

    def getter_of(self, function: FunctionDefinition) -> FunctionDefinition:
        """The definition of a property's getter, whose name its setter has, too, and any other function itself."""
        nodes = [node for node in function.nodes if not is_accessor(node)]
        if not nodes or not is_accessor(function.node):
            return function
        getter = FunctionDefinition(self, function.scope, (nodes[0],), function.owner)
        return self.functions.setdefault(f"{function.scope} (getter)", getter)


@dataclass(eq=False, repr=False)
class ClassDefinition:
    """A class statement.

    Attributes:
        module: Module of the class.
        scope: `__qualname__` of the class.
        node: Statement.
    """

    module: ModuleText
    scope: str
    node: ast.ClassDef

    @cached_property
    def name(self) -> str:
        """The qualified name `pkg.mod.Shop`, or the bare name of a built-in class."""
        return qualified(self.module.name, self.scope)

    @cached_property
    def body(self) -> dict[str, list[ast.stmt]]:
        """The statements of its body that bind each name."""
        return _bound_by(_statements(self.node.body, self.module.is_stub))

    @cached_property
    def methods(self) -> list[FunctionDefinition]:
        """Its functions, with the overloads of each together."""
        return [
            self.module.function_of(nodes, self.scope, self)
            for bound in self.body.values()
            for nodes in versions(bound)
        ]

    @cached_property
    def assigned(self) -> dict[str, list[FunctionDefinition]]:
        """The methods that assign each attribute on their receiver."""
        methods: dict[str, list[FunctionDefinition]] = {}
        for method in () if self.module.is_stub else self.methods:  # those of stubs have no bodies
            receiver = method.receiver
            for name in sorted(_attributes_bound(method.node, receiver)) if receiver else ():
                methods.setdefault(name, []).append(method)
        return methods

    @cached_property
    def decorators(self) -> list[str]:
        """The decorators' dotted names."""
        return [dotted(decorator) for decorator in self.node.decorator_list]


@dataclass(eq=False, repr=False)
class FunctionDefinition:
    """A function: its overloads, if any, and the implementation last.

    Attributes:
        module: Module of the function.
        scope: `__qualname__` of the function.
        nodes: Statements.
        owner: Class of a method.
    """

    module: ModuleText
    scope: str
    nodes: tuple[FunctionNode | ast.Lambda, ...]
    owner: ClassDefinition | None = None

    @property
    def node(self) -> FunctionNode | ast.Lambda:
        """The implementation."""
        return self.nodes[-1]

    @cached_property
    def name(self) -> str:
        """Qualified."""
        return qualified(self.module.name, self.scope)

    @cached_property
    def decorators(self) -> list[str]:
        """The decorators' dotted names, of all overloads."""
        nodes = (node for node in self.nodes if isinstance(node, FunctionNode))
        return list(dict.fromkeys(dotted(decorator) for node in nodes for decorator in node.decorator_list))

    @property
    def overloads(self) -> tuple[FunctionNode | ast.Lambda, ...]:
        """The signatures that calls choose from."""
        declared = tuple(node for node in self.nodes if isinstance(node, FunctionNode) and is_overload(node))
        return declared or self.nodes[-1:]

    @property
    def is_declared(self) -> bool:
        """True if all its signatures say what it returns."""
        return all(not isinstance(node, ast.Lambda) and node.returns is not None for node in self.overloads)

    def has(self, *decorators: str) -> bool:
        """Return whether one of its decorators has one of these last names."""
        return any(decorator.rpartition(".")[2] in decorators for decorator in self.decorators)

    @property
    def is_property(self) -> bool:
        """True if reading it calls it."""
        return self.has(*_PROPERTIES, *_PROPERTIES_OF_ENUM)

    @property
    def is_static(self) -> bool:
        """True if it takes no receiver although it is in a class."""
        return self.owner is None or self.has("staticmethod")

    @property
    def is_class_method(self) -> bool:
        """True if its receiver is the class."""
        return self.has("classmethod") or self.scope.rpartition(".")[2] in IMPLICIT_CLASS_METHODS

    @property
    def receiver(self) -> str | None:
        """The name of its first parameter, if that is the object or class it is called on."""
        if self.is_static:
            return None
        arguments = self.node.args
        first = [*arguments.posonlyargs, *arguments.args][:1]
        return first[0].arg if first else None

    @property
    def starred(self) -> frozenset[str]:
        """The names behind `*` and `**`."""
        arguments = self.node.args
        return frozenset(argument.arg for argument in (arguments.vararg, arguments.kwarg) if argument is not None)

    @cached_property
    def own_parameters(self) -> frozenset[str]:
        """The parameters, without those behind `*` and `**`, that no function inside of it gives another value."""
        arguments = self.node.args
        names = {argument.arg for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}
        inner = (node.names for node in ast.walk(self.node) if isinstance(node, ast.Nonlocal))
        return frozenset(names.difference(*inner))

    @cached_property
    def is_abstract(self) -> bool:
        """True if its body is empty: a docstring, `pass`, `...`, or an error that it is not implemented."""
        if isinstance(self.node, ast.Lambda):
            return False
        body = [statement for statement in self.node.body if not _is_idle(statement)]
        if self.owner is not None:  # a method that only says `return` is there to be overridden, too
            body = [
                statement for statement in body if not (isinstance(statement, ast.Return) and statement.value is None)
            ]
        raising = len(body) == 1 and isinstance(body[0], ast.Raise) and body[0].exc is not None
        return self.has("abstractmethod") or not body or (raising and "NotImplemented" in ast.unparse(body[0]))

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """All names that it reads or binds, those of the functions inside of it too."""
        return frozenset(node.id for node in self.references if isinstance(node, ast.Name))

    @cached_property
    def called(self) -> frozenset[str]:
        """The names that calls in it begin with: `shop` of `shop.Till(1)`."""
        calls = (node for node in self.references if isinstance(node, ast.Call))
        return frozenset((dotted_name(call.func) or "").partition(".")[0] for call in calls)

    @cached_property
    def imports(self) -> tuple[ast.Import | ast.ImportFrom, ...]:
        """The imports in it and in the functions inside of it."""
        return tuple(node for node in self.references if isinstance(node, ast.Import | ast.ImportFrom))

    @cached_property
    def references(self) -> tuple[ast.AST, ...]:
        """The names, calls and imports in it and in the functions inside of it."""
        kinds = (ast.Name, ast.Call, ast.Import, ast.ImportFrom)
        return tuple(node for node in ast.walk(self.node) if isinstance(node, kinds))

    @cached_property
    def is_generator(self) -> bool:
        """True if it yields."""
        return is_generator(self.node)

    @cached_property
    def takes_sent_values(self) -> bool:
        """True if it is a generator that uses what comes back from a `yield`."""
        return self.is_generator and takes_sent_values(self.node)


def _is_idle(statement: ast.stmt) -> bool:
    constant = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return constant or isinstance(statement, ast.Pass)


def _statements(body: Iterable[ast.stmt], is_stub: bool) -> Iterator[ast.stmt]:
    """Yield the statements of a scope, of a stub those for the Python version that types are inferred for."""
    return statements_of_scope(body, live) if is_stub else statements_of_scope(body)


def bound_names(block: Block) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a function or module binds itself, and those that it declares `global` or `nonlocal`.

    They are found function by function, without an index of the module: of a large stub few functions are built.
    """
    if isinstance(block, ast.Lambda):
        names = {name for node in own_nodes(block) for name in names_bound_by(node)}
        return frozenset(names.union(parameter.arg for parameter in parameters(block.args))), frozenset()
    scope = Scope(block)
    return scope.bound, scope.foreign


def parameters(arguments: ast.arguments) -> list[ast.arg]:
    """All of them, in the order of the text."""
    stars = [star for star in (arguments.vararg,) if star], [star for star in (arguments.kwarg,) if star]
    return [*arguments.posonlyargs, *arguments.args, *stars[0], *arguments.kwonlyargs, *stars[1]]


def _bound_by(body: Iterable[ast.stmt]) -> dict[str, list[ast.stmt]]:
    by_name: dict[str, list[ast.stmt]] = {}
    for statement in body:
        for name in _names_of(statement):
            by_name.setdefault(name, []).append(statement)
    return by_name


def _names_of(statement: ast.stmt) -> Iterator[str]:
    yield from names_bound_by(statement)
    for target in targets_of(statement):
        for node in ast.walk(target):
            yield from names_bound_by(node)


def _attributes_bound(function: FunctionNode | ast.Lambda, receiver: str) -> set[str]:
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            if isinstance(node.value, ast.Name) and node.value.id == receiver:
                names.add(node.attr)
        elif type(node) is ast.Call and type(node.func) is ast.Name and node.func.id == "setattr":
            match node.args:
                case [ast.Name(id=holder), ast.Constant(value=str(name)), _] if holder == receiver:
                    names.add(name)
    return names
