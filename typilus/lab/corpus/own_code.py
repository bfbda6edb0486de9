"""The user's own code as projects of a corpus: which sides they are on, and a copy of their files as they are imported.

The copy is what makes a build repeatable while somebody goes on editing, and what leaves stubs, data and everything
else behind that is not a Python source file.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path

from graph_extraction.intake import is_folder, read_bytes
from typilus.config import find_root
from typilus.errors import CorpusError
from typilus.files import find_python_files, whole_file
from typilus.lab.corpus.corpus_manifest import Manifest, OwnFolder, Side
from typilus.lab.corpus.projects import Project
from typilus.lab.corpus.scanning import MAX_SOURCE_BYTES
from typilus.lab.corpus.splits import stable_hash
from typilus.project import module_root

__all__ = ["copy_sources", "import_paths", "own_manifest", "prepare_folder"]

_MIN_PROJECTS = 3
"""With fewer there is none for each side, and the split by file is the one to use."""
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.]+")


def own_manifest(folders: Iterable[str | PathLike[str]]) -> Manifest:
    """Return the manifest of a corpus of folders: each is a project, and none is cut down to a share.

    From three projects on, in the order of a stable hash of their names, the first 20 % are the test side, the next
    10 % the validation side (one at least of each), and the rest is for training. With fewer, all are for training,
    and the split by file is the one to measure by.

    Raises:
        CorpusError: A folder is missing, or named twice.
    """
    roots: dict[Path, str] = {}
    for folder in folders:
        if not is_folder(folder):
            raise CorpusError(f"{os.fspath(folder)}: is no folder")
        root = Path(os.path.realpath(folder))
        if root in roots:
            raise CorpusError(f"{os.fspath(folder)}: is named twice")
        roots[root] = _new_name(root, roots.values())
    sides = _sides(list(roots.values()))
    owned = sorted((OwnFolder(name, root, sides[name]) for root, name in roots.items()), key=lambda own: own.name)
    return Manifest((), None, 1.0, tuple(owned))


def prepare_folder(own: OwnFolder, target: Path) -> Project:
    """Copy the sources of one project into the corpus, unless this very code was copied before.

    Raises:
        CorpusError: There is no Python file.
    """
    corpus = Path(os.path.realpath(target))
    files = [path for path in map(Path, find_python_files([own.folder])) if not path.is_relative_to(corpus)]
    sources, refused = _readable(import_paths(files, own.folder))
    if not sources:
        raise CorpusError(f"{own.folder}: holds no Python file that can be read")
    digest = hashlib.sha256()
    for path, code in sources.items():
        digest.update(path.encode("utf-8", "surrogatepass") + b"\0" + hashlib.sha256(code).digest())
    key = digest.hexdigest()
    version = f"0+{key[:12]}"
    root = target / "sources" / f"{own.name}-{version}"
    for stale in root.parent.glob(f"{own.name}-0+*"):
        if stale != root:
            shutil.rmtree(stale, ignore_errors=True)
    copy_sources(sources, root)
    return Project(
        own.name, version, "not asked", "own code", own.split, root, tuple(sorted(sources)), refused, f"own-{key}",
        folder=own.folder,
    )  # fmt: skip


def import_paths(files: Iterable[Path], folder: Path) -> dict[str, Path]:
    """Files by the path that they are imported by: `src/shop/till.py` is `shop/till.py`, if `shop` is a package.

    Of two files with one such path, the second keeps its path in the folder, or is left out if that is taken as well.
    """
    root = find_root(folder)
    paths: dict[str, Path] = {}
    for file in files:
        for start in (module_root(file, root), root, file.parent):
            path = file.relative_to(start).as_posix() if file.is_relative_to(start) else file.name
            if path.endswith(".py") and path not in paths:
                paths[path] = file
                break
    return paths


def copy_sources(sources: dict[str, bytes], root: Path) -> None:
    """Write files below a folder, but for those that are there."""
    for path, code in sources.items():
        file = root / path
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            with whole_file(file) as opened:
                opened.write(code)


def _readable(paths: dict[str, Path]) -> tuple[dict[str, bytes], dict[str, int]]:
    sources: dict[str, bytes] = {}
    refused = 0
    for path, file in paths.items():
        try:
            sources[path] = read_bytes(file, MAX_SOURCE_BYTES)
        except OSError:
            refused += 1
    return sources, {"too large, or cannot be read": refused} if refused else {}


def _new_name(root: Path, taken: Iterable[str]) -> str:
    """The name of a folder, as far as files of the corpus can be named by it."""
    name = _NOT_IN_NAMES.sub("_", root.name).strip(".") or "project"
    numbered = [name, *(f"{name}.{number}" for number in range(2, len(list(taken)) + 3))]
    return next(candidate for candidate in numbered if candidate not in set(taken))


def _sides(names: Sequence[str]) -> dict[str, Side]:
    if len(names) < _MIN_PROJECTS:
        return dict.fromkeys(names, "train")
    ranked = sorted(names, key=lambda name: (stable_hash(name), name))
    tests = max(1, round(0.2 * len(names)))
    measured = tests + max(1, round(0.1 * len(names)))
    sides: dict[str, Side] = dict.fromkeys(ranked[:tests], "test")
    return {
        **sides,
        **dict.fromkeys(ranked[tests:measured], "validation"),
        **dict.fromkeys(ranked[measured:], "train"),
    }
