"""Copies of a project's sources: one as they are, one as if nobody had ever annotated anything.

Stubs are left behind, for they say what the files beside them no longer do.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from graph_extraction import SourceError, parse_source
from graph_extraction.intake import read_bytes
from typilus.errors import CorpusError
from typilus.files import find_python_files
from typilus.lab.corpus import copy_sources, import_paths
from typilus.lab.corpus.scanning import MAX_SOURCE_BYTES
from typilus.lab.experiments.joined.erasing import erase_imports

__all__ = ["ProjectCopies", "copy_project", "paths_below"]


@dataclass(frozen=True, slots=True)
class ProjectCopies:
    """The copies of a project.

    Attributes:
        annotated, erased: Roots of the copies.
        originals: Original file of each path in the copies.
        digest: SHA-256 of the project's code.
    """

    annotated: Path
    erased: Path
    originals: dict[str, Path]
    digest: str


def copy_project(root: Path, folder: Path) -> ProjectCopies:
    """Copy the Python files of a project, by the paths that they are imported by.

    A file that cannot be erased is in neither copy.

    Args:
        root: Root of the project.
        folder: Where the copies are made.

    Raises:
        CorpusError: There is no Python file.
    """
    copies = folder / "annotated" / root.name, folder / "erased" / root.name
    digest = hashlib.sha256()
    originals = {}
    for path, original in import_paths(map(Path, find_python_files([root])), root).items():
        with contextlib.suppress(OSError, SourceError, SyntaxError):
            code = read_bytes(original, MAX_SOURCE_BYTES)
            erased = erase_imports(parse_source(code, path).text).encode("utf-8", "surrogatepass")
            for copy, text in zip(copies, (code, erased), strict=True):
                copy_sources({path: text}, copy)
            originals[path] = original
            digest.update(path.encode("utf-8", "surrogatepass") + b"\0" + hashlib.sha256(code).digest())
    if not originals:
        raise CorpusError(f"{root}: holds no Python file that can be read")
    return ProjectCopies(*copies, originals, digest.hexdigest())


def paths_below(copies: ProjectCopies, named: Iterable[str | os.PathLike[str]]) -> list[str]:
    """The paths in the copies of the files that some paths name."""
    wanted = {os.path.realpath(file) for file in find_python_files(named)}
    return [path for path, original in copies.originals.items() if os.path.realpath(original) in wanted]
