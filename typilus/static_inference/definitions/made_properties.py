"""Properties that calls make: `size = property(get_size)`."""

from __future__ import annotations

import ast

__all__ = ["getter_of"]


def getter_of(value: ast.expr) -> ast.expr | None:
    """Return the getter of what `property(getter, setter)` makes, None for any other expression."""
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "property"):
        return None
    named = next((keyword.value for keyword in value.keywords if keyword.arg == "fget"), None)
    return value.args[0] if value.args else named
