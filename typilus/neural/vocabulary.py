"""Pieces of node labels and their numbers.

A node's initial state is the mean of the embeddings of its pieces (paper, Eq. 7): the subtokens of its label, the whole
identifier where it is frequent, a marker for literals and for syntax classes. For comparison (Table 4), a label may
also be one piece, or a piece for each of its characters.
"""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from keyword import iskeyword
from typing import Final, Literal, get_args

from graph_extraction import NodeKind, ProgramGraph, split_identifier
from graph_extraction.intake import parse_json
from typilus.errors import CheckpointError

__all__ = [
    "MAX_CHARACTERS",
    "PieceUnit",
    "Vocabulary",
    "build_vocabulary",
    "count_pieces",
    "frequent_pieces",
    "label_pieces",
]

PieceUnit = Literal["subtokens", "tokens", "characters"]

MAX_SUBTOKENS: Final = 5
MAX_CHARACTERS: Final = 24
_MAX_BUCKETS: Final = 10_000_000
_WORD = re.compile(r"[^\W\d_]+")
_STRING_MARKS: Final = ('f"', 'b"', '"')


def label_pieces(label: str, kind: NodeKind, unit: PieceUnit = "subtokens") -> tuple[str, ...]:
    """The pieces a label is made of, most specific last.

    Syntax classes are one piece (`<Call>`). Identifiers give at most five lower-cased subtokens and, where there are
    several, the whole identifier (`=max_size`). Strings give a marker and their first words, numbers a marker and
    their text. With another unit, every label is the one token that it is, or its first 24 characters in their order.
    """
    if unit != "subtokens":
        text = f"<{label}>" if kind is NodeKind.NON_TERMINAL else label
        return (text,) if unit == "tokens" else tuple(text[:MAX_CHARACTERS])
    if kind is NodeKind.NON_TERMINAL:
        return (f"<{label}>",)
    if kind is NodeKind.VOCABULARY:
        return (label,)
    for mark in _STRING_MARKS:
        if label.startswith(mark):
            words = [word.lower() for word in _WORD.findall(label[len(mark) :])[: MAX_SUBTOKENS - 1]]
            return (f"<{mark}>", *words)
    if label[:1].isdigit() or (label[:1] == "." and label[1:2].isdigit()):
        is_float = not label.lower().startswith("0x") and any(mark in label for mark in ".eE")
        return ("<float>" if is_float else "<int>", f"#{label}")
    if label.isidentifier() and not iskeyword(label):
        subtokens = split_identifier(label)[:MAX_SUBTOKENS]
        return (*subtokens, f"={label}") if len(subtokens) > 1 else subtokens or (label,)
    return (label,)


def _is_optional(piece: str) -> bool:
    """Return whether a piece is a whole identifier or a number's text, and not an operator such as `==`."""
    return piece[0] in "=#" and piece[1:2] not in ("", "=")


class Vocabulary:
    """The numbers of pieces, with shared hashed buckets for unknown pieces.

    Two occurrences of the same unknown subtoken share a bucket, so that names which only the user's project has still
    agree with themselves. Unknown whole identifiers and numbers are dropped, as their other pieces remain.

    Args:
        pieces: Known pieces; piece `i` has the number `i`.
        buckets: Numbers `len(pieces) .. len(pieces) + buckets - 1` are shared by unknown pieces.
        unit: What a label is taken apart into.
    """

    def __init__(self, pieces: Iterable[str], buckets: int, unit: PieceUnit = "subtokens") -> None:
        self.pieces = tuple(pieces)
        self.buckets = buckets
        self.unit: PieceUnit = unit
        self._numbers = {piece: number for number, piece in enumerate(self.pieces)}
        self._encoded: dict[tuple[str, NodeKind], tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.pieces) + self.buckets

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Vocabulary):
            return NotImplemented
        return (self.pieces, self.buckets, self.unit) == (other.pieces, other.buckets, other.unit)

    __hash__ = None  # type: ignore[assignment]

    def encode(self, label: str, kind: NodeKind) -> tuple[int, ...]:
        """The numbers of a label's pieces, at least one."""
        key = (label, kind)
        cached = self._encoded.get(key)
        if cached is None:
            if len(self._encoded) > 500_000:
                self._encoded.clear()
            cached = self._encoded[key] = self._encode(label, kind)
        return cached

    def _encode(self, label: str, kind: NodeKind) -> tuple[int, ...]:
        numbers = []
        for piece in label_pieces(label, kind, self.unit):
            number = self._numbers.get(piece)
            if number is None:
                if self.unit == "subtokens" and _is_optional(piece):
                    continue
                number = len(self.pieces) + zlib.crc32(piece.encode("utf-8", "surrogatepass")) % self.buckets
            numbers.append(number)
        return tuple(numbers) or (len(self.pieces),)

    @cached_property
    def text(self) -> str:
        """JSON text that `from_text` reads back."""
        unit = {} if self.unit == "subtokens" else {"unit": self.unit}
        return json.dumps({"buckets": self.buckets, "pieces": self.pieces, **unit}, ensure_ascii=True, indent=None)

    @classmethod
    def from_text(cls, text: str, path: str = "vocabulary") -> Vocabulary:
        """Read `text` back.

        Raises:
            CheckpointError: The text is no vocabulary.
        """
        try:
            data = parse_json(text)
            pieces, buckets, unit = data["pieces"], data["buckets"], data.get("unit", "subtokens")
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise CheckpointError(f"{path}: not a vocabulary ({error}); install the model again") from error
        if not (isinstance(pieces, list) and all(isinstance(piece, str) for piece in pieces)):
            raise CheckpointError(f"{path}: the vocabulary's pieces are not strings; install the model again")
        if not isinstance(buckets, int) or isinstance(buckets, bool) or not 1 <= buckets <= _MAX_BUCKETS:
            raise CheckpointError(f"{path}: the vocabulary's bucket count is {buckets!r}; install the model again")
        if unit not in get_args(PieceUnit):
            raise CheckpointError(f"{path}: the vocabulary's unit is {unit!r}; install the model again")
        return cls(pieces, buckets, unit)


def count_pieces(graph: ProgramGraph, unit: PieceUnit = "subtokens") -> tuple[Counter[str], Counter[str]]:
    """Counts of the pieces of one graph, and of whole identifiers apart from them."""
    subtokens: Counter[str] = Counter()
    wholes: Counter[str] = Counter()
    pairs: Counter[tuple[int, int]] = Counter(zip(graph.node_label.tolist(), graph.node_kind.tolist(), strict=True))
    for (label, kind), count in pairs.items():
        for piece in label_pieces(graph.labels[label], NodeKind(kind), unit):
            (wholes if unit == "subtokens" and _is_optional(piece) else subtokens)[piece] += count
    return subtokens, wholes


def build_vocabulary(
    subtokens: Mapping[str, int],
    wholes: Mapping[str, int],
    *,
    max_subtokens: int = 10_000,
    max_wholes: int = 10_000,
    min_count: int = 3,
    buckets: int = 2_048,
) -> Vocabulary:
    """Return a vocabulary of the most frequent subtokens and whole identifiers, see `frequent_pieces`."""
    pieces = frequent_pieces(subtokens, max_subtokens, min_count) + frequent_pieces(wholes, max_wholes, min_count)
    return Vocabulary(pieces, buckets)


def frequent_pieces(counts: Mapping[str, int], limit: int, min_count: int = 3) -> list[str]:
    """The most frequent pieces, by numbers of files, so that one large file cannot fill a vocabulary.

    Ties are broken by the text, so that equal counts give equal vocabularies.
    """
    frequent = [(piece, count) for piece, count in counts.items() if count >= min_count]
    frequent.sort(key=lambda item: (-item[1], item[0]))
    return [piece for piece, _ in frequent[:limit]]
