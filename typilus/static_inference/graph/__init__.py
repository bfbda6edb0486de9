"""The type dependency graph: nodes, their rules and type sets, and the operations that a value flows into."""

__all__: list[str] = []
