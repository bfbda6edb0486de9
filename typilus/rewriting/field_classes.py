"""Classes whose annotated variables become something else: fields, members, keys."""

from __future__ import annotations

import ast
import builtins
import sys

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
    """Classes in whose body an annotation does, or could do, more than to annotate, and why, in words.

    Known are data classes, named tuples and the like, by the names of decorators and bases, and their subclasses. What
    a base, metaclass or decorator from another file does with annotations cannot be seen: `class User(Base)` of
    SQLAlchemy fails when it is imported if a column gets one. So only classes whose every base is of this file, built
    in, or of the standard library are free of doubt.
    """
    found: dict[ast.ClassDef, str] = {}
    kinds = dict(_BASES)
    origins = _origins(tree)
    classes = [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    classes.sort(key=lambda node: node.lineno)
    for node in classes:
        kind = next((kinds[name] for base in node.bases if (name := last_name(base)) in kinds), None)
        inherited = kind is not None
        for decorator in node.decorator_list:
            name = last_name(decorator)
            if "dataclass" in name.lower() or name in _ATTRS:
                kind = "a data class"
        if kind is None:
            above = [*node.bases, *node.decorator_list, *(each.value for each in node.keywords if each.arg)]
            stranger = next((each for each in above if _root(each) not in origins), None)
            if stranger is not None:
                kind = f"made by {last_name(stranger) or 'something'}, which this file does not define"
                inherited = True
        if kind is not None:
            found[node] = kind
            if inherited:  # a data class's fields are inherited, not its decorator
                kinds[node.name] = kind
    return found


def _root(node: ast.expr) -> str:
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute | ast.Subscript | ast.Starred):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return ""
    return node.id


def _origins(tree: ast.Module) -> set[str]:
    """Names that stand for something of this file, of Python or of its standard library."""
    known = set(dir(builtins))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            known.add(node.name)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            strange = [alias for alias in node.names if alias.name.partition(".")[0] not in sys.stdlib_module_names]
        elif isinstance(node, ast.ImportFrom):
            module = (node.module or "").partition(".")[0]
            strange = node.names if node.level or module not in sys.stdlib_module_names else []
        else:
            continue
        known.update(alias.asname or alias.name.partition(".")[0] for alias in node.names if alias not in strange)
        known.difference_update(alias.asname or alias.name.partition(".")[0] for alias in strange)
    return known
