"""Definitions that dotted names stand for."""

from __future__ import annotations

from typilus.static_inference.definitions.class_hierarchy import Classes, Found
from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.scope_names import versions

__all__ = ["definition_named", "method_named"]


def definition_named(classes: Classes, module: ModuleText, name: str) -> Found | None:
    """Return the definition or module that a dotted name stands for, None for a variable."""
    root, *rest = name.split(".")
    target = classes.lookup(module, root) or classes.builtin(root)
    for part in rest:
        if isinstance(target, ModuleText):
            target = classes.lookup(target, part) or classes.modules.find(f"{target.name}.{part}")
        elif isinstance(target, ClassDefinition):
            target = method_named(classes, target, part)
        else:
            return None
    return None if isinstance(target, tuple) else target


def method_named(classes: Classes, owner: ClassDefinition, name: str) -> FunctionDefinition | None:
    """Return a method of a class, its own or inherited, None if the class has none of that name."""
    member = classes.member(classes.public(owner), name)
    functions = [] if member is None else versions(member.statements)
    if member is None or not functions:
        return None
    definition = member.owner.definition
    return definition.module.function_of(functions[-1], definition.scope, definition)
