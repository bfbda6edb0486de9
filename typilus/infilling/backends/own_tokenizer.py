"""The tokens of our own infiller without the library that learned them: byte-level BPE by lines and digits."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from graph_extraction.intake import read_text
from typilus.errors import InfillError

__all__ = ["OwnTokenizer"]

_MAX_SIZE = 16 << 20
_WORD = re.compile(r"\n|\d|[^\n\d]+")
_CACHED_WORDS = 20_000


class OwnTokenizer:
    """Texts to tokens and back. Names of special tokens are read as such.

    Args:
        vocabulary: Numbers of tokens by their text, in which each byte is a letter.
        merges: Pairs of tokens that become one, the first first.
        special: Numbers of special tokens by name.
    """

    def __init__(
        self, vocabulary: Mapping[str, int], merges: Sequence[tuple[str, str]], special: Mapping[str, int]
    ) -> None:
        self.special = dict(special)
        letters = _letters_of_bytes()
        bytes_of_letters = {letter: byte for byte, letter in enumerate(letters)}
        self._byte_tokens = [vocabulary[letter] for letter in letters]
        self._merges = {
            (vocabulary[first], vocabulary[second]): (rank, vocabulary[first + second])
            for rank, (first, second) in enumerate(merges)
        }
        self._bytes = {
            number: bytes(bytes_of_letters[letter] for letter in text)
            for text, number in vocabulary.items()
            if text not in special
        }
        self._bytes |= {number: name.encode() for name, number in special.items()}
        names = sorted(special, key=len, reverse=True)
        self._names = re.compile("(" + "|".join(map(re.escape, names)) + ")") if names else None
        self._word_tokens = lru_cache(_CACHED_WORDS)(self._merge)

    @classmethod
    def load(cls, path: Path) -> OwnTokenizer:
        """Read the file of the library `tokenizers`.

        Raises:
            InfillError: It is missing, or no tokenizer of this kind.
        """
        try:
            document = json.loads(read_text(path, _MAX_SIZE))
            model = document["model"]
            if model["type"] != "BPE":
                raise ValueError(f"it is {model['type']}, not BPE")
            pairs = (pair.split(" ") if isinstance(pair, str) else pair for pair in model["merges"])
            special = {entry["content"]: int(entry["id"]) for entry in document["added_tokens"] if entry["special"]}
            return cls(model["vocab"], [(first, second) for first, second in pairs], special)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InfillError(f"{path}: is no tokenizer of an infiller of our own ({error!r})") from error

    def encode(self, text: str) -> list[int]:
        """The tokens of a text."""
        tokens: list[int] = []
        for piece in self._names.split(text) if self._names else (text,):
            if piece in self.special:
                tokens.append(self.special[piece])
            else:
                for word in _WORD.findall(piece):
                    tokens.extend(self._word_tokens(word))
        return tokens

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of tokens, with the names of special ones. A character that is cut is U+FFFD."""
        return b"".join(self._bytes[token] for token in tokens).decode("utf-8", "replace")

    def _merge(self, word: str) -> tuple[int, ...]:
        tokens = [self._byte_tokens[byte] for byte in word.encode("utf-8", "surrogatepass")]
        while len(tokens) > 1:
            ranked = ((self._merges.get(pair, _NEVER), at) for at, pair in enumerate(pairwise(tokens)))
            (rank, merged), at = min(ranked)
            if rank == _NEVER[0]:
                break
            tokens[at : at + 2] = [merged]
        return tuple(tokens)


_NEVER = (1 << 60, -1)


def _letters_of_bytes() -> list[str]:
    """The letter of each byte: itself where it is printable, else one from 256 on (as in GPT-2)."""
    printable = {*range(33, 127), *range(161, 173), *range(174, 256)}
    others = iter(range(256, 512))
    return [chr(byte) if byte in printable else chr(next(others)) for byte in range(256)]
