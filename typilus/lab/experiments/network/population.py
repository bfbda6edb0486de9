"""The symbols that count: one rule for the map's markers, the baselines' counts and the measured rows.

The paper leaves out symbols annotated Any or None; the authors' code also leaves out `self`, `cls` and every dunder but
four, and types that carry no information. A symbol that counts is thus one with an informative label (the corpus has
already dropped the others) and a name that is not one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typilus.project import COUNTED_DUNDERS

if TYPE_CHECKING:
    from graph_extraction import Symbol
    from typilus.project import LabeledFile

__all__ = ["RECEIVER_NAMES", "counted_symbols", "is_counted"]

RECEIVER_NAMES = frozenset({"self", "cls"})


def is_counted(symbol: Symbol, label: str | None) -> bool:
    """Return whether a symbol with this canonical label (None without one) is in training maps and measured rows."""
    name = symbol.name
    if label is None or name in RECEIVER_NAMES or symbol.is_receiver:
        return False
    dunder = len(name) > 4 and name.startswith("__") and name.endswith("__")
    return not dunder or name in COUNTED_DUNDERS


def counted_symbols(file: LabeledFile) -> list[int]:
    """Positions in `file.graph.symbols` of the symbols that count, ascending."""
    pairs = zip(file.graph.symbols, file.labels, strict=True)
    return [index for index, (symbol, label) in enumerate(pairs) if is_counted(symbol, label)]
