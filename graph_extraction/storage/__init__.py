"""The versioned format of graphs."""

__all__: list[str] = []
