"""One meaning for a type: read any annotation, canonicalize it, compare on a lattice, write it for a given file."""

from __future__ import annotations

from typilus.annotation_types.bases import collect_bases
from typilus.annotation_types.canonical import canonicalize
from typilus.annotation_types.expression import (
    ANY,
    ARGUMENT_LIST,
    CALLABLE,
    ELLIPSIS,
    LITERAL,
    NONE,
    OBJECT,
    UNION,
    TypeExpression,
    generic_of,
    names_in,
    parse_type,
    parts_of,
    union_of,
)
from typilus.annotation_types.informative import erase, is_informative, prune, specifies
from typilus.annotation_types.known_classes import known_bases
from typilus.annotation_types.lattice import TypeLattice
from typilus.annotation_types.module_names import (
    absolute_module,
    is_camel_case,
    is_written_as_class,
    module_name,
    shared_parts,
    written_module,
)
from typilus.annotation_types.name_collector import TypeAlias
from typilus.annotation_types.names import FileNames
from typilus.annotation_types.renaming import rename
from typilus.annotation_types.rendering import Rendered, render
from typilus.annotation_types.resolution import normal
from typilus.annotation_types.special_forms import WITHOUT_TYPE
from typilus.annotation_types.stand_ins import is_stand_in, is_test_module, stand_ins_in
from typilus.annotation_types.synonyms import BUILTINS, MODERN_TO_TYPING

__all__ = [
    "ANY",
    "ARGUMENT_LIST",
    "BUILTINS",
    "CALLABLE",
    "ELLIPSIS",
    "LITERAL",
    "MODERN_TO_TYPING",
    "NONE",
    "OBJECT",
    "UNION",
    "WITHOUT_TYPE",
    "FileNames",
    "Rendered",
    "TypeAlias",
    "TypeExpression",
    "TypeLattice",
    "absolute_module",
    "canonicalize",
    "collect_bases",
    "erase",
    "generic_of",
    "is_camel_case",
    "is_informative",
    "is_stand_in",
    "is_test_module",
    "is_written_as_class",
    "known_bases",
    "module_name",
    "names_in",
    "normal",
    "parse_type",
    "parts_of",
    "prune",
    "rename",
    "render",
    "shared_parts",
    "specifies",
    "stand_ins_in",
    "union_of",
    "written_module",
]
