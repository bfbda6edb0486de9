"""One file as if nobody had annotated it, the places of its signatures, and what its author wrote there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from graph_extraction import SymbolKind, parse_source
from typilus.annotation_types import parse_type
from typilus.judging import open_annotator
from typilus.rewriting import RewriteOptions, SourceAnnotator
from typilus.weaving import Donation, donations_of, quality_of

__all__ = ["ErasedFile", "Place", "TextScore", "erased_file", "score_text"]

_SIGNATURE = frozenset({SymbolKind.PARAMETER, SymbolKind.RETURN})
Place = tuple[SymbolKind, str, str]
"""Kind, scope and name of a parameter or a return."""


@dataclass(frozen=True, eq=False)
class ErasedFile:
    """A file without annotations.

    Attributes:
        path: File in the erased copy of its project.
        text: Its text.
        annotator: Writes into it.
        places: Parameters and returns that can be annotated.
        truths: Canonical types that the author wrote there.
    """

    path: Path
    text: str
    annotator: SourceAnnotator
    places: frozenset[Place]
    truths: dict[Place, str]


@dataclass(frozen=True, slots=True)
class TextScore:
    """The annotations of one text.

    Attributes:
        annotated: Places with an acceptable annotation.
        quality: Sum of their scores (see `quality_of`): the lower, the more they say.
        exact: Places annotated exactly as by the author.
    """

    annotated: int
    quality: int
    exact: int


def erased_file(original: Path, path: Path, root: Path) -> ErasedFile | None:
    """Return a file of an erased project, None if fewer than two of its places have the author's annotation.

    Args:
        original: The file with its annotations.
        path: The same file in the erased copy.
        root: Root of that copy.

    Raises:
        SourceError, RewriteError: It cannot be read or written.
    """
    document = parse_source(path.read_bytes(), str(path))
    annotator = open_annotator(document, root, RewriteOptions())
    slots = [slot for slot in annotator.slots if slot.kind in _SIGNATURE and slot.obstacle is None]
    # Several functions of one name would be told apart by no key.
    counts = Counter((slot.kind, slot.owner.qualified_name, slot.name) for slot in slots)
    places = frozenset(key for key, count in counts.items() if count == 1)
    written = donations_of(parse_source(original.read_bytes(), str(original)), "", document.is_package)
    truths = {_place(donation): donation.type for donation in written if donation.type and _place(donation) in places}
    return ErasedFile(path, document.text, annotator, places, truths) if len(truths) > 1 else None


def score_text(file: ErasedFile, text: str) -> TextScore:
    """Return the score of a text of the file with annotations."""
    annotated = quality = exact = 0
    for donation in donations_of(parse_source(text, "<text>"), "", file.path.stem == "__init__"):
        key = _place(donation)
        score = quality_of(parse_type(donation.type), donation.kind) if donation.type else None
        if key in file.places and score is not None:
            annotated += 1
            quality += score
            exact += file.truths.get(key) == donation.type
    return TextScore(annotated, quality, exact)


def _place(donation: Donation) -> Place:
    return donation.kind, donation.scope, donation.name
