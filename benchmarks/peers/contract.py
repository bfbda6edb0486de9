"""What a peer is asked, and the names and numbers of the symbols it answers for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from graph_extraction.graph import Symbol

__all__ = ["Peer", "SymbolKey", "key_of"]


class SymbolKey(NamedTuple):
    """A symbol as the logs of the measurements have it; all of a `Symbol`, see there."""

    kind: str
    scope: str
    name: str
    line: int

    @property
    def qualified_name(self) -> str:
        """`Shop.add.price`; a return as `Shop.add()`."""
        name = f"{self.name}()" if self.kind == "return" else self.name
        return f"{self.scope}.{name}" if self.scope else name


def key_of(symbol: Symbol) -> SymbolKey:
    """The key of a symbol."""
    return SymbolKey(symbol.kind.value, symbol.scope, symbol.name, symbol.line)


class Peer(Protocol):
    """A tool that infers types.

    Attributes:
        name: of the tool.
    """

    name: str

    def predict(self, root: Path, file: Path) -> Mapping[SymbolKey, str]:
        """Canonical types of the symbols of a file that the tool has an answer for.

        Args:
            root: the project, a scratch copy: a tool may write into it, and puts back what it wrote.
            file: below `root`, without annotations.
        """
        ...
