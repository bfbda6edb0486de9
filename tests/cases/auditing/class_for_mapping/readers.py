"""Readers of data sets; each takes indexers by name."""

from typing import Dict, List

from indexers import SingleIdTokenIndexer, TokenIndexer


class SentenceReader:
    def __init__(self, token_indexers: Dict[str, TokenIndexer] = None, lazy: bool = False) -> None:
        self.lazy = lazy
        self._token_indexers = token_indexers or {"tokens": SingleIdTokenIndexer()}

    def indexed(self, tokens: List[str], vocabulary: Dict[str, int]) -> Dict[str, List[int]]:
        return {name: indexer.index(tokens, vocabulary) for name, indexer in self._token_indexers.items()}


class PairReader:
    def __init__(self, token_indexers: Dict[str, TokenIndexer] = None, separator: str = "\t") -> None:
        self.separator = separator
        self._token_indexers = token_indexers or {"tokens": SingleIdTokenIndexer()}

    def indexed(self, line: str, vocabulary: Dict[str, int]) -> Dict[str, List[int]]:
        tokens = line.split(self.separator)
        return {name: indexer.index(tokens, vocabulary) for name, indexer in self._token_indexers.items()}
