"""Variables of a class's body that an annotation would make something else: members of enumerations, properties,
methods that the class lacks.
"""

from __future__ import annotations

import ast

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import NONE
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.made_properties import getter_of
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.graph.dependency_graph import Semantics
from typilus.static_inference.graph.type_sets import type_set

__all__ = ["is_enum_member", "is_property", "is_switched_off"]

_ENDS = ("Enum", "Flag")


def is_enum_member(classes: Classes, module: ModuleText, symbol: Symbol) -> bool:
    """Return whether a variable of a class's body is a member of an enumeration (Python's library reference, `enum`).

    A base class that cannot be read counts by its name.
    """
    owner = module.classes.get(module.located(symbol.scope, symbol.line))
    if symbol.kind is not SymbolKind.VARIABLE or owner is None or symbol.name.startswith("__"):
        return False
    if symbol.name.startswith("_") and symbol.name.endswith("_"):
        return False
    if not all(isinstance(statement, ast.Assign) for statement in owner.body.get(symbol.name, ())):
        return False
    above = [inherited.definition for inherited in classes.order(classes.public(owner).name)]
    bases = (base.name for definition in above for base in classes.bases(definition))
    return any(base == "enum.Enum" or (base.endswith(_ENDS) and classes.find(base) is None) for base in bases)


def is_property(module: ModuleText, symbol: Symbol) -> bool:
    """Return whether a variable of a class's body is made by `property(...)`: reading it gives something else."""
    owner = module.classes.get(module.located(symbol.scope, symbol.line))
    if symbol.kind is not SymbolKind.VARIABLE or owner is None:
        return False
    values = [one.value for one in owner.body.get(symbol.name, ()) if isinstance(one, ast.Assign)]
    return bool(values) and all(getter_of(value) is not None for value in values)


def is_switched_off(semantics: Semantics, slot: int | None, module: ModuleText, symbol: Symbol) -> bool:
    """Return whether a class's body says that it lacks a method of Python's own: `__hash__ = None`."""
    is_special = symbol.kind is SymbolKind.VARIABLE and symbol.name[:2] == symbol.name[-2:] == "__"
    if slot is None or not is_special or module.located(symbol.scope, symbol.line) not in module.classes:
        return False
    nodes = semantics.graph.nodes
    # A guess flows into a slot, too, and is no code.
    assigned = [number for number in nodes[slot].inputs if nodes[number].node is not None]
    return bool(assigned) and all(semantics.value(number) == type_set(NONE) for number in assigned)
