"""The declarations of base classes for the members that a class overrides, which an override usually repeats."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graph_extraction import FunctionNode
from typilus.annotation_types import ANY, TypeExpression
from typilus.semantics import is_overload
from typilus.static_inference.definitions.class_hierarchy import Inherited
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, parameters
from typilus.static_inference.definitions.scope_names import versions
from typilus.static_inference.definitions.substitution import substituted, with_self, without_variables
from typilus.static_inference.graph.dependency_graph import Code
from typilus.static_inference.graph.type_sets import TypeSet, type_set

__all__ = ["as_value", "inherited_attribute", "inherited_parameter", "inherited_return", "overrides"]

# Methods that Python itself calls, and a class that has them: nobody needs to inherit them.
_PROTOCOLS = {
    "__getattr__": ("types.ModuleType",),
    "__set_name__": ("functools.cached_property",),
    **dict.fromkeys(("__enter__", "__exit__"), ("contextlib.AbstractContextManager",)),
    **dict.fromkeys(("__aenter__", "__aexit__"), ("contextlib.AbstractAsyncContextManager",)),
}
# A class has these for itself, but metaclasses are all made in one way.
_OWN = frozenset({"__init__", "__new__", "__init_subclass__", "__post_init__"})
_MAKING = frozenset({"__init__", "__new__"})


def overrides(program: Code, function: FunctionDefinition) -> bool:
    """Return whether a class above has a method of the same name, or may have, as not all of them are known."""
    owner, name = function.owner, function.scope.rpartition(".")[2]
    if owner is None or name in _OWN:
        return False
    return not program.classes.has_all_bases(owner.name) or any(True for _ in _above(program, owner, name))


def inherited_parameter(program: Code, function: FunctionDefinition, name: str) -> TypeExpression | None:
    """Return the annotation of a parameter in an overridden method, by the same name or else the same index.

    Args:
        program: Code with the classes.
        function: Method that overrides.
        name: Name of its parameter.
    """
    names = [parameter.arg for parameter in parameters(function.node.args)]
    if name == function.receiver or name not in names:  # another definition of the same name may have it
        return None
    index = names.index(name)
    for inherited, base in _overridden(program, function):
        others = parameters(base.args)
        same = next((other for other in others if other.arg == name), others[index] if index < len(others) else None)
        if same is not None and (name in function.starred) != (same in (base.args.vararg, base.args.kwarg)):
            continue  # what takes many arguments takes more than the one in its place
        type_ = None if same is None else _read(program, inherited, same.annotation)
        if type_ is not None:
            return type_
    return None


def inherited_return(program: Code, function: FunctionDefinition) -> TypeExpression | None:
    """Return the return annotation of an overridden method."""
    types = (_read(program, inherited, base.returns) for inherited, base in _overridden(program, function))
    return next((type_ for type_ in types if type_ is not None), None)


def inherited_attribute(program: Code, owner: ClassDefinition, name: str) -> TypeExpression | None:
    """Return a base class's declaration of an attribute, in its body or in a method."""
    for inherited in _above(program, owner, name):
        for annotation in _declarations(inherited.definition, name):
            type_ = _read(program, inherited, annotation)
            if type_ is not None:
                return type_
    return None


def as_value(type_: TypeExpression, receiver: TypeExpression) -> TypeSet:
    """An inherited type as what a slot may have, beside other things."""
    types = type_set(with_self(type_, receiver))
    return type_set(*(without_variables(type_) for type_ in types.types), is_open=True)


def _overridden(program: Code, function: FunctionDefinition) -> Iterator[tuple[Inherited, FunctionNode]]:
    """Yield the classes above that have a method of the same name, with its definition."""
    owner, name = function.owner, function.scope.rpartition(".")[2]
    if owner is None or (name in _OWN and not (name in _MAKING and program.classes.is_subclass(owner.name, "type"))):
        return
    count = _positional(function.node)
    for inherited in _above(program, owner, name):
        functions = versions(inherited.definition.body.get(name, ()))
        overloads = functions[-1] if functions else []
        if len(overloads) > 1:  # each says something else
            declared = [node for node in overloads if is_overload(node)] or overloads
            overloads = [node for node in declared if _positional(node) == count]
        if len(overloads) == 1:
            yield inherited, overloads[0]


def _positional(function: FunctionNode | ast.Lambda) -> int:
    return len(function.args.posonlyargs) + len(function.args.args)


def _above(program: Code, owner: ClassDefinition, name: str) -> Iterator[Inherited]:
    types = [program.own_type(owner), *map(TypeExpression, _PROTOCOLS.get(name, ()))]
    for number, type_ in enumerate(types):
        for inherited in program.classes.inherited(type_):
            is_above = number > 0 or inherited.definition.name != owner.name
            if is_above and (name in inherited.definition.body or name in inherited.definition.assigned):
                yield inherited


def _declarations(owner: ClassDefinition, name: str) -> Iterator[ast.expr]:
    for statement in owner.body.get(name, ()):
        if isinstance(statement, ast.AnnAssign):
            yield statement.annotation
        elif isinstance(statement, FunctionNode) and statement.returns is not None and _is_property(statement):
            yield statement.returns
    for method in owner.assigned.get(name, ()):
        for node in ast.walk(method.node):
            if (
                isinstance(node, ast.AnnAssign)
                and isinstance(node.target, ast.Attribute)
                and node.target.attr == name
                and isinstance(node.target.value, ast.Name)
                and node.target.value.id == method.receiver
            ):
                yield node.annotation


def _is_property(node: FunctionNode) -> bool:
    return any("property" in ast.unparse(decorator) for decorator in node.decorator_list)


def _read(program: Code, inherited: Inherited, annotation: ast.expr | None) -> TypeExpression | None:
    """Return an annotation of a base class as one of the class below, None if it has nothing to repeat."""
    if annotation is None:
        return None
    type_ = program.read_type(annotation, inherited.definition.module)
    if type_ is None:
        return None
    variables = program.classes.parameters(program.own_type(inherited.definition).name)
    type_ = substituted(type_, dict(zip(variables, inherited.type.arguments, strict=False)))
    return None if type_ == ANY else type_
