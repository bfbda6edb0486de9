"""The projects of a corpus on disk: fetched, verified, unpacked, or found (the standard library)."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typilus.errors import CorpusError
from typilus.files import unpack, whole_file
from typilus.lab.corpus.corpus_manifest import Package, Side, StandardLibrary
from typilus.lab.corpus.download import fetch
from typilus.lab.corpus.standard_library import library_files, library_root

__all__ = ["Project", "prepare_package", "prepare_standard_library"]

_MARK = "unpacked.json"


@dataclass(frozen=True, slots=True)
class Project:
    """The sources of one project, ready to be read.

    Attributes:
        name: Name in the manifest.
        version: Version of the package or of the interpreter.
        licence: SPDX expression.
        field: Purpose of the project.
        split: Side of the by-project split.
        root: Folder that module names count from.
        paths: Python files relative to `root`, sorted.
        refused: Numbers of archive members that were not unpacked, by cause.
        key: Identifier of the content.
        stubs: Whether labels come from typeshed.
        folder: The user's own folder that the sources are a copy of; nobody asks for the license of such code.
    """

    name: str
    version: str
    licence: str
    field: str
    split: Side
    root: Path
    paths: tuple[str, ...]
    refused: Mapping[str, int]
    key: str
    stubs: bool = False
    folder: Path | None = None


def prepare_package(package: Package, packages: Path, sources: Path) -> Project:
    """Fetch, verify and unpack one package, unless that was done before.

    Raises:
        CorpusError: It cannot be fetched or unpacked, or differs from the manifest.
    """
    root = sources / f"{package.name}-{package.version}"
    mark = sources / f".{root.name}-{_MARK}"
    done = _read_mark(mark, package.sha256)
    if done is None or not root.is_dir():
        wheel = fetch(package, packages)
        shutil.rmtree(root, ignore_errors=True)
        unpacked = unpack(wheel, root)
        done = {"sha256": package.sha256, "paths": list(unpacked.paths), "refused": dict(unpacked.refused)}
        with whole_file(mark) as file:
            file.write(json.dumps(done).encode())
    paths, refused = done["paths"], done["refused"]
    assert isinstance(paths, list)
    assert isinstance(refused, dict)
    return Project(
        package.name, package.version, package.licence, package.field, package.split, root, tuple(paths), refused,
        package.sha256,
    )  # fmt: skip


def prepare_standard_library(library: StandardLibrary) -> Project:
    """The running interpreter's library.

    Raises:
        CorpusError: typeshed_client is not installed.
    """
    import importlib.metadata

    try:
        stubs = importlib.metadata.version("typeshed_client")
    except importlib.metadata.PackageNotFoundError as error:
        raise CorpusError("labeling the standard library needs typeshed_client: install the extra 'corpus'") from error
    root = library_root()
    paths = tuple(library_files(root))
    digest = hashlib.sha256(stubs.encode())
    for path in paths:
        digest.update(path.encode() + b"\0" + hashlib.sha256((root / path).read_bytes()).digest())
    return Project(
        library.name, platform.python_version(), library.licence, library.field, library.split, root, paths, {},
        digest.hexdigest(), stubs=True,
    )  # fmt: skip


def _read_mark(mark: Path, sha256: str) -> dict[str, object] | None:
    try:
        content = json.loads(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return content if isinstance(content, dict) and content.get("sha256") == sha256 else None
