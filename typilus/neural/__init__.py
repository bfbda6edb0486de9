"""The network: vocabulary, graphs as arrays, the encoder, objectives and their training."""

__all__: list[str] = []
