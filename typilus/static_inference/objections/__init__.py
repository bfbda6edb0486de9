"""Decide that a symbol cannot have a type: values that are not of it, and operations that it would break."""

__all__: list[str] = []
