"""Graphs in the forms of other libraries. A module is loaded when its form is first asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["hetero_data", "networkx_graph", "pyg_data"]

_MODULES = {"hetero_data": "pyg", "networkx_graph": "nx", "pyg_data": "pyg"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
