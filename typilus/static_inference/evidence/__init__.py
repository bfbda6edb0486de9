"""The uses of a symbol as evidence for its type, where the values that flow into it are not all known."""

__all__: list[str] = []
