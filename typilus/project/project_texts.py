"""The texts of a whole project, looked through as bytes: who in it may read annotations, who mentions a name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from graph_extraction.intake import exists
from typilus.project.documents import DISK, Documents, new_files
from typilus.project.known_readers import is_stranger

__all__ = ["ProjectTexts", "reads_annotations"]

_MAX_FILES = 5_000
_TEXTS = 512
_MAX_FOLDERS = 20_000
_MAX_FILE_SIZE = 1_000_000
_READING = re.compile(
    rb"\b(?:__annotations__|__annotate__|get_type_hints|get_annotations|getfullargspec|inspect\.[sS]ignature)\b"
    rb"|\bfrom\s+inspect\s+import[^\n]*\bsignature\b"
)
_ENFORCING = re.compile(rb"\b(?:beartype_this_package|beartype_packages?|install_import_hook)\b")
_IMPORT = re.compile(rb"^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)
_STAR = re.compile(rb"\bfrom[ \t]+([\w.]+?)[ \t]*\bimport[ \t]*\*")
_LOOKED_THROUGH = re.compile(rb"\b(?:vars|dir|getmembers)\(\s*([\w.]+)|\b(\w+)\.__dict__\b")
_RENAMED = re.compile(rb"\b(\w+)[ \t]+as[ \t]+(\w+)")
_LOADERS = rb"import_module|__import__|module_from_spec|load_module|modules"
_LOADED = re.compile(rb"\b(\w+)[ \t]*=[ \t]*(?:\w+\.)*(?:" + _LOADERS + rb")[(\[]")
_WORD = re.compile(rb"[\w\x80-\xff]+")
_FOREIGN_FOLDERS = frozenset({"node_modules", "site-packages", "__pycache__"})


def reads_annotations(text: bytes) -> bool:
    """Return whether a module's text mentions a reader of annotations."""
    return _READING.search(text) is not None


class _FileText:
    """Text of one file, each question about it answered once.

    Args:
        text: The file.
    """

    def __init__(self, text: bytes) -> None:
        self._text = text

    @cached_property
    def reads(self) -> bool:
        """Return whether it may read annotations."""
        return reads_annotations(self._text)

    @cached_property
    def enforces(self) -> bool:
        """Return whether it has annotations checked while a program runs."""
        return _ENFORCING.search(self._text) is not None

    @cached_property
    def imported(self) -> frozenset[str]:
        """Top-level packages that it imports."""
        return frozenset(top.decode() for top in _IMPORT.findall(self._text))

    @cached_property
    def stars(self) -> tuple[str, ...]:
        """Modules of which it imports all names."""
        return tuple(star.decode() for star in _STAR.findall(self._text))

    @cached_property
    def looked_through(self) -> set[bytes]:
        """Last names of modules that it enumerates, `*` for one with a computed name."""
        return _looked_through(self._text)

    @cached_property
    def words(self) -> frozenset[bytes]:
        """Words in it."""
        return frozenset(_WORD.findall(self._text))


@lru_cache(maxsize=_TEXTS)
def _file_text(text: bytes) -> _FileText:
    """The one look at a text: after an edit, all other files of a project are as they were."""
    return _FileText(text)


@dataclass(frozen=True)
class ProjectTexts:
    """The Python files below a folder.

    Args:
        root: Root of the project, None if only one file is known.
        handed: Names that each file hands over, by module, as far as computed; see `exposure`.
    """

    root: Path | None
    documents: Documents = DISK
    handed: dict[Path, dict[str, frozenset[str]]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _files(self) -> dict[Path, _FileText]:
        if self.root is None:
            return {}
        return {path: _file_text(self._read(path)) for path in self._paths(self.root)}

    def _paths(self, root: Path) -> list[Path]:
        """The files on disk, and those that are not there yet."""
        new = (path for path in new_files(self.documents, root) if path.suffix == ".py")
        return [*_python_files(root), *new]

    def _read(self, path: Path) -> bytes:
        try:
            source = self.documents.read(path, _MAX_FILE_SIZE).source
        except OSError:
            return b""
        return source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")

    @cached_property
    def is_whole(self) -> bool:
        """Return whether all of the project was read."""
        return self.root is not None and len(self._files) < _MAX_FILES

    @cached_property
    def reads(self) -> bool:
        """Return whether some file may read annotations."""
        return any(text.reads for text in self._files.values())

    @cached_property
    def enforces(self) -> bool:
        """Return whether annotations of the project are checked while it runs."""
        return any(text.enforces for text in self._files.values())

    @cached_property
    def strangers(self) -> frozenset[str]:
        """Top-level packages from outside that may read annotations of what they are given."""
        tops = {top for text in self._files.values() for top in text.imported}
        own = {path.stem for path in self._files} | {path.parent.name for path in self._files}
        return frozenset(top for top in tops - own if is_stranger(top))

    @cached_property
    def stars(self) -> tuple[tuple[Path, str], ...]:
        """Every `from module import *`: the file, and the module as it is written, with its leading dots."""
        return tuple((path, star) for path, text in self._files.items() for star in text.stars)

    def looks_through(self, module: str) -> bool:
        """Return whether some file may enumerate a module's names, as `vars(module)` does."""
        return b"*" in self._looked_through or module.rpartition(".")[2].encode() in self._looked_through

    @cached_property
    def _looked_through(self) -> frozenset[bytes]:
        """Return the last names of modules that some file enumerates, `*` for one with a computed name."""
        return frozenset(name for text in self._files.values() for name in text.looked_through)

    def mentioning(self, names: Iterable[str]) -> set[Path]:
        """The files in which one of these names is written."""
        wanted = {name.encode() for name in names}
        return {path for path, text in self._files.items() if not wanted.isdisjoint(text.words)}


def _looked_through(text: bytes) -> set[bytes]:
    names = {(whole or owner).rpartition(b".")[2] for whole, owner in _LOOKED_THROUGH.findall(text)}
    if not names:
        return names
    loaded = {*_LOADED.findall(text), *_LOADERS.split(b"|")}
    if not names.isdisjoint(loaded):
        return {b"*"}
    return names | {name for name, alias in _RENAMED.findall(text) if alias in names}


def _python_files(root: Path) -> list[Path]:
    paths: list[Path] = []
    for number, (folder, folders, files) in enumerate(os.walk(root)):
        if number >= _MAX_FOLDERS:
            break
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _FOREIGN_FOLDERS
            and not exists(Path(folder, name, "pyvenv.cfg"))
        )
        paths.extend(Path(folder, name) for name in sorted(files) if name.endswith(".py"))
        if len(paths) >= _MAX_FILES:
            return paths[:_MAX_FILES]
    return paths
