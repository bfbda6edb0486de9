"""Python source files to program graphs: Allamanis et al. 2020, "Typilus: Neural Type Hints", section 5.1."""

from __future__ import annotations

from graph_extraction.extractor import extract, extract_file
from graph_extraction.graph import ClassDefinition, EdgeType, NodeKind, ProgramGraph, Symbol, SymbolKind
from graph_extraction.passes.subtokens import split_identifier
from graph_extraction.source.document import SourceFile, parse_source, read_source
from graph_extraction.source.errors import GraphFormatError, SourceError, TypilusError
from graph_extraction.storage.serialization import graph_from_bytes, graph_to_bytes

__all__ = [
    "ClassDefinition",
    "EdgeType",
    "GraphFormatError",
    "NodeKind",
    "ProgramGraph",
    "SourceError",
    "SourceFile",
    "Symbol",
    "SymbolKind",
    "TypilusError",
    "extract",
    "extract_file",
    "graph_from_bytes",
    "graph_to_bytes",
    "parse_source",
    "read_source",
    "split_identifier",
]
