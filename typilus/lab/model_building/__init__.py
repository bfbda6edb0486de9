"""From a corpus to a model folder."""

__all__: list[str] = []
