"""The list of packages that a corpus is made of: what to fetch, under which license, and on which side it falls."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Literal

from typilus.errors import CorpusError

__all__ = [
    "PERMISSIVE_LICENSES",
    "SIDES",
    "Manifest",
    "OwnFolder",
    "Package",
    "Side",
    "StandardLibrary",
    "load_manifest",
    "manifest_from_document",
    "normalized_name",
]

Side = Literal["train", "validation", "test"]

SIDES: tuple[Side, ...] = ("train", "validation", "test")

PERMISSIVE_LICENSES = frozenset(
    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0", "Unlicense", "Zlib"}
)
"""What a shipped model may learn from (SPDX identifiers)."""

FORMAT = 1

_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Package:
    """One wheel of the manifest.

    Attributes:
        name: Name of the project on the package index and in the corpus.
        version: Exact version.
        file: File name of the wheel.
        sha256: Hash of that file in hexadecimal.
        licence: SPDX expression of permissive licenses joined by AND.
        field: Purpose of the package; a variety of fields makes the corpus broad.
        split: Side of the by-project split.
    """

    name: str
    version: str
    file: str
    sha256: str
    licence: str
    field: str
    split: Side


@dataclass(frozen=True, slots=True)
class StandardLibrary:
    """The running interpreter's own library as one more project, labeled from the bundled typeshed."""

    name: str
    licence: str
    field: str
    split: Side


@dataclass(frozen=True, slots=True)
class OwnFolder:
    """A folder of the user's own code as one project. Nobody asks for its license, for such a corpus is not shipped."""

    name: str
    folder: Path
    split: Side


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything a corpus is built from.

    Attributes:
        packages: Sorted by name.
        standard_library: None leaves it out.
        share_limit: Largest share of all labeled symbols that one project may hold, in (0, 1].
        folders: Code that lies on this machine; no committed manifest has any.
    """

    packages: tuple[Package, ...]
    standard_library: StandardLibrary | None = None
    share_limit: float = 0.125
    folders: tuple[OwnFolder, ...] = ()

    @property
    def projects(self) -> dict[str, Side]:
        """The side of each project."""
        sides: dict[str, Side] = {package.name: package.split for package in self.packages}
        if self.standard_library is not None:
            sides[self.standard_library.name] = self.standard_library.split
        return sides | {own.name: own.split for own in self.folders}

    def to_json(self) -> str:
        """The manifest as it is committed."""
        library = None if self.standard_library is None else asdict(self.standard_library)
        document = {
            "format": FORMAT,
            "share_limit": self.share_limit,
            "standard_library": library,
            "packages": [asdict(package) for package in self.packages],
        }
        return json.dumps(document, indent=1) + "\n"


def load_manifest(path: str | PathLike[str] | None = None) -> Manifest:
    """Read a manifest, by default the committed one.

    Raises:
        CorpusError: It cannot be read, or an entry is incomplete, unpinned, duplicated or not permissively licensed.
    """
    source = Path(__file__).with_name("manifest.json") if path is None else Path(path)
    try:
        document = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{source}: cannot be read as a manifest: {error}") from error
    try:
        return manifest_from_document(document)
    except CorpusError as error:
        raise CorpusError(f"{source}: {error}") from error


def manifest_from_document(document: Mapping[str, Any]) -> Manifest:
    """Check a decoded manifest.

    Raises:
        CorpusError: The manifest is not valid, as for `load_manifest`.
    """
    try:
        if document["format"] != FORMAT:
            raise CorpusError(f"manifest format {document['format']!r} is not {FORMAT}")
        packages = tuple(Package(**entry) for entry in document["packages"])
        entry = document.get("standard_library")
        library = None if entry is None else StandardLibrary(**entry)
        manifest = Manifest(packages, library, float(document.get("share_limit", 0.125)))
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"malformed manifest: {error}") from error
    _check(manifest)
    return manifest


def normalized_name(name: str) -> str:
    """Name of a project in the spelling that package indexes compare by (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _check(manifest: Manifest) -> None:
    if not 0 < manifest.share_limit <= 1:
        raise CorpusError(f"share_limit {manifest.share_limit} is not in (0, 1]")
    for package in manifest.packages:
        if not _NAME.fullmatch(package.name):
            raise CorpusError(f"{package.name!r} is not the name of a package")
        if not _SHA256.fullmatch(package.sha256):
            raise CorpusError(f"{package.name}: sha256 must be 64 hexadecimal digits")
        if not package.file.endswith(".whl") or "/" in package.file or "\\" in package.file:
            raise CorpusError(f"{package.name}: {package.file!r} is not the file name of a wheel")
        stem = package.file.split("-")
        if len(stem) < 5 or normalized_name(stem[0]) != normalized_name(package.name) or stem[1] != package.version:
            raise CorpusError(f"{package.name}: {package.file!r} is not a wheel of version {package.version}")
    entries: list[Package | StandardLibrary] = [*manifest.packages]
    if manifest.standard_library is not None:
        entries.append(manifest.standard_library)
    seen: set[str] = set()
    for entry in entries:
        if normalized_name(entry.name) in seen:
            raise CorpusError(f"{entry.name} is listed twice")
        seen.add(normalized_name(entry.name))
        if entry.split not in SIDES:
            raise CorpusError(f"{entry.name}: split {entry.split!r} is none of {', '.join(SIDES)}")
        if not set(entry.licence.split(" AND ")) <= PERMISSIVE_LICENSES:
            raise CorpusError(f"{entry.name}: license {entry.licence!r} is not known to be permissive")
