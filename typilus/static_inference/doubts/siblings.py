"""Classes beside others of one base: where one is put in place of what is missing, callers may hand over another."""

from __future__ import annotations

import ast

from typilus.annotation_types import TypeExpression
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.solving.solver import Solver

__all__ = ["has_siblings", "is_from_inside", "is_only_filled_in"]


def has_siblings(classes: Classes, type_: TypeExpression) -> bool:
    """Return whether a class has a base, both in source code, with other subclasses in the modules of the two."""
    definition = classes.find(type_.name)
    if definition is None or definition.module.is_stub:
        return False
    for base in classes.bases(definition):
        base_class = classes.find(base.name)
        if base_class is None or base_class.module.is_stub:
            continue
        for module in dict.fromkeys((definition.module, base_class.module)):
            bound = (statement for statements in module.body.values() for statement in statements)
            others = (module.class_of(node, "") for node in bound if isinstance(node, ast.ClassDef))
            if any(other.name != definition.name and base in classes.bases(other) for other in others):
                return True
    return False


def is_only_filled_in(solver: Solver, slot: int) -> bool:
    """Return whether all known values of a parameter are its default and what the body puts in place of None.

    Args:
        solver: Solver with the code of the function and of its callers.
        slot: Slot of the parameter.
    """
    inputs = solver.graph.nodes[slot].inputs
    return bool(inputs) and all(is_from_inside(solver, slot, number) for number in inputs)


def is_from_inside(solver: Solver, slot: int, number: int) -> bool:
    """Return whether a node's expression is in a parameter's own function: in its body, or as a default."""
    key, node = solver.graph.nodes[slot].key, solver.graph.nodes[number]
    module = None if key is None else solver.program.modules.find(key.module)
    function = None if module is None or key is None else module.functions.get(key.scope)
    if function is None or node.module is not module:
        return False
    last = function.node.end_lineno or function.node.lineno
    return function.node.lineno <= getattr(node.node, "lineno", 0) <= last
