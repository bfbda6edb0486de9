"""A reader of questions."""

from typing import Dict, List

from indexers import SingleIdTokenIndexer, TokenIndexer


class QuestionReader:
    def __init__(self, token_indexers: TokenIndexer = None, max_length: int = 100) -> None:  # wrong: token_indexers dict
        self.max_length = max_length
        self._token_indexers = token_indexers or {"tokens": SingleIdTokenIndexer()}

    def indexed(self, tokens: List[str], vocabulary: Dict[str, int]) -> Dict[str, List[int]]:
        tokens = tokens[: self.max_length]
        return {name: indexer.index(tokens, vocabulary) for name, indexer in self._token_indexers.items()}
