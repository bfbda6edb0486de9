"""A graph as bytes: versioned, compact (the more so behind a general compressor), checked when read."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from graph_extraction.graph import SYMBOL_KINDS, ClassDefinition, EdgeType, NodeKind, Obstacle, ProgramGraph, Symbol
from graph_extraction.source.source_errors import GraphFormatError
from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_codec import StoredGraph
from graph_extraction.storage.edge_columns import TABLE_1_STORED, read_edges, stored_order, write_edges

__all__ = ["graph_from_bytes", "graph_to_bytes"]

_MAGIC = b"PyGraph"
_WITHOUT_DEFINITIONS, _OF_TABLE_1, _WITH_NAMED_EDGES = 1, 2, 3
_HEAD = len(_MAGIC) + 5  # magic, version, CRC-32 of the rest


def graph_to_bytes(graph: ProgramGraph) -> bytes:
    """The graph in a compact form.

    The bytes are the same for equal graphs of the same path and order of labels. Nothing in them is compressed: shards
    compress many graphs together, which does better. A graph names its edge types, unless they are those of Table 1.

    Raises:
        LookupError: No pass adds edges of one of its types.
        ValueError: It lacks the edges from which others follow.
    """
    order = stored_order(graph.edges)
    version = _OF_TABLE_1 if order == TABLE_1_STORED else _WITH_NAMED_EDGES
    writer = ColumnWriter()
    labels = np.asarray(graph.node_label, dtype=np.int64)
    writer.texts([graph.path])
    writer.texts(graph.labels)
    _write_kinds(writer, graph.node_kind)
    writer.novel(labels)
    if version == _WITH_NAMED_EDGES:
        writer.texts(order)
    write_edges(writer, _stored_graph(graph.node_kind, labels), graph.edges, order)
    _write_symbols(writer, graph.symbols, _names(graph.labels, labels))
    _write_definitions(writer, graph.definitions)
    body = b"".join(writer.parts)
    return _MAGIC + bytes([version]) + zlib.crc32(body).to_bytes(4, "little") + body


def graph_from_bytes(data: bytes) -> ProgramGraph:
    """Return the graph that `graph_to_bytes` wrote. A graph of version 1 has no definitions.

    Raises:
        GraphFormatError: The bytes are foreign, cut off, corrupt, or of another version of the format.
    """
    if data[: len(_MAGIC)] != _MAGIC:
        raise GraphFormatError("is not a graph file: its first bytes are unknown")
    if len(data) < _HEAD:
        raise GraphFormatError("is cut off")
    version = data[len(_MAGIC)]
    if not _WITHOUT_DEFINITIONS <= version <= _WITH_NAMED_EDGES:
        raise GraphFormatError(f"is of version {version}; this is version {_WITH_NAMED_EDGES}: extract it anew")
    body = data[_HEAD:]
    if zlib.crc32(body).to_bytes(4, "little") != data[_HEAD - 4 : _HEAD]:
        raise GraphFormatError("is cut off or corrupt: the checksum differs")
    return _read(ColumnReader(body), version)


def _read(reader: ColumnReader, version: int) -> ProgramGraph:
    paths = reader.texts()
    texts = tuple(reader.texts())
    kinds = _read_kinds(reader)
    labels = reader.novel()
    if len(paths) != 1 or len(labels) != len(kinds) or (labels.size and int(labels.max()) >= len(texts)):
        raise GraphFormatError("has fewer labels than nodes")
    order = tuple(map(EdgeType, reader.texts())) if version == _WITH_NAMED_EDGES else TABLE_1_STORED
    edges = read_edges(reader, _stored_graph(kinds, labels), order)
    symbols = _read_symbols(reader, _names(texts, labels))
    definitions = () if version == _WITHOUT_DEFINITIONS else _read_definitions(reader, len(kinds))
    reader.finish()
    narrow = labels.astype(np.int32)
    kinds.setflags(write=False)
    narrow.setflags(write=False)
    for pairs in edges.values():
        pairs.setflags(write=False)
    return ProgramGraph(paths[0], texts, kinds, narrow, edges, symbols, definitions)


def _write_kinds(writer: ColumnWriter, kinds: npt.NDArray[np.uint8]) -> None:
    """Kinds of nodes and how many of each follow each other."""
    starts = np.flatnonzero(np.diff(kinds.astype(np.int64), prepend=-1))
    writer.unsigned(kinds[starts])
    writer.unsigned(np.diff(np.append(starts, len(kinds))))


def _read_kinds(reader: ColumnReader) -> npt.NDArray[np.uint8]:
    kinds, counts = reader.unsigned(), reader.unsigned()
    if len(kinds) != len(counts) or (kinds.size and int(kinds.max()) >= len(NodeKind)):
        raise GraphFormatError("has fewer kinds than nodes")
    if int(counts.sum()) > reader.left:
        raise GraphFormatError("has more nodes than bytes")
    return np.repeat(kinds.astype(np.uint8), counts)


def _stored_graph(kinds: npt.NDArray[np.uint8], labels: npt.NDArray[np.int64]) -> StoredGraph:
    """Return the graph as stored. If kinds are out of order, only TOKEN nodes at the start help to predict edges."""
    tokens = _run(kinds, NodeKind.TOKEN)
    return StoredGraph(tokens, _run(kinds[tokens:], NodeKind.NON_TERMINAL), len(kinds), labels)


def _run(kinds: npt.NDArray[np.uint8], kind: NodeKind) -> int:
    """Return the number of leading nodes of this kind."""
    others = np.flatnonzero(kinds != kind)
    return int(others[0]) if others.size else len(kinds)


def _names(labels: Sequence[str], label: npt.NDArray[np.int64]) -> list[str]:
    return [labels[number] for number in label.tolist()]


def _write_symbols(writer: ColumnWriter, symbols: Sequence[Symbol], node_names: Sequence[str]) -> None:
    """Write fields as columns, and texts by number: 0 for None and for a name that is that of the symbol's node."""
    texts: dict[str | None, int] = {None: 0}

    def number(text: str | None) -> int:
        return texts.setdefault(text, len(texts))

    nodes = [symbol.node for symbol in symbols]
    scopes = [number(symbol.scope) for symbol in symbols]
    names = [number(None if symbol.name == node_names[symbol.node] else symbol.name) for symbol in symbols]
    annotations = [number(symbol.annotation) for symbol in symbols]
    obstacles = [number(symbol.obstacle and symbol.obstacle.value) for symbol in symbols]
    writer.texts(text for text in texts if text is not None)
    writer.signed(np.diff(nodes, prepend=0))
    writer.unsigned([SYMBOL_KINDS.index(symbol.kind) for symbol in symbols])
    for column in (scopes, names, annotations, obstacles):
        writer.novel(column)
    writer.signed(np.diff([symbol.line for symbol in symbols], prepend=0))
    writer.unsigned([symbol.column for symbol in symbols])


def _read_symbols(reader: ColumnReader, node_names: Sequence[str]) -> tuple[Symbol, ...]:
    texts = [None, *reader.texts()]
    nodes, kinds = np.cumsum(reader.signed()), reader.unsigned()
    scopes, names, annotations, obstacles = (reader.novel() for _ in range(4))
    lines, columns = np.cumsum(reader.signed()), reader.unsigned()
    fields = (nodes, kinds, scopes, names, annotations, obstacles, lines, columns)
    ends = (len(node_names), len(SYMBOL_KINDS), *[len(texts)] * 4, 1 << 31, 1 << 31)
    for numbers, end in zip(fields, ends, strict=True):
        if len(numbers) != len(nodes) or (numbers.size and not 0 <= numbers.min() <= numbers.max() < end):
            raise GraphFormatError("has incomplete symbols")
    symbols = []
    rows = zip(*(numbers.tolist() for numbers in fields), strict=True)
    for node, kind, scope, name, annotation, obstacle, line, column in rows:
        symbols.append(
            Symbol(
                node=node,
                kind=SYMBOL_KINDS[kind],
                scope=texts[scope] or "",
                name=node_names[node] if name == 0 else texts[name] or "",
                line=line,
                column=column,
                annotation=texts[annotation],
                obstacle=_obstacle(texts[obstacle]),
            )
        )
    return tuple(symbols)


def _obstacle(text: str | None) -> Obstacle | None:
    try:
        return None if text is None else Obstacle(text)
    except ValueError:
        raise GraphFormatError(f"a symbol has an unknown obstacle: {text!r}") from None


def _write_definitions(writer: ColumnWriter, definitions: Sequence[ClassDefinition]) -> None:
    writer.texts(definition.name for definition in definitions)
    writer.signed(np.diff([definition.node for definition in definitions], prepend=0))
    writer.signed(np.diff([definition.line for definition in definitions], prepend=0))


def _read_definitions(reader: ColumnReader, num_nodes: int) -> tuple[ClassDefinition, ...]:
    names, nodes, lines = reader.texts(), np.cumsum(reader.signed()), np.cumsum(reader.signed())
    for column, end in ((nodes, num_nodes), (lines, 1 << 31)):
        if len(column) != len(names) or (column.size and not 0 <= column.min() <= column.max() < end):
            raise GraphFormatError("has incomplete classes")
    rows = zip(nodes.tolist(), names, lines.tolist(), strict=True)
    return tuple(ClassDefinition(node, name, line) for node, name, line in rows)
