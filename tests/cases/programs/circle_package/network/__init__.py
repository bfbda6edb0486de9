from .nodes import Node

__all__ = ["Node"]
