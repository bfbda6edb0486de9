"""Classes whose annotated variables become something else: fields, members, keys."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from graph_extraction import applied_name

__all__ = ["field_kind"]

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


def field_kind(bases: Sequence[ast.expr], decorators: Sequence[ast.expr], inherited: bool = False) -> str | None:
    """Return, in words, the meaning that known bases and decorators give to a class's annotated variables, or None.

    Args:
        bases: Bases as written.
        decorators: Decorators as written.
        inherited: Whether only what subclasses inherit counts: a data class's fields do, its decorator does not.
    """
    kind = next((_BASES[name] for base in bases if (name := applied_name(base)) in _BASES), None)
    if not inherited:
        names = map(applied_name, decorators)
        kind = kind or next(("a data class" for name in names if "dataclass" in name.lower() or name in _ATTRS), None)
    return kind
