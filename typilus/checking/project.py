"""A private copy of the user's project for a checker, with only the files that checkers read and some texts replaced.

It is a copy and not a tree of links: checkers resolve links, and a class reached by its real path and by the link would
be two classes. Whatever a tool writes beside the code lands in the copy, so the project itself is never touched.
"""

from __future__ import annotations

import contextlib
import io
import os
import time
import tokenize
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Protocol, TypeVar

from graph_extraction import decode_source
from graph_extraction.intake import exists, is_folder, read_bytes
from typilus.checking.dependents import Dependents
from typilus.checking.environments import has_packages
from typilus.errors import CheckerError, SourceError
from typilus.files import TemporaryFolder
from typilus.project import DISK, Documents

__all__ = ["TEMPORARY_PREFIX", "CheckedProject"]

TEMPORARY_PREFIX = "typilus-check-"

READ_SUFFIXES = frozenset({".py", ".pyi", ".toml", ".cfg", ".ini", ".pth"})
# Not `.python-version`: no checker reads it, and the stand-ins of pyenv would choose what is run by it.
READ_NAMES = frozenset({"py.typed", "pyrightconfig.json"})
# More is no project but a folder with everything in it.
MAX_FILES = 50_000
MAX_BYTES = 2 << 30
MAX_FILE_SIZE = 16 << 20
SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", ".tox", ".nox", ".eggs", "node_modules", "__pycache__", ".pytype"}
    | {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
)


class Closable(Protocol):
    """A resource that a checker keeps from one check to the next."""

    def close(self) -> None: ...


Resource = TypeVar("Resource", bound=Closable)


class CheckedProject:
    """A project root, the interpreter whose packages it uses, and one copy that serves many checks, one at a time.

    The copy is made at the first check and removed by `close`, with all resources that checkers keep for it. Checks of
    one project must not overlap: to check files in parallel, open the project once per worker.

    Args:
        root: Root of the project.
        python: Interpreter of the environment whose packages it uses.
        documents: Give its files as they are now; what an editor has not saved yet replaces the copy of the disk's.
    """

    def __init__(self, root: Path, python: Path | None = None, documents: Documents = DISK) -> None:
        if not is_folder(root):
            raise CheckerError(f"{root}: no such folder; name the root of a project")
        self.root = Path(os.path.realpath(root))
        self.python = python
        self.documents = documents
        self._home: TemporaryFolder | None = None
        self._newest = 0
        self._prepared: set[str] = set()
        self._dependents: Dependents | None = None
        self._resources: dict[object, Closable] = {}

    def __enter__(self) -> CheckedProject:
        return self

    def __exit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        while self._resources:
            self._resources.popitem()[1].close()
        if self._home is not None:
            self._home.remove()
            self._home = None
            self._prepared.clear()

    @property
    def copy(self) -> Path:
        """The root of the copy."""
        return self._ensure_copied() / (self.root.name or "root")

    def cache(self, tool: str) -> Path:
        """Return a folder in which `tool` may keep files from one check to the next."""
        folder = self._ensure_copied() / ".caches" / tool
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    @property
    def lock(self) -> int:
        """A file descriptor that marks the copy as in use as long as a program that inherits it runs."""
        self._ensure_copied()
        assert self._home is not None
        return self._home.lock

    def prepare(self, tool: str, change: Callable[[Path], None]) -> None:
        """Let a checker change files of the copy before its first check, but none that is checked."""
        copy = self.copy
        if tool not in self._prepared:
            self._prepared.add(tool)
            change(copy)

    def get_or_start(self, type_: type[Resource], key: object, start: Callable[[], Resource]) -> Resource:
        """Return the resource kept under `key`, started now if there is none. It is closed with the project."""
        resource = self._resources.get((type_, key))
        if not isinstance(resource, type_):
            resource = self._resources[type_, key] = start()
        return resource

    @contextlib.contextmanager
    def replace_texts(self, changed: Mapping[Path, str]) -> Iterator[list[str]]:
        """Put texts into the copy within the context, which gives their paths relative to the root."""
        names = [self.relative(path) for path in changed]
        for name in names:
            if not self._lies_in_copy(name):
                raise CheckerError(
                    f"{self.root / name}: is inside an environment; name that as the root with --project"
                )
        try:
            for name, text in zip(names, changed.values(), strict=True):
                self._write(name, encode_as_declared(text))
            yield names
        finally:
            for name in names:
                try:
                    source = self.documents.read(self.root / name).source
                except OSError:
                    (self.copy / name).unlink(missing_ok=True)
                else:
                    self._write(name, encode_as_declared(source))

    def dependents(self, path: Path) -> list[Path]:
        """Return the files of the project that import a file of it, see `Dependents`."""
        if self._dependents is None:
            self._dependents = Dependents(self.copy)
        return [self.root / name for name in self._dependents.importers_of(self.relative(path))]

    def text_of(self, file: Path) -> str:
        """Return the text of a file of the project as it is now, an empty one if it cannot be read."""
        try:
            source = self.documents.read(file).source
            return source if isinstance(source, str) else decode_source(source, str(file))
        except (OSError, SourceError):
            return ""

    def relative(self, path: Path) -> str:
        """Return the path of a file as the checkers name it, relative to the root."""
        absolute = path if path.is_absolute() else self.root / path
        absolute = Path(os.path.realpath(absolute.parent)) / absolute.name
        if not absolute.is_relative_to(self.root):
            raise CheckerError(f"{path}: not inside the project {self.root}; name a root that contains it")
        return absolute.relative_to(self.root).as_posix()

    def reported_path(self, reported: str) -> str:
        """Return a path that a tool reported, relative to the project if it is inside the copy."""
        path = Path(os.path.normpath(self.copy / reported))
        for root in (self.copy, self.copy.resolve()):
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return path.as_posix()

    def _write(self, name: str, content: bytes) -> None:
        """Write a text with a later whole second, as mypy compares size and second, and pytype's ninja the time."""
        file = self.copy / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self._newest = max(self._newest, int(time.time())) + 1
        os.utime(file, (self._newest, self._newest))

    def _ensure_copied(self) -> Path:
        if self._home is None:
            self._home = TemporaryFolder(TEMPORARY_PREFIX)
            copy_tree(self.root, self._home.path / (self.root.name or "root"), self._home.path)
            for path, source in self.documents.unsaved.items():
                name = path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else None
                if name is not None and path.suffix in READ_SUFFIXES and self._lies_in_copy(name):
                    self._write(name, encode_as_declared(source))
        return self._home.path

    def _lies_in_copy(self, name: str) -> bool:
        """Return whether a file is written into the copy, and not where one of its links leads."""
        return Path(os.path.realpath((self.copy / name).parent)).is_relative_to(self.copy)


def encode_as_declared(text: str | bytes) -> bytes:
    """Return the text in the encoding that it declares, else in UTF-8. Bytes are returned as they are."""
    if isinstance(text, bytes):
        return text
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(text.encode("utf-8")).readline)
        return text.encode("utf-8" if encoding.startswith("utf-8") else encoding)
    except (SyntaxError, UnicodeEncodeError):
        return text.encode("utf-8", errors="replace")


def _too_large(root: Path) -> CheckerError:
    return CheckerError(
        f"{root}: more than {MAX_FILES:,} files or {MAX_BYTES >> 30} GiB for a checker to read; name a smaller "
        "project with --project"
    )


def copy_tree(root: Path, copy: Path, excluded: Path) -> None:
    """Copy the files that checkers read, link environments and linked folders, and leave out broken environments.

    Args:
        root: Root of the project.
        copy: Root of the copy.
        excluded: Folder that is not walked: the copy's own, where a project encloses the folder for temporary files.
    """
    copied = size = 0
    for folder, folders, files in os.walk(root):
        here, there = Path(folder), copy / Path(folder).relative_to(root)
        there.mkdir(parents=True, exist_ok=True)
        walked = []
        for name in folders:
            is_environment = exists(here / name / "pyvenv.cfg")
            if is_environment and not has_packages(here / name):
                continue
            if is_environment or (here / name).is_symlink():
                _link(here / name, there / name, root, copy)
            elif name not in SKIPPED_FOLDERS and here / name != excluded:
                walked.append(name)
        folders[:] = walked
        for name in files:
            if name in READ_NAMES or Path(name).suffix in READ_SUFFIXES:
                copied += 1
                # A pipe, a device, a file that cannot be read, or a link to nothing, is none for a checker either.
                with contextlib.suppress(OSError):
                    size += _copy(here / name, there / name)
                if copied > MAX_FILES or size > MAX_BYTES:
                    raise _too_large(root)


def _copy(file: Path, copy: Path) -> int:
    """Copy a file with its time, readable by its owner only, and return its size."""
    content = read_bytes(file, MAX_FILE_SIZE)
    status = file.stat()
    copy.touch(0o600)
    copy.write_bytes(content)
    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
    return len(content)


def _link(folder: Path, link: Path, root: Path, copy: Path) -> None:
    """Link to the same folder of the copy if the folder links to a place inside the project, else to its target."""
    target = Path(os.path.realpath(folder))
    inside = folder.is_symlink() and target.is_relative_to(root)
    with contextlib.suppress(OSError):
        link.symlink_to(copy / target.relative_to(root) if inside else target, target_is_directory=True)
