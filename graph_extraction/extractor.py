"""A file's graph: the passes, in order."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from graph_extraction.builder import GraphBuilder, Pass
from graph_extraction.graph import EdgeType, ProgramGraph
from graph_extraction.passes.assignment import AssignmentPass
from graph_extraction.passes.lexical_use import LexicalUsePass
from graph_extraction.passes.returns import ReturnsPass
from graph_extraction.passes.subtokens import SubtokenPass
from graph_extraction.passes.symbols import SymbolPass
from graph_extraction.passes.syntax import SyntaxPass
from graph_extraction.passes.tokens import TokenPass
from graph_extraction.source import SourceFile, read_source

try:
    from graph_extraction.passes.data_flow import DataFlowPass
    _LATE: tuple[Pass, ...] = (DataFlowPass(),)
except ImportError:
    _LATE = ()

PASSES: tuple[Pass, ...] = (
    SyntaxPass(),
    TokenPass(),
    SubtokenPass(),
    AssignmentPass(),
    ReturnsPass(),
    SymbolPass(),
    LexicalUsePass(),
    *_LATE,
)


def extract(source: SourceFile, passes: Sequence[Pass] = PASSES) -> ProgramGraph:
    """The graph of a file.

    Args:
        source: the file, read.
        passes: what to extract; each must come behind those that add what it requires.

    Raises:
        ValueError: a pass lacks an edge type that it requires.
    """
    builder = GraphBuilder(source)
    present: set[EdgeType] = set()
    for step in passes:
        if not step.requires <= present:
            missing = ", ".join(sorted(kind.name for kind in step.requires - present))
            raise ValueError(f"{type(step).__name__} must come behind the passes that add {missing}")
        step.run(builder)
        present |= step.adds
    return builder.freeze()


def extract_file(path: str | PathLike[str]) -> ProgramGraph:
    """The graph of a file on disk.

    Raises:
        SourceError: it cannot be read, decoded or parsed.
    """
    return extract(read_source(path))
