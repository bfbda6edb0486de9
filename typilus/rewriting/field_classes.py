"""Classes whose annotated variables become something else: fields, members, keys."""

from __future__ import annotations

import ast

__all__ = ["field_classes", "last_name"]

_BASES = {
    "NamedTuple": "a named tuple",
    "TypedDict": "a typed dictionary",
    "BaseModel": "a pydantic model",
    "BaseSettings": "a pydantic model",
    "RootModel": "a pydantic model",
    "GenericModel": "a pydantic model",
    "SQLModel": "a pydantic model",
    "Struct": "a msgspec struct",
    "DeclarativeBase": "a SQLAlchemy model",
    "MappedAsDataclass": "a SQLAlchemy model",
    "Module": "a module of a network",  # flax makes fields of them, torch.jit attributes
    "Enum": "an enumeration",
    "IntEnum": "an enumeration",
    "StrEnum": "an enumeration",
    "ReprEnum": "an enumeration",
    "Flag": "an enumeration",
    "IntFlag": "an enumeration",
}
_ATTRS = frozenset({"attrs", "attributes", "attrib", "define", "frozen", "mutable", "s", "autodoc", "as_dataclass"})


def last_name(node: ast.expr) -> str:
    """`overload` of `typing.overload`, `lru_cache` of `lru_cache(1)`, `Generic` of `Generic[T]`, "" of others."""
    while isinstance(node, ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def field_classes(tree: ast.Module) -> dict[ast.ClassDef, str]:
    """Classes in whose body an annotation does more than to annotate, and what they are; subclasses in the file too.

    Told by the names of decorators and bases; a base class of another file with such a base cannot be known.
    """
    found: dict[ast.ClassDef, str] = {}
    kinds = dict(_BASES)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    classes.sort(key=lambda node: node.lineno)
    for node in classes:
        kind = next((kinds[name] for base in node.bases if (name := last_name(base)) in kinds), None)
        for decorator in node.decorator_list:
            name = last_name(decorator)
            if "dataclass" in name.lower() or name in _ATTRS:
                kind = "a data class"
        if kind is not None:
            found[node] = kind
            if kind != "a data class":  # a data class's fields are inherited, not its decorator
                kinds[node.name] = kind
    return found
