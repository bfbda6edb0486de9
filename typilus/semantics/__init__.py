"""The names, scopes and functions of one file, read from its syntax tree alone.

What other files contribute is in `project`, and types that follow from code are in `static_inference`."""

from typilus.semantics.bindings import Binding
from typilus.semantics.control_flow import hands_nothing_back, is_empty, is_generator, never_ends
from typilus.semantics.evident import DESCRIBING, evident_type
from typilus.semantics.field_classes import field_kind
from typilus.semantics.functions import DefinedFunction
from typilus.semantics.lexical_scopes import Scope, free_names, is_guard, names_bound_by, own_nodes, targets_of
from typilus.semantics.semantic_index import SemanticIndex

__all__ = [
    "DESCRIBING",
    "Binding",
    "DefinedFunction",
    "Scope",
    "SemanticIndex",
    "evident_type",
    "field_kind",
    "free_names",
    "hands_nothing_back",
    "is_empty",
    "is_generator",
    "is_guard",
    "names_bound_by",
    "never_ends",
    "own_nodes",
    "targets_of",
]
