"""All functions of a module that have a name outside of a function."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from typilus.static_inference.definitions.module_text import ClassDefinition, FunctionDefinition, ModuleText
from typilus.static_inference.definitions.scope_names import versions

__all__ = ["functions_of"]


def functions_of(module: ModuleText) -> Iterator[FunctionDefinition]:
    """Yield the functions at the module's top level and the methods of its classes."""
    for statements in module.body.values():
        for nodes in versions(statements):
            yield module.function_of(nodes, "")
        for statement in statements:
            if isinstance(statement, ast.ClassDef):
                yield from _methods(module.class_of(statement, ""))


def _methods(owner: ClassDefinition) -> Iterator[FunctionDefinition]:
    yield from owner.methods
    for statement in owner.node.body:
        if isinstance(statement, ast.ClassDef):
            yield from _methods(owner.module.class_of(statement, owner.scope))
