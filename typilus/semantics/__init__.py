"""What the names, scopes and functions of a file are."""

from typilus.semantics.bindings import Binding, bindings_of
from typilus.semantics.control_flow import hands_nothing_back, is_empty, is_generator, never_ends
from typilus.semantics.evident import DESCRIBING, evident_type
from typilus.semantics.field_classes import field_kind, last_name
from typilus.semantics.scopes import Scope, free_names, is_guard, own_nodes

__all__ = [
    "DESCRIBING",
    "Binding",
    "Scope",
    "bindings_of",
    "evident_type",
    "field_kind",
    "free_names",
    "hands_nothing_back",
    "is_empty",
    "is_generator",
    "is_guard",
    "last_name",
    "never_ends",
    "own_nodes",
]
