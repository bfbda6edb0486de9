"""Members of enumerations: their type is the enumeration itself, and an annotation would make them something else."""

from __future__ import annotations

import ast

from graph_extraction import Symbol, SymbolKind
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.module_text import ModuleText

__all__ = ["is_enum_member"]

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
