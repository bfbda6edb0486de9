"""The contents of single containers under single keys, followed through the graph to the values that were put there."""

__all__: list[str] = []
