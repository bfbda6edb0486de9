"""Positions of a program graph's tokens in their file."""

from __future__ import annotations

from graph_extraction.builder import GraphBuilder
from graph_extraction.source.document import SourceDocument
from graph_extraction.syntax.recording import read_syntax

__all__ = ["token_positions"]


def token_positions(source: SourceDocument) -> list[tuple[int, int]]:
    """Return the 1-based line and 0-based column, in characters, of each token of a file's graph, in its order.

    A token that the file does not hold stands where the next one begins.
    """
    builder = GraphBuilder(source)
    read_syntax(builder)
    positions = [builder.place(offset) for offset in builder.token_offsets]
    builder.release()
    return positions
