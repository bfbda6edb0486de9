"""Classes by name, with bases, method resolution order and members, and the meaning of a module's names."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from typilus.annotation_types import ANY, FileNames, TypeExpression, canonicalize, generic_of, rename, union_of
from typilus.errors import TypeExpressionError
from typilus.semantics import LOCALS
from typilus.static_inference.definitions.made_classes import base_made_by
from typilus.static_inference.definitions.module_exports import is_exported, is_taken_by_star, public_name
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.modules import Modules
from typilus.static_inference.definitions.scope_names import base_nodes, versions
from typilus.static_inference.definitions.substitution import substituted, variables_in

__all__ = ["Classes", "Found", "Inherited", "Member"]

MAX_CHAIN = 20
# What `typing` itself writes without its name in front.
_OWN_NAMES = frozenset({"Any", "Callable", "Generic", "Protocol", "Type", "Union"})
# What the class of an enumeration is to those that iterate over it.
_OF_ENUMS = frozenset({"collections.abc.Iterable", "collections.abc.Collection", "collections.abc.Reversible"})
_PROTOCOLS = frozenset({"typing.Generic", "typing.Protocol"})


@dataclass(frozen=True, slots=True)
class Inherited:
    """A class as an ancestor: its definition, and what it is applied to there."""

    definition: ClassDefinition
    type: TypeExpression


@dataclass(frozen=True, slots=True)
class Member:
    """The definition that a class has under a name.

    Attributes:
        owner: Class that has it, as inherited.
        statements: Statements of the class's body that bind it.
        methods: Methods that assign it, if the body does not.
    """

    owner: Inherited
    statements: tuple[ast.stmt, ...]
    methods: tuple[FunctionDefinition, ...] = ()


Found = ClassDefinition | FunctionDefinition | ModuleText | tuple[ModuleText, str]


class Classes:
    """All classes, with answers to questions about them that are computed once.

    Attributes:
        modules: Where they are defined.
        is_closed: Whether no further packages are looked into, as when types are judged that others recommend: to find
            a class of a package that imports all its modules by stars takes seconds.
        mixed_in: By class, and by an attribute that its methods read but nothing above it has, the subclasses that have
            it.
    """

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self.is_closed = False
        self.mixed_in: dict[tuple[str, str], list[TypeExpression]] = {}
        self._classes: dict[str, ClassDefinition | None] = {}
        self._orders: dict[str, tuple[Inherited, ...]] = {}
        self._whole: dict[str, bool] = {}
        self._parameters: dict[str, tuple[str, ...]] = {}
        self._aliases: dict[tuple[str, int], TypeExpression | None] = {}
        self._canonical: dict[ClassDefinition, TypeExpression] = {}
        self._bases: dict[ClassDefinition, tuple[TypeExpression, ...]] = {}
        # Of classes by their names, whether no object is of both; filled by who asks.
        self.apart: dict[tuple[str, str], bool] = {}

    def find(self, name: str) -> ClassDefinition | None:
        """The class of a qualified name, by whatever module it is named."""
        if name not in self._classes:
            if LOCALS in name:  # it is there once its function has been looked into
                return self._find_local(name)
            if self.is_far(name):
                return None
            result = self._look("builtins", name) if "." not in name else self._find(name)
            self._classes[name] = result if isinstance(result, ClassDefinition) else None
        return self._classes[name]

    def is_far(self, name: str) -> bool:
        """Return whether a name is of a package that is not looked into any more."""
        return self.is_closed and "." in name and not self.modules.has_met(name)

    def builtin(self, name: str) -> Found | None:
        """Return the meaning of a name of `builtins`."""
        return self._look("builtins", name)

    def lookup(self, module: ModuleText, name: str, depth: int = MAX_CHAIN) -> Found | None:
        """Return the meaning of a name at the top level of a module: a definition, a module, or a module's variable."""
        if depth == 0:
            return None
        bound = module.body.get(name)
        if bound is None:
            submodule = self.modules.find(f"{module.name}.{name}") if module.is_package else None
            return submodule or self._by_star(module, name, depth)
        last = bound[-1]
        functions = versions(bound)
        for statement in bound:
            if isinstance(statement, ast.ClassDef):
                return module.class_of(statement, "")
        if functions:
            return module.function_of(functions[-1], "")
        for statement in bound:
            if isinstance(statement, ast.ImportFrom):
                return self._imported(module, statement, name, depth)
        if isinstance(last, ast.Import):
            alias = next(alias for alias in last.names if (alias.asname or alias.name.partition(".")[0]) == name)
            return self.modules.find(alias.name if alias.asname else name)
        alias_of = _alias(last)
        if alias_of is not None and module.is_stub:
            result = self.lookup(module, alias_of, depth - 1) or self.builtin(alias_of)
            if result is not None:
                return result
        return module, name

    def public(self, definition: ClassDefinition) -> TypeExpression:
        """The class as types have it: by its own name, or the one of Python's that stands for it."""
        cached = self._canonical.get(definition)
        if cached is None:
            cached = public_name(definition)
            if cached.name != definition.name and definition.module.name.startswith("_"):
                module, _, last = cached.name.rpartition(".")
                public, other = self.modules.find(module), self.find(cached.name)
                is_other = other is not None and other.module is not definition.module  # built upon it
                if is_other or (public is not None and not is_exported(public, last)):
                    cached = TypeExpression(definition.name)
            self._canonical[definition] = cached
        return cached

    def order(self, name: str) -> tuple[Inherited, ...]:
        """The method resolution order of a class, itself first, its own parameters written as `~T`.

        Bases are taken depth first and each once at its last place, which is Python's order but for rare diamonds.
        """
        cached = self._orders.get(name)
        if cached is None:
            self._orders[name] = ()  # a class that inherits from itself
            cached = self._orders[name] = self._climb(name)
        return cached

    def inherited(self, type_: TypeExpression) -> Iterator[Inherited]:
        """The classes of an object's class in order, with what they are applied to for this object."""
        arguments = self.given(type_)
        if not arguments:
            return iter(self.order(type_.name))
        return (
            Inherited(ancestor.definition, substituted(ancestor.type, arguments)) for ancestor in self.order(type_.name)
        )

    def given(self, type_: TypeExpression) -> dict[str, TypeExpression]:
        """Return the values of the type parameters of an object's class."""
        names = self.parameters(type_.name)
        if type_.name == "tuple" and type_.arguments:
            elements = [argument for argument in type_.arguments if argument.name not in ("...", "()")]
            return {names[0]: union_of(elements) if elements else ANY} if names else {}
        return dict(zip(names, (*type_.arguments, *(ANY,) * len(names)), strict=False))

    def parameters(self, name: str) -> tuple[str, ...]:
        """The type parameters of a class: of `Generic` or `Protocol`, or else in order of appearance in its bases."""
        cached = self._parameters.get(name)
        if cached is None:
            definition = self.find(name)
            bases = () if definition is None else self.bases(definition)
            variables: dict[str, None] = {}
            declared = [base for base in bases if base.name in _PROTOCOLS and base.arguments]
            for base in declared or bases:
                variables.update(dict.fromkeys(variables_in(base)))
            cached = self._parameters[name] = tuple(variables)
        return cached

    def bases(self, definition: ClassDefinition) -> tuple[TypeExpression, ...]:
        """Return the bases of a class as types, without those that cannot be read."""
        if LOCALS in definition.scope:  # a base may become known when the function around it has been looked into
            return tuple(self._read_bases(definition))
        cached = self._bases.get(definition)
        if cached is None:
            cached = self._bases[definition] = tuple(self._read_bases(definition))
        return cached

    def _read_bases(self, definition: ClassDefinition) -> Iterator[TypeExpression]:
        for node in base_nodes(definition.node):
            local = self._local(node, definition) if LOCALS in definition.scope else None
            if local is not None:
                yield self.public(local)
                continue
            base = base_made_by(node, definition.module.names) if isinstance(node, ast.Call) else None
            if base is not None:
                yield self.defined(base, definition.module)
                continue
            try:
                yield self.read(node, definition.module.names, definition.module)
            except TypeExpressionError:
                continue

    def read(self, annotation: ast.expr, names: FileNames, module: ModuleText) -> TypeExpression:
        """An annotation as a type, its classes by the names under which they are defined.

        Raises:
            TypeExpressionError: It is no type.
        """
        type_ = canonicalize(annotation, names)
        if module.name == "typing":
            type_ = rename(type_, lambda name: f"typing.{name}" if name in _OWN_NAMES else name)
        return self.defined(type_, module)

    def defined(self, type_: TypeExpression, module: ModuleText | None = None) -> TypeExpression:
        """A type with every class of the project by the name under which it is defined."""
        arguments = tuple(self.defined(argument, module) for argument in type_.arguments)
        name = type_.name
        if "." in name and not name.startswith("typing."):
            definition = self.find(name)
            if definition is not None:
                name = self.public(definition).name
            elif module is not None:
                expanded = self._alias_of(name, len(arguments))
                if expanded is not None:
                    return substituted(expanded, dict(zip(_placeholders(len(arguments)), arguments, strict=True)))
        elif module is not None and module.stars and name.isidentifier() and self.find(name) is None:
            brought = self._by_star(module, name, MAX_CHAIN)
            name = self.public(brought).name if isinstance(brought, ClassDefinition) else name
        if name == type_.name and arguments == type_.arguments:
            return type_
        return union_of(arguments) if name == "|" else TypeExpression(name, arguments)

    def member(self, type_: TypeExpression, name: str, after: str = "") -> Member | None:
        """Return the member of a type under a name, after the class `after` in the resolution order if given."""
        passed = not after
        for ancestor in self.order(type_.name):
            definition = ancestor.definition
            if not passed:
                passed = definition.name == after
            elif name in definition.body or name in definition.assigned:
                arguments = self.given(type_)
                owner = Inherited(definition, substituted(ancestor.type, arguments)) if arguments else ancestor
                return Member(owner, tuple(definition.body.get(name, ())), tuple(definition.assigned.get(name, ())))
        return None

    def has_all_bases(self, name: str) -> bool:
        """Return whether every class above a class is known."""
        if name in self._whole and LOCALS not in name:
            return self._whole[name]
        pending = [name]
        while pending:
            above = self._above(pending[-1])
            if pending[-1] not in self._whole:
                self._whole[pending[-1]] = above is not None  # until its bases are known: it may be above itself
                pending += (base for base in above or () if base not in self._whole)
            else:
                last = pending.pop()
                self._whole[last] = above is not None and all(self._whole[number] for number in above)
        return self._whole[name]

    def _above(self, name: str) -> list[str] | None:
        """Return the names of a class's bases, None if one of them cannot be read."""
        definition = self.find(name)
        bases = () if definition is None else self.bases(definition)
        if definition is None or len(bases) < len(base_nodes(definition.node)):
            return None
        return [base.name for base in bases if base.name not in _PROTOCOLS]

    def is_subclass(self, name: str, base: str) -> bool:
        """Return whether a class is another or inherits from it, as every class does from `object`."""
        return base == "object" or any(self.public(ancestor.definition).name == base for ancestor in self.order(name))

    def ancestor(self, type_: TypeExpression, base: str) -> TypeExpression | None:
        """Return an object's type as an instance of a base class: `dict[str, int]` as `Iterable` is `Iterable[str]`."""
        if type_.name == "type" and type_.arguments and self.is_subclass(type_.arguments[0].name, "enum.Enum"):
            return TypeExpression(base, type_.arguments) if base in _OF_ENUMS else None
        return next((ancestor.type for ancestor in self.inherited(type_) if ancestor.type.name == base), None)

    def _find(self, name: str) -> Found | None:
        module_name, _, last = name.rpartition(".")
        if module_name in ("typing", "collections.abc"):
            result = self._look("typing", last)
            if isinstance(result, ClassDefinition):
                return result
        result = self._look(module_name, last)
        if result is not None:
            return result
        outer = self._find(module_name) if "." in module_name else None
        if isinstance(outer, ClassDefinition):
            for statement in outer.body.get(last, ()):
                if isinstance(statement, ast.ClassDef):
                    return outer.module.class_of(statement, outer.scope)
        return None

    def _find_local(self, name: str) -> ClassDefinition | None:
        """A class inside of a function, `pkg.mod.make.<locals>.Shop`."""
        outer = name.partition(LOCALS)[0]
        while "." in outer:
            outer = outer.rpartition(".")[0]
            module = self.modules.find(outer)
            if module is not None:
                return module.classes.get(name[len(outer) + 1 :])
        return None

    @staticmethod
    def _local(base: ast.expr, definition: ClassDefinition) -> ClassDefinition | None:
        """A base that is defined in a function around a class."""
        scope = definition.scope
        while LOCALS in scope and isinstance(base, ast.Name):
            scope = scope.rpartition(LOCALS)[0]
            local = definition.module.classes.get(f"{scope}{LOCALS}{base.id}")
            if local is not None and local is not definition:
                return local
        return None

    def _look(self, module: str, name: str) -> Found | None:
        text = self.modules.find(module)
        return None if text is None else self.lookup(text, name)

    def _imported(self, module: ModuleText, statement: ast.ImportFrom, name: str, depth: int) -> Found | None:
        alias = next((alias for alias in statement.names if (alias.asname or alias.name) == name), None)
        origin = module.absolute(statement)
        if alias is None or not origin:
            return None
        if origin == module.name and alias.name == name:
            return self.modules.find(f"{origin}.{alias.name}")
        text = self.modules.find(origin)
        if text is None:
            return None
        inner = self.lookup(text, alias.name, depth - 1)
        return inner if inner is not None else self.modules.find(f"{origin}.{alias.name}")

    def _by_star(self, module: ModuleText, name: str, depth: int) -> Found | None:
        for star in module.stars:
            origin = self.modules.find(star)
            if origin is not None and origin is not module and is_taken_by_star(origin, name):
                result = self.lookup(origin, name, depth - 1)
                if result is not None:
                    return result
        return None

    def _alias_of(self, name: str, width: int) -> TypeExpression | None:
        """Return the value of an alias, applied to so many placeholders, or of a type variable of another module."""
        key = name, width
        if key not in self._aliases and self.is_far(name):
            return None
        if key not in self._aliases:
            self._aliases[key] = None  # one that stands for itself says nothing
            origin, _, last = name.rpartition(".")
            module = self.modules.find(origin)
            target = None if module is None else self.lookup(module, last)
            if isinstance(target, tuple):
                self._aliases[key] = self._meaning(*target, width)
        return self._aliases[key]

    def _meaning(self, module: ModuleText, name: str, width: int) -> TypeExpression | None:
        if name in module.names.type_variables:
            return TypeExpression(f"~{name}")
        if name not in module.names.aliases:
            return None
        applied = ", ".join(_placeholders(width))
        try:
            return self.defined(canonicalize(f"{name}[{applied}]" if applied else name, module.names), module)
        except TypeExpressionError:
            return None

    def _climb(self, name: str) -> tuple[Inherited, ...]:
        definition = self.find(name)
        if definition is None:
            return ()
        own = generic_of(self.public(definition).name, tuple(map(TypeExpression, self.parameters(name))))
        ancestors = [Inherited(definition, own)]
        for base in self.bases(definition):
            if base.name not in _PROTOCOLS:
                ancestors.extend(self.inherited(base))
        last = {ancestor.definition: number for number, ancestor in enumerate(ancestors)}
        order = [ancestor for number, ancestor in enumerate(ancestors) if last[ancestor.definition] == number]
        top = self.find("object")
        if top is not None and top is not definition and top not in last:
            order.append(Inherited(top, TypeExpression("object")))
        return tuple(order)


def _placeholders(width: int) -> list[str]:
    """Return names of variables that no file uses."""
    return [f"~_{number}" for number in range(width)]


def _alias(statement: ast.stmt) -> str | None:
    """`b` of `a = b`."""
    value = statement.value if isinstance(statement, ast.Assign) else None
    return value.id if isinstance(value, ast.Name) else None
