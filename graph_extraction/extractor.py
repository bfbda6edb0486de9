"""A file's graph: the passes, in order."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike

from graph_extraction.builder import GraphBuilder, Pass
from graph_extraction.graph import EdgeType, ProgramGraph
from graph_extraction.passes.assignment import AssignmentPass
from graph_extraction.passes.data_flow import DataFlowPass
from graph_extraction.passes.lexical_use import LexicalUsePass
from graph_extraction.passes.returns import ReturnsPass
from graph_extraction.passes.subtokens import SubtokenPass
from graph_extraction.passes.symbols import SymbolPass
from graph_extraction.passes.syntax import SyntaxPass
from graph_extraction.passes.tokens import TokenPass
from graph_extraction.source.document import SourceDocument, read_source

__all__ = ["PASSES", "extract", "extract_file"]

PASSES: tuple[Pass, ...] = (
    SyntaxPass(),
    TokenPass(),
    SubtokenPass(),
    AssignmentPass(),
    ReturnsPass(),
    SymbolPass(),
    LexicalUsePass(),
    DataFlowPass(),
)


def extract(source: SourceDocument, passes: Sequence[Pass] = PASSES) -> ProgramGraph:
    """The graph of a file.

    Args:
        source: the file, read.
        passes: what to extract; each must come behind those that add what it requires.

    Raises:
        ValueError: a pass lacks an edge type that it requires.
    """
    with _collector_paused():
        return _build(source, passes)


def _build(source: SourceDocument, passes: Sequence[Pass]) -> ProgramGraph:
    builder = GraphBuilder(source)
    present: set[EdgeType] = set()
    for step in passes:
        if not step.requires <= present:
            missing = ", ".join(sorted(kind.name for kind in step.requires - present))
            raise ValueError(f"{type(step).__name__} must come behind the passes that add {missing}")
        step.run(builder)
        present |= step.adds
    graph = builder.freeze()
    builder.release()
    return graph


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Hold the cyclic garbage collector.

    A builder makes many containers and hardly any garbage; looking through them again and again costs a third of the
    time. One that is off stays off; threads that overlap here switch it on again when the first of them is done.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def extract_file(path: str | PathLike[str]) -> ProgramGraph:
    """The graph of a file on disk.

    Raises:
        SourceError: it cannot be read, decoded or parsed.
    """
    return extract(read_source(path))
