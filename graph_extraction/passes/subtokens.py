"""SUBTOKEN_OF: identifier tokens to the vocabulary nodes of the words in them."""

from __future__ import annotations

import keyword
import re
from functools import lru_cache

from graph_extraction.builder import GraphBuilder
from graph_extraction.graph import EdgeType

__all__ = ["SubtokenPass", "split_identifier"]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\x00-\x7f]+")
_NAME = re.compile(rb"[A-Za-z_\x80-\xff][A-Za-z0-9_\x80-\xff]*\Z")
_KEYWORDS = frozenset(word.encode() for word in keyword.kwlist)
_KEYWORDS_BEFORE_37 = _KEYWORDS - {b"async", b"await"}
_KEYWORDS_2 = (_KEYWORDS_BEFORE_37 - {b"nonlocal", b"True", b"False"}) | {b"print", b"exec"}


@lru_cache(maxsize=1 << 16)
def split_identifier(name: str) -> tuple[str, ...]:
    """Lower-case words of an identifier, split at underscores, camelCase humps, and between letters and digits.

    >>> split_identifier("getHTTPResponse_v2")
    ('get', 'http', 'response', 'v', '2')
    """
    return tuple(word.lower() for word in _WORD.findall(name))


class SubtokenPass:
    """Makes the VOCABULARY nodes, and joins to them the tokens of names, attributes, parameters, keyword arguments and
    imports."""

    requires = frozenset({EdgeType.CHILD})
    adds = frozenset({EdgeType.SUBTOKEN_OF})

    def run(self, builder: GraphBuilder) -> None:
        """Add nodes and edges."""
        grammar = builder.source.grammar
        keywords = _KEYWORDS_2 if grammar.startswith("2") else _KEYWORDS_BEFORE_37 if grammar == "3.6" else _KEYWORDS
        nodes: dict[str, int] = {}
        words_of: dict[bytes, list[int]] = {}
        sources: list[int] = []
        targets: list[int] = []
        for token, lexeme in enumerate(builder.token_lexemes):
            words = words_of.get(lexeme)
            if words is None:
                words = words_of[lexeme] = []
                if _NAME.match(lexeme) and lexeme not in keywords:
                    for word in dict.fromkeys(split_identifier(lexeme.decode("utf-8", "replace"))):
                        if word not in nodes:
                            nodes[word] = builder.add_vocabulary(word)
                        words.append(nodes[word])
            if words and token not in builder.keywords:
                for word_node in words:
                    sources.append(token)
                    targets.append(word_node)
        builder.add_edges(EdgeType.SUBTOKEN_OF, sources, targets)
