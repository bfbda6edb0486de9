"""The names, scopes and functions of one file, read from its syntax tree alone.

What other files contribute is in `project`, and types that follow from code are in `static_inference`."""

from typilus.semantics.bindings import Binding
from typilus.semantics.control_flow import (
    ENDING_THE_PROGRAM,
    always_fails,
    hands_nothing_back,
    is_empty,
    is_none,
    is_remark,
    loops_forever,
    never_ends,
)
from typilus.semantics.evident import DESCRIBING, evident_type
from typilus.semantics.field_classes import field_kind
from typilus.semantics.functions import (
    IMPLICIT_CLASS_METHODS,
    DefinedFunction,
    default_of,
    is_generator,
    is_overload,
    takes_sent_values,
)
from typilus.semantics.lexical_scopes import LOCALS, Method, Scope, is_guard, names_bound_by, own_nodes, targets_of
from typilus.semantics.semantic_index import SemanticIndex, semantics_of, semantics_of_text
from typilus.semantics.skip_comments import skips_of

__all__ = [
    "DESCRIBING",
    "ENDING_THE_PROGRAM",
    "IMPLICIT_CLASS_METHODS",
    "LOCALS",
    "Binding",
    "DefinedFunction",
    "Method",
    "Scope",
    "SemanticIndex",
    "always_fails",
    "default_of",
    "evident_type",
    "field_kind",
    "hands_nothing_back",
    "is_empty",
    "is_generator",
    "is_guard",
    "is_none",
    "is_overload",
    "is_remark",
    "loops_forever",
    "names_bound_by",
    "never_ends",
    "own_nodes",
    "semantics_of",
    "semantics_of_text",
    "skips_of",
    "takes_sent_values",
    "targets_of",
]
