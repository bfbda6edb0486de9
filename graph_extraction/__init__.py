"""Python source files to program graphs: Allamanis et al. 2020, "Typilus: Neural Type Hints", section 5.1."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph_extraction.code_positions import token_positions
    from graph_extraction.edges import EdgeSink, EdgeSpec, Pass
    from graph_extraction.extractor import extract, extract_file
    from graph_extraction.graph import (
        SYMBOL_KINDS,
        TABLE_1,
        ClassDefinition,
        EdgeType,
        NodeKind,
        Obstacle,
        ProgramGraph,
        Symbol,
        SymbolKey,
        SymbolKind,
    )
    from graph_extraction.passes import PASSES
    from graph_extraction.passes.subtokens import split_identifier
    from graph_extraction.source.document import SourceDocument, is_package_file, parse_source, read_source
    from graph_extraction.source.encoding import decode_source, encoding_of, normalize
    from graph_extraction.source.grammars import RUNNING_GRAMMAR
    from graph_extraction.source.notebook import blank_magics
    from graph_extraction.source.positions import LineTable
    from graph_extraction.source.source_errors import GraphFormatError, SourceError, TypilusError
    from graph_extraction.storage.serialization import graph_from_bytes, graph_to_bytes
    from graph_extraction.syntax.nodes import (
        DefinitionNode,
        FunctionNode,
        applied_name,
        dotted_name,
        inner_statements,
        last_name,
        receiver_of,
        statements_of_scope,
        unapplied,
    )
    from graph_extraction.syntax.source_order import parameters

__all__ = [
    "PASSES",
    "RUNNING_GRAMMAR",
    "SYMBOL_KINDS",
    "TABLE_1",
    "ClassDefinition",
    "DefinitionNode",
    "EdgeSink",
    "EdgeSpec",
    "EdgeType",
    "FunctionNode",
    "GraphFormatError",
    "LineTable",
    "NodeKind",
    "Obstacle",
    "Pass",
    "ProgramGraph",
    "SourceDocument",
    "SourceError",
    "Symbol",
    "SymbolKey",
    "SymbolKind",
    "TypilusError",
    "applied_name",
    "blank_magics",
    "decode_source",
    "dotted_name",
    "encoding_of",
    "extract",
    "extract_file",
    "graph_from_bytes",
    "graph_to_bytes",
    "inner_statements",
    "is_package_file",
    "last_name",
    "normalize",
    "parameters",
    "parse_source",
    "read_source",
    "receiver_of",
    "split_identifier",
    "statements_of_scope",
    "token_positions",
    "unapplied",
]

_MODULES = {
    "ClassDefinition": "graph_extraction.graph",
    "EdgeSink": "graph_extraction.edges",
    "EdgeSpec": "graph_extraction.edges",
    "EdgeType": "graph_extraction.graph",
    "GraphFormatError": "graph_extraction.source.source_errors",
    "NodeKind": "graph_extraction.graph",
    "Obstacle": "graph_extraction.graph",
    "PASSES": "graph_extraction.passes",
    "Pass": "graph_extraction.edges",
    "ProgramGraph": "graph_extraction.graph",
    "LineTable": "graph_extraction.source.positions",
    "SYMBOL_KINDS": "graph_extraction.graph",
    "RUNNING_GRAMMAR": "graph_extraction.source.grammars",
    "SourceError": "graph_extraction.source.source_errors",
    "SourceDocument": "graph_extraction.source.document",
    "Symbol": "graph_extraction.graph",
    "SymbolKey": "graph_extraction.graph",
    "TABLE_1": "graph_extraction.graph",
    "SymbolKind": "graph_extraction.graph",
    "TypilusError": "graph_extraction.source.source_errors",
    "blank_magics": "graph_extraction.source.notebook",
    "decode_source": "graph_extraction.source.encoding",
    "encoding_of": "graph_extraction.source.encoding",
    "extract": "graph_extraction.extractor",
    "extract_file": "graph_extraction.extractor",
    "graph_from_bytes": "graph_extraction.storage.serialization",
    "graph_to_bytes": "graph_extraction.storage.serialization",
    "normalize": "graph_extraction.source.encoding",
    "parameters": "graph_extraction.syntax.source_order",
    "parse_source": "graph_extraction.source.document",
    "read_source": "graph_extraction.source.document",
    "split_identifier": "graph_extraction.passes.subtokens",
    "DefinitionNode": "graph_extraction.syntax.nodes",
    "FunctionNode": "graph_extraction.syntax.nodes",
    "applied_name": "graph_extraction.syntax.nodes",
    "dotted_name": "graph_extraction.syntax.nodes",
    "is_package_file": "graph_extraction.source.document",
    "inner_statements": "graph_extraction.syntax.nodes",
    "last_name": "graph_extraction.syntax.nodes",
    "receiver_of": "graph_extraction.syntax.nodes",
    "statements_of_scope": "graph_extraction.syntax.nodes",
    "token_positions": "graph_extraction.code_positions",
    "unapplied": "graph_extraction.syntax.nodes",
}


def __getattr__(name: str) -> Any:
    """Loaded when it is first used: whoever only reads files (`graph_extraction.intake`) needs no numpy."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
