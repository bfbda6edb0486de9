"""Pictures of graphs."""

__all__: list[str] = []
