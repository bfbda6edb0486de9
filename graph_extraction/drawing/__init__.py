"""Pictures of graphs. Its modules are loaded when a picture is first drawn."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["choose_view", "to_dot", "to_html", "to_svg"]

_MODULES = {"choose_view": "view", "to_dot": "dot", "to_html": "dot", "to_svg": "dot"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
