"""All exhibits by their names on the command line, each a module of that name, loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typilus.lab.exhibits.exhibit_values import Exhibit

__all__ = ["EXHIBIT_NAMES", "find_exhibit"]

EXHIBIT_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "table2": "encoders by objectives",
        "table3": "the model by kind of symbol",
        "table4": "ablations",
        "table5": "predictions that type checkers accept",
        "figure4": "precision against recall",
        "figure5": "the model by frequency of the type",
        "figure6": "k and p of the vote",
        "figure7": "predictions that type checkers accept, against recall",
        "speed": "the graph encoder beside the sequence encoder",
        "inferred": "training with and without inferred labels",
        "losses": "similarity losses, each with its best learning rate",
        "infilling": "language models asked for type hints (InCoder's Table 4)",
    }
)
"""A few words for each: those of the paper in its order, then ours."""


def find_exhibit(name: str) -> Exhibit:
    """The exhibit of a name of `EXHIBIT_NAMES`."""
    return cast("Exhibit", import_module(f"typilus.lab.exhibits.{name}").EXHIBIT)
