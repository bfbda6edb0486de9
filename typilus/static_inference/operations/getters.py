"""Methods that a decorator makes values: reading them calls them, as a property does."""

from __future__ import annotations

import ast

from graph_extraction import FunctionNode, applied_name
from typilus.semantics import own_nodes
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.dotted_definitions import definition_named
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.operations.calling import is_transparent

__all__ = ["is_getter"]

_PROPERTIES = ("property", "functools.cached_property", "types.DynamicClassAttribute")


def is_getter(classes: Classes, function: FunctionDefinition) -> bool:
    """Return whether reading a method from an object calls it.

    The decorator is a property by name, a class derived from one, another class with a `__get__` that calls what it was
    made with (`value = self.wrapped(instance)`), or a function that returns a property.

    Args:
        classes: Classes of the project and of libraries.
        function: Method of a class.
    """
    if function.is_property:
        return True
    unknown = (name for name in function.decorators if not is_transparent(name))
    return any(_makes_getters(classes, function.module, name) for name in unknown)


def _makes_getters(classes: Classes, module: ModuleText, name: str) -> bool:
    definition = definition_named(classes, module, name)
    if isinstance(definition, FunctionDefinition):
        return isinstance(definition.node, FunctionNode) and _returns_property(definition.node)
    if not isinstance(definition, ClassDefinition):
        return False
    type_ = classes.public(definition)
    if any(classes.is_subclass(type_.name, base) for base in _PROPERTIES):
        return True
    member = classes.member(type_, "__get__")
    return member is not None and any(
        isinstance(statement, FunctionNode) and _calls_what_it_holds(statement) for statement in member.statements
    )


def _returns_property(decorator: FunctionNode) -> bool:
    """Return whether a function returns `property(...)`, or a function in it that is a property."""
    inner = {
        node.name
        for node in decorator.body
        if isinstance(node, FunctionNode) and any(applied_name(one) == "property" for one in node.decorator_list)
    }
    returned = [node.value for node in own_nodes(decorator) if isinstance(node, ast.Return)]
    return any(
        (isinstance(value, ast.Name) and value.id in inner)
        or (isinstance(value, ast.Call) and applied_name(value) == "property")
        for value in returned
    )


def _calls_what_it_holds(getter: FunctionNode) -> bool:
    """Return whether a `__get__` calls an attribute of its own with the object or the class that is read from."""
    names = [argument.arg for argument in (*getter.args.posonlyargs, *getter.args.args)]
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in names[:1]
        and len(node.args) == 1
        and isinstance(node.args[0], ast.Name)
        and node.args[0].id in names[1:]
        for node in ast.walk(getter)
    )
