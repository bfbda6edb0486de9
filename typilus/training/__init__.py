"""Training of the network: data sets, objectives, the loop, checkpoints."""

__all__: list[str] = []
