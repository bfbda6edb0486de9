"""One meaning for a type: read any annotation, canonicalise it, compare on a lattice, write it for a given file."""

from __future__ import annotations

from typilus.annotation_types.canonical import canonicalise
from typilus.annotation_types.expression import TypeExpression, parse_type
from typilus.annotation_types.informative import erase, is_informative, prune
from typilus.annotation_types.names import FileNames, module_name

__all__ = [
    "FileNames",
    "TypeExpression",
    "canonicalise",
    "erase",
    "is_informative",
    "module_name",
    "parse_type",
    "prune",
]
