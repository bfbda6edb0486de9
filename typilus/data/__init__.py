"""From graphs to what the network reads: vocabulary, encoded graphs, batches."""

__all__: list[str] = []
