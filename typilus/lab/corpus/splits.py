"""The side of the corpus that a file is on: by project (the honest split) or by file (the paper's)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import Literal, Protocol

from typilus.errors import CorpusError
from typilus.lab.corpus.corpus_manifest import SIDES, Manifest, Side, load_manifest

__all__ = ["Placed", "SplitKind", "Splits", "is_in_share", "side_by_file", "split_of", "stable_hash"]

SplitKind = Literal["project", "file"]

BY_FILE_RULE = "first 8 bytes of SHA-256 of 'project/path', big endian, modulo 100: below 70 train, below 80 validation"


class Placed(Protocol):
    """Anything with a place in the corpus."""

    @property
    def project(self) -> str: ...

    @property
    def path(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Splits:
    """The two splits of one corpus.

    Attributes:
        sides: Side of each project.
    """

    sides: Mapping[str, Side]

    @classmethod
    def of_manifest(cls, manifest: Manifest) -> Splits:
        """The splits that a manifest commits to."""
        return cls(manifest.projects)

    @classmethod
    def load(cls, folder: str | PathLike[str]) -> Splits:
        """Read `splits.json` of a built corpus.

        Raises:
            CorpusError: Missing, malformed, or a project on two sides.
        """
        path = Path(folder) / "splits.json"
        try:
            document = json.loads(path.read_text(encoding="utf-8"))["by_project"]
            pairs = [(str(project), side) for side in SIDES for project in document[side]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path}: cannot be read: {error}") from error
        if len(dict(pairs)) != len(pairs):
            raise CorpusError(f"{path}: a project is on two sides")
        return cls(dict(pairs))

    def to_json(self) -> str:
        """The text of `splits.json`."""
        by_project = {side: sorted(p for p, s in self.sides.items() if s == side) for side in SIDES}
        return json.dumps({"by_project": by_project, "by_file": {"rule": BY_FILE_RULE}}, indent=1) + "\n"

    def split_of(self, file: Placed, kind: SplitKind) -> Side:
        """Return the side of one file.

        Raises:
            CorpusError: The split is by project, and the project is in none.
        """
        if kind == "file":
            return side_by_file(file.project, file.path)
        try:
            return self.sides[file.project]
        except KeyError:
            raise CorpusError(f"project {file.project!r} is in no split") from None


def split_of(file: Placed, kind: SplitKind) -> Side:
    """Return the side of a file under the committed manifest.

    Raises:
        CorpusError: The split is by project, and the project is not in the manifest.
    """
    return _committed().split_of(file, kind)


def side_by_file(project: str, path: str) -> Side:
    """70-10-20 by a stable hash of the file's place."""
    bucket = stable_hash(f"{project}/{path}") % 100
    return "train" if bucket < 70 else "validation" if bucket < 80 else "test"


def is_in_share(file: Placed, share: float) -> bool:
    """Return whether a file is among such a share of all files, the same ones always, and those of smaller shares."""
    return stable_hash(f"share/{file.project}/{file.path}") < share * 2**64


def stable_hash(text: str) -> int:
    """A number of 64 bits that is the same on every machine and in every run."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:8], "big")


@lru_cache(maxsize=1)
def _committed() -> Splits:
    return Splits.of_manifest(load_manifest())
