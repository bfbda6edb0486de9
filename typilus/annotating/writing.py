"""Annotated files on disk: in the place of the sources, or as stubs in a folder of their own."""

from __future__ import annotations

import functools
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from typilus.annotating.annotated_file import AnnotatedFile
from typilus.errors import RewriteError
from typilus.files import remove_leftovers, write_file
from typilus.project import module_root

__all__ = ["Destination"]


@dataclass(frozen=True)
class Destination:
    """The destination of annotated texts.

    Attributes:
        root: The project.
        named: The paths that the caller named.
        write: Whether they take the place of their files.
        stubs: The folder that gets a stub for each file; None for no stubs.
    """

    root: Path
    named: Sequence[str]
    write: bool = False
    stubs: Path | None = None
    _sources: dict[Path, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The file whose stub each one is."""

    def prepare(self, paths: Sequence[str]) -> None:
        """Remove what killed runs left beside the files that are to be written."""
        if self.write:
            for folder in {Path(os.path.realpath(path)).parent for path in paths}:
                remove_leftovers(folder)

    def save(self, file: AnnotatedFile) -> AnnotatedFile:
        """Write a file or its stub, if that is wanted. Return the file, with the error if writing failed."""
        if file.source is None:
            return file
        try:
            if self.write and file.changed:
                self._expect_inside(file.path)
                file.write()
            elif self.stubs is not None:
                self._write_stub(file, self.stubs)
        except RewriteError as error:
            return AnnotatedFile(file.path, str(error), check=file.check)
        return file

    def _expect_inside(self, path: str) -> None:
        """Refuse to write through a link that leads out of the project, unless the file itself was named.

        Raises:
            RewriteError: It is such a link.
        """
        real = Path(os.path.realpath(path))
        folders = (str(self.root), *self.named)
        if not any(real.is_relative_to(os.path.realpath(folder)) for folder in folders):
            raise RewriteError(f"{path}: is a link to {real}, outside of the project; name that file to write it")

    def _write_stub(self, file: AnnotatedFile, folder: Path) -> None:
        """`pkg/mod.pyi` in the folder.

        Raises:
            RewriteError: There can be no stub, or it would not lie in the folder, or is another file's, or cannot be
                written.
        """
        path = Path(file.path)
        if "." in path.stem:
            raise RewriteError(f"{file.path}: a module name cannot contain a dot, so there can be no stub for it")
        absolute = path.absolute()
        parts = [
            part for part in absolute.relative_to(module_root(absolute, self.root.absolute())).parts if part != ".."
        ]
        stub = folder.joinpath(parts[0].removesuffix("-stubs"), *parts[1:]).with_suffix(".pyi")
        if not Path(os.path.realpath(stub)).is_relative_to(os.path.realpath(folder)):
            raise RewriteError(f"{stub}: is or lies behind a link that leads out of {folder}; remove the link")
        other = self._sources.setdefault(stub, file.path)
        if other != file.path:
            raise RewriteError(
                f"{file.path}: {stub} is the stub of {other}; name one of them with another --stubs folder"
            )
        _clear_once(stub.parent)
        write_file(stub, (file.stub() or "").encode())


@functools.cache
def _clear_once(folder: Path) -> None:
    remove_leftovers(folder)
