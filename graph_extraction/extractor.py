"""A file's graph: the passes, in order."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike

from graph_extraction.builder import GraphBuilder
from graph_extraction.edges import EdgeSink, Pass
from graph_extraction.graph import EdgeType, ProgramGraph
from graph_extraction.passes import PASSES
from graph_extraction.source.document import SourceDocument, read_source
from graph_extraction.syntax.recording import read_syntax

__all__ = ["extract", "extract_file"]


def extract(source: SourceDocument, passes: Sequence[Pass] = PASSES) -> ProgramGraph:
    """Return the graph of a file.

    Args:
        source: The file, read.
        passes: Passes to run, each behind those that add the edges that it requires.

    Raises:
        ValueError: A pass lacks an edge type that it requires.
    """
    added = {step.edge.type for step in passes}
    for step in passes:
        if not step.edge.requires <= added:
            missing = ", ".join(sorted(step.edge.requires - added))
            raise ValueError(f"{type(step).__name__} needs the passes that add {missing}")
    with _collector_paused():
        return _build(source, passes)


def _build(source: SourceDocument, passes: Sequence[Pass]) -> ProgramGraph:
    builder = GraphBuilder(source)
    syntax = read_syntax(builder)
    edges: dict[EdgeType, EdgeSink] = {}
    for step in passes:
        sink = edges[step.edge.type] = EdgeSink(builder.vocabulary_node)
        step.run(syntax, sink)
    graph = builder.freeze(edges)
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
        SourceError: It cannot be read, decoded or parsed.
    """
    return extract(read_source(path))
