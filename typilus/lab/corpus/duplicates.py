"""Exact and near duplicates of source files, after Allamanis, "The adverse effects of code duplication" (2019).

Two files are near duplicates when the Jaccard similarity of the *sets* of their identifiers and literals is at least
0.8 and that of the *multisets* at least 0.7. Files come in order of claim; a file that duplicates one kept before it
goes. MinHash finds the candidates, exact similarities decide.
"""

from __future__ import annotations

import hashlib
import io
import keyword
import re
import tokenize
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from typilus.errors import CorpusError

__all__ = ["DuplicateFilter", "Fingerprint", "fingerprint", "is_near_duplicate", "similarities"]

SET_SIMILARITY = 0.8
MULTISET_SIMILARITY = 0.7
MINIMUM_TOKENS = 20
PERMUTATIONS = 128

_PREFIX = re.compile(r"[A-Za-z]*")
_FALLBACK = re.compile(r"[^\W\d]\w*|\d[\w.]*|\"[^\"\n]*\"|'[^'\n]*'")

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """The features by which two files are compared.

    Attributes:
        digest: Hash of the whole text with normalized line ends and no trailing blanks.
        tokens: `[T]` uint64, sorted hashes of the distinct identifiers and literals.
        counts: `[T]` int32, number of occurrences of each token.
    """

    digest: bytes
    tokens: npt.NDArray[np.uint64]
    counts: npt.NDArray[np.int32]


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a source text, cut into words if it does not tokenize."""
    body = "\n".join(line.rstrip() for line in text.splitlines()).strip()
    counted = Counter(_words(text))
    hashes = {_hash(word): count for word, count in counted.items()}
    tokens = np.fromiter(hashes, dtype=np.uint64, count=len(hashes))
    counts = np.fromiter(hashes.values(), dtype=np.int32, count=len(hashes))
    order = np.argsort(tokens)
    return Fingerprint(hashlib.sha256(body.encode("utf-8", "replace")).digest(), tokens[order], counts[order])


def similarities(first: Fingerprint, second: Fingerprint) -> tuple[float, float]:
    """Return the Jaccard similarities of the token sets and of the token multisets, 1.0 each for two empty files."""
    _, mine, theirs = np.intersect1d(first.tokens, second.tokens, assume_unique=True, return_indices=True)
    union = len(first.tokens) + len(second.tokens) - len(mine)
    shared = int(np.minimum(first.counts[mine], second.counts[theirs]).sum())
    total = int(first.counts.sum()) + int(second.counts.sum()) - shared
    return (len(mine) / union if union else 1.0), (shared / total if total else 1.0)


def is_near_duplicate(first: Fingerprint, second: Fingerprint) -> bool:
    """Return whether two files are near duplicates, which files of fewer than 20 distinct tokens never are."""
    if min(len(first.tokens), len(second.tokens)) < MINIMUM_TOKENS:
        return False
    of_sets, of_multisets = similarities(first, second)
    return of_sets >= SET_SIMILARITY and of_multisets >= MULTISET_SIMILARITY


class DuplicateFilter(Generic[Key]):
    """Takes files in order of claim and says which earlier one each duplicates."""

    def __init__(self) -> None:
        try:
            from datasketch import MinHashLSH
        except ImportError as error:
            raise CorpusError("building a corpus needs datasketch: install the extra 'corpus'") from error

        # A threshold below the one that decides: MinHash only estimates, and a missed pair cannot be mended later.
        self._index = MinHashLSH(threshold=SET_SIMILARITY - 0.15, num_perm=PERMUTATIONS)
        self._kept: dict[int, tuple[Key, Fingerprint]] = {}
        self._digests: dict[bytes, Key] = {}

    def claim(self, key: Key, file: Fingerprint) -> tuple[str, Key] | None:
        """None if the file is kept, else ("exact duplicate" or "near duplicate", key of the kept file)."""
        if file.digest in self._digests:
            return "exact duplicate", self._digests[file.digest]
        signature = None
        if len(file.tokens) >= MINIMUM_TOKENS:
            signature = _signature(file)
            for number in sorted(self._index.query(signature)):
                other, print_ = self._kept[number]
                if is_near_duplicate(file, print_):
                    return "near duplicate", other
        self._digests[file.digest] = key
        if signature is not None:
            self._kept[len(self._kept)] = (key, file)
            self._index.insert(len(self._kept) - 1, signature)
        return None


def _signature(file: Fingerprint) -> object:
    from datasketch import MinHash

    signature = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
    signature.update_batch((file.tokens & np.uint64(0xFFFFFFFF)).tolist())
    return signature


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _words(text: str) -> Iterable[str]:
    try:
        return list(_tokenized(text))
    except (tokenize.TokenError, SyntaxError):
        return _FALLBACK.findall(text)


def _tokenized(text: str) -> Iterable[str]:
    previous = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.NAME:
            if not keyword.iskeyword(token.string):
                yield token.string
        elif token.type == tokenize.NUMBER:
            yield token.string
        elif token.type == tokenize.STRING and previous not in _LINE_STARTS:
            # How a literal is quoted says nothing; the quote that stays tells it from a name.
            yield '"' + _PREFIX.sub("", token.string, count=1).strip("\"'")
        if token.type not in _BLANK:
            previous = token.type


# A string that starts a logical line is a docstring: prose, not a literal of the program.
_LINE_STARTS = frozenset({tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT})
_BLANK = frozenset({tokenize.NL, tokenize.COMMENT})
