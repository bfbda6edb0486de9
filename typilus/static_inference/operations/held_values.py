"""The content of a container under one key, where its type leaves several possibilities or none."""

from __future__ import annotations

from typilus.annotation_types import TypeExpression
from typilus.static_inference.graph.dependency_graph import Key, Semantics
from typilus.static_inference.graph.type_sets import TypeSet

__all__ = ["refined"]

_CONTAINERS = frozenset({"dict", "list", "tuple", "collections.OrderedDict", "collections.defaultdict"})


def refined(semantics: Semantics, types: TypeSet, container: int, key: Key | None) -> TypeSet:
    """Return what is under a key of a container, by the values that were put there if these say more than its type.

    A container's type has one type for all that is in it, and none for functions and modules.

    Args:
        semantics: Answers questions about code.
        types: What the container's type says.
        container: Node of the container.
        key: Key or index, None if it is not written out.
    """
    if types.alternatives and (key is None or (len(types.alternatives) == 1 and not types.is_open)):
        return types
    held = semantics.value(container).alternatives
    if not any(isinstance(value, TypeExpression) and value.name in _CONTAINERS for value in held):
        return types
    content = semantics.content(container, key)
    return types if content is None or not content.alternatives else content
