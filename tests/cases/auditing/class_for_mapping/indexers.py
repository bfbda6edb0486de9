"""Indexers of tokens."""

from typing import Dict, List


class TokenIndexer:
    def index(self, tokens: List[str], vocabulary: Dict[str, int]) -> List[int]:
        raise NotImplementedError


class SingleIdTokenIndexer(TokenIndexer):
    def index(self, tokens: List[str], vocabulary: Dict[str, int]) -> List[int]:
        return [vocabulary[token] for token in tokens]
