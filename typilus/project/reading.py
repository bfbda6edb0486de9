"""A file as everything that predicts reads it: its document, its graph, and what its names mean."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from graph_extraction import ProgramGraph, SourceDocument, extract, parse_source
from graph_extraction.intake import is_folder
from typilus.annotation_types import FileNames, module_name
from typilus.errors import SourceError
from typilus.project.documents import DISK, Documents
from typilus.project.import_roots import import_root, is_import_root
from typilus.semantics import SemanticIndex, semantics_of

__all__ = [
    "MAX_SYMBOLS",
    "AnalyzedFile",
    "analyzed",
    "module_of",
    "module_root",
    "names_of",
    "read_file",
    "read_text",
]

MAX_SYMBOLS = 6_500
"""Of a file that is predicted: each takes up to 9 milliseconds. The largest real files found have 6,400."""
_NOT_IN_TYPES = re.compile(r"[^\w.-]")


@dataclass(frozen=True, eq=False)
class AnalyzedFile:
    """One file, read and extracted.

    Attributes:
        document: Its text and tree.
        graph: Its program graph.
        module: Dotted name for imports, as far as the folders tell.
        names: Meaning of its imports, aliases and classes.
    """

    document: SourceDocument
    graph: ProgramGraph
    module: str
    names: FileNames

    @property
    def semantics(self) -> SemanticIndex:
        """The scopes, definitions and bindings in its tree."""
        return semantics_of(self.document)

    @property
    def path(self) -> str:
        """The file as the caller named it."""
        return self.document.path

    @property
    def digest(self) -> str:
        """SHA-256 of its text."""
        return self.document.digest


def read_file(
    path: str | os.PathLike[str], project: str | os.PathLike[str] | None = None, documents: Documents = DISK
) -> AnalyzedFile:
    """Read one file. `project` is the folder that module names start from outside of packages.

    `documents` give the file, and tell which folders are packages.

    Raises:
        SourceError: It cannot be opened, decoded or parsed, or is too large.
    """
    name = os.fspath(path)
    if is_folder(path):
        raise SourceError(name, "is a folder; name its files, or call predict_paths, which searches folders")
    try:
        document = documents.read(Path(path))
    except (OSError, ValueError) as error:
        raise SourceError(name, f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    return analyzed(document, project, documents)


def read_text(
    source: str | bytes, path: str = "<string>", project: str | os.PathLike[str] | None = None
) -> AnalyzedFile:
    """Read source code. `path` names it in results and determines its module name.

    Raises:
        SourceError: It cannot be decoded or parsed, or is too large.
    """
    return analyzed(parse_source(source, path), project)


def module_root(path: Path, project: Path | None = None, documents: Documents = DISK) -> Path:
    """The folder that the module name of `path` (absolute) starts from.

    Above the outermost package that holds it, unless the project imports it from elsewhere (see `import_root`). A file
    in no package starts from its project (or the project's `src`), or, without one, from its own folder.
    """
    folder = _outside(path.parent, documents)
    if project is None or not path.is_relative_to(project):
        return folder
    root = import_root(folder, project)
    if root is None and folder == path.parent:
        around = (above for above in folder.parents if above.is_relative_to(project))
        root = next(filter(None, (import_root(above, project) for above in around)), None)
    if root is not None:
        return module_root(root / "__init__.py", project, documents) if _is_package(root, documents) else root
    if folder != path.parent:
        package = folder / path.relative_to(folder).parts[0]
        is_script = package.is_relative_to(project) and path != package / "__init__.py"
        return package if is_script and is_import_root(package, project) else folder
    return project / "src" if path.is_relative_to(project / "src") else project


def _outside(folder: Path, documents: Documents) -> Path:
    """The nearest folder that is no package."""
    while _is_package(folder, documents) and folder.parent != folder:
        folder = folder.parent
    return folder


def _is_package(folder: Path, documents: Documents) -> bool:
    return documents.version(folder / "__init__.py") is not None


def names_of(document: SourceDocument, module: str) -> FileNames:
    """The meaning of a file's names."""
    return FileNames.from_tree(document.tree, module, is_package=document.is_package)


def module_of(path: str, project: str | os.PathLike[str] | None = None, documents: Documents = DISK) -> str:
    """The dotted name that a file is imported by, "" for text that is no file.

    A file that no name can import, as `shop copy.py` and a notebook, has one nevertheless that types can be written
    with: `shop-copy`, `shop-notebook`.
    """
    if path.startswith("<"):
        return ""
    absolute = Path(path).absolute()
    root = module_root(absolute, None if project is None else Path(project).absolute(), documents)
    name = _NOT_IN_TYPES.sub("-", module_name(absolute, root)) + ("-notebook" if absolute.suffix == ".ipynb" else "")
    return f"0{name}" if name.startswith(("-", ".")) else name


def analyzed(
    document: SourceDocument, project: str | os.PathLike[str] | None = None, documents: Documents = DISK
) -> AnalyzedFile:
    """Return a document with its graph and the meaning of its names. `project` and `documents` are as for `read_file`.

    Raises:
        SourceError: It cannot be decoded or parsed, or is too large.
    """
    module = module_of(document.path, project, documents)
    graph = document.derived(extract)
    if len(graph.symbols) > MAX_SYMBOLS:
        reason = f"is too large: {len(graph.symbols):,} symbols, and {MAX_SYMBOLS:,} are the most that are predicted"
        raise SourceError(document.path, f"{reason} in one file; split it, or leave it out")
    return AnalyzedFile(document, graph, module, names_of(document, module))
