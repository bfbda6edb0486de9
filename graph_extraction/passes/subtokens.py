"""SUBTOKEN_OF: identifier tokens to the vocabulary nodes of the words in them."""

from __future__ import annotations

import keyword
import re
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from graph_extraction.edges import EdgeSink, EdgeSpec
from graph_extraction.graph import EdgeType
from graph_extraction.storage.columns import ColumnReader, ColumnWriter
from graph_extraction.storage.edge_codec import Column, StoredGraph, check, check_range
from graph_extraction.storage.plain_pairs import PLAIN_PAIRS
from graph_extraction.syntax.record import SyntaxRecord

__all__ = ["SubtokenPass", "split_identifier"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\x00-\x7f]+")
_NAME = re.compile(rb"[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*\Z")
_KEYWORDS = frozenset(word.encode() for word in keyword.kwlist)
_KEYWORDS_BEFORE_37 = _KEYWORDS - {b"async", b"await"}
_KEYWORDS_2 = (_KEYWORDS_BEFORE_37 - {b"nonlocal", b"True", b"False"}) | {b"print", b"exec"}


# Subtokens of one label that are spread to all its tokens when read; a bound on what few bytes can grow to.
_MAX_SUBTOKENS = 64


@lru_cache(maxsize=1 << 16)
def split_identifier(name: str) -> tuple[str, ...]:
    """Lower-case words of an identifier, split at underscores, camelCase humps, and between letters and digits.

    >>> split_identifier("getHTTPResponse_v2")
    ('get', 'http', 'response', 'v', '2')
    """
    return tuple(word.lower() for word in _WORD.findall(name))


class _SubtokenCodec:
    """The subtokens of each label's first token, followed by the tokens that have other subtokens, and their edges."""

    def write(self, writer: ColumnWriter, edges: Column, graph: StoredGraph) -> None:
        """See `EdgeCodec.write`."""
        sources, targets = edges
        first_word = graph.num_tokens + graph.num_nonterminals
        pair_numbers = sources * graph.num_nodes + targets
        are_distinct = len(np.unique(pair_numbers)) == len(pair_numbers)
        usual = np.flatnonzero((sources < graph.num_tokens) & (targets >= first_word) & are_distinct)
        tokens = sources[usual]
        labels, first = np.unique(graph.labels[tokens], return_index=True)
        starts = np.searchsorted(tokens, tokens[first])
        counts = np.searchsorted(tokens, tokens[first], side="right") - starts
        are_few = counts <= _MAX_SUBTOKENS
        labels, starts, counts = labels[are_few], starts[are_few], counts[are_few]
        words = targets[usual][_ranges(starts, counts)]
        spread = _spread(graph, labels, counts, words, np.zeros(0, dtype=np.int64))
        exceptions = np.setxor1d(spread[0] * graph.num_nodes + spread[1], pair_numbers) // graph.num_nodes
        writer.unsigned(np.diff(labels, prepend=0))
        writer.unsigned(counts)
        writer.novel(words - first_word)
        writer.unsigned(np.diff(np.unique(exceptions), prepend=0))
        PLAIN_PAIRS.write(writer, edges[:, np.isin(sources, exceptions)], graph)

    def read(self, reader: ColumnReader, graph: StoredGraph) -> Column:
        """See `EdgeCodec.read`."""
        labels = np.cumsum(reader.unsigned())
        counts = reader.unsigned()
        words = reader.novel() + graph.num_tokens + graph.num_nonterminals
        exceptions = np.cumsum(reader.unsigned())
        others = PLAIN_PAIRS.read(reader, graph)
        check(len(labels) == len(counts), f"{len(labels)} labels have {len(counts)} numbers of subtokens")
        check(int(counts.sum()) == len(words), f"{int(counts.sum())} subtokens have {len(words)} nodes")
        check(not counts.size or int(counts.max()) <= _MAX_SUBTOKENS, "a label has too many subtokens")
        edges = _spread(graph, labels, counts, words, exceptions)
        check_range(edges, graph.num_nodes)
        return np.concatenate([edges, others], axis=1)


def _spread(
    graph: StoredGraph, labels: Column, counts: Column, words: Column, exceptions: npt.NDArray[np.int64]
) -> Column:
    """Edges of all tokens but `exceptions` to the subtokens of their labels."""
    tokens = np.setdiff1d(np.arange(graph.num_tokens), exceptions)
    label = graph.labels[tokens]
    row = np.minimum(np.searchsorted(labels, label), max(len(labels) - 1, 0))
    has_words = labels[row] == label if len(labels) else np.zeros(len(label), dtype=np.bool_)
    tokens, row = tokens[has_words], row[has_words]
    starts = np.cumsum(counts) - counts
    return np.stack([np.repeat(tokens, counts[row]), words[_ranges(starts[row], counts[row])]])


def _ranges(starts: Column, counts: Column) -> Column:
    """`starts[0]`, `starts[0] + 1`, … `counts[0]` times, then the same for the next."""
    return np.repeat(starts - np.cumsum(counts) + counts, counts) + np.arange(int(counts.sum()))


class SubtokenPass:
    """Makes the VOCABULARY nodes, and joins to them the tokens of names, attributes, parameters, keyword arguments and
    imports."""

    edge = EdgeSpec(EdgeType.SUBTOKEN_OF, "#4e9a06", codec=_SubtokenCodec())

    def run(self, syntax: SyntaxRecord, edges: EdgeSink) -> None:
        """See `Pass.run`."""
        grammar = syntax.source.grammar
        keywords = _KEYWORDS_2 if grammar.startswith("2") else _KEYWORDS_BEFORE_37 if grammar == "3.6" else _KEYWORDS
        words_of: dict[bytes, list[int]] = {}
        sources: list[int] = []
        targets: list[int] = []
        for token, lexeme in enumerate(syntax.token_lexemes):
            words = words_of.get(lexeme)
            if words is None:
                words = words_of[lexeme] = []
                if _NAME.match(lexeme) and lexeme not in keywords:
                    for word in dict.fromkeys(split_identifier(lexeme.decode("utf-8", "replace"))):
                        words.append(edges.vocabulary_node(word))
            if words and token not in syntax.keywords:
                for word_node in words:
                    sources.append(token)
                    targets.append(word_node)
        edges.extend(sources, targets)
