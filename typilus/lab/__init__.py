"""Offline: corpora, model building and experiments. Nothing that serves at run time imports it."""

__all__: list[str] = []
