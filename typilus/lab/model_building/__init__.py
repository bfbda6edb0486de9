"""Build a model folder from a corpus."""

__all__: list[str] = []
