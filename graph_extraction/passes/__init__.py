"""Passes over a syntax tree: each adds the edges of one type, or the nodes of one category."""

__all__: list[str] = []
