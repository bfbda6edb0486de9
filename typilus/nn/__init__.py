"""The network: graph convolution, the encoder of a graph, and the matching of classes."""

__all__: list[str] = []
