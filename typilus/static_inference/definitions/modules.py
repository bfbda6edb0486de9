"""Locate modules: the project's files first, then stubs (typeshed's, installed ones) and installed sources.

Stubs are located by typeshed_client, which brings typeshed, follows the typing specification's resolution order and is
maintained by an author of that specification. Nothing is imported.
"""

from __future__ import annotations

import ast
import logging
import sys
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph_extraction import SourceDocument, is_package_file
from graph_extraction.intake import is_file, read_bytes
from typilus.project import DISK, Documents, FileState, parsed_document
from typilus.static_inference.definitions.made_classes import tree_of
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.definitions.stub_index import stub_cache

if TYPE_CHECKING:
    from typeshed_client import SearchContext

__all__ = ["Modules"]

MAX_BYTES = 2_000_000
_OF_STUBS = frozenset({"_typeshed", "typing_extensions"})


class Modules:
    """Modules by their dotted names, read on request and at most once.

    Args:
        files: Files of the project, by module name.
        roots: Folders below which the project's other modules lie.
        site_packages: Folders of installed packages.
    """

    def __init__(
        self,
        files: Mapping[str, ModuleText],
        roots: Iterable[Path] = (),
        site_packages: Iterable[Path] = (),
        documents: Documents = DISK,
    ) -> None:
        self._found: dict[str, ModuleText | None] = dict(files)
        self._given: dict[Path, ModuleText] = {}
        self._foreign: dict[ModuleText, bool] = {}
        self._roots = tuple(roots)
        self._site_packages = tuple(site_packages)
        self._documents = documents
        self._tops = {name.partition(".")[0] for name in files}

    def add(self, module: ModuleText) -> None:
        """Put a module in the place of what its file says, by whatever name that is imported."""
        self._found[module.name] = module
        self._tops.add(module.name.partition(".")[0])
        if module.path:
            self._given[Path(module.path).absolute()] = module

    def find(self, name: str) -> ModuleText | None:
        """A module, None where there is no text of it."""
        if name not in self._found:
            self._found[name] = self._of_project(name) or _stub(name, self._site_packages)
            if self._found[name] is not None:
                self._tops.add(name.partition(".")[0])
        return self._found[name]

    def has_met(self, name: str) -> bool:
        """Return whether a name is of the standard library, of the project, or of a package that has been read from."""
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names or top in _OF_STUBS:
            return True
        if top not in self._tops and any((root / top).is_dir() or is_file(root / f"{top}.py") for root in self._roots):
            self._tops.add(top)
        return top in self._tops

    def is_foreign(self, module: ModuleText) -> bool:
        """Return whether a module is a stub, or the source of an installed package."""
        if module.is_stub or not self._site_packages:
            return module.is_stub
        if module not in self._foreign:
            path = Path(module.path)
            self._foreign[module] = any(path.is_relative_to(folder) for folder in self._site_packages)
        return self._foreign[module]

    def _of_project(self, name: str) -> ModuleText | None:
        parts = name.split(".")
        if not all(parts):
            return None
        relative = Path(*parts)
        for root in self._roots:
            for path in (root / relative / "__init__.py", root / relative.with_name(f"{relative.name}.py")):
                if path.absolute() in self._given:
                    return self._given[path.absolute()]
                state = FileState.of(path, self._documents)
                if state is not None:
                    return _of_file(state, name)
        return None


def read_module(path: Path, name: str) -> ModuleText | None:
    """A module from its file, None if that cannot be parsed. One that is known is parsed as it is asked for."""
    is_stub = path.suffix == ".pyi"
    try:
        data = read_bytes(path, MAX_BYTES)
        indexed = stub_cache().load(name, path, data)
        if indexed is not None:
            return indexed
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    module = ModuleText(name, str(path), tree, is_package_file(path), is_stub)
    return stub_cache().save(module, data)


def _stub(name: str, site_packages: tuple[Path, ...]) -> ModuleText | None:
    if not name or not all(part.isidentifier() for part in name.split(".")):
        return None
    path = _stub_file(name, site_packages)
    return None if path is None else _shared(path, name)


@lru_cache(maxsize=16_384)
def _stub_file(name: str, site_packages: tuple[Path, ...]) -> Path | None:
    import typeshed_client

    path = typeshed_client.get_stub_file(name, search_context=_context(site_packages))
    if path is None and "." not in name:  # a package of a single file
        path = next((file for folder in site_packages if is_file(file := folder / f"{name}.py")), None)
    return path


@lru_cache(maxsize=16)
def _context(site_packages: tuple[Path, ...]) -> SearchContext:
    import typeshed_client

    logging.getLogger("typeshed_client").setLevel(logging.ERROR)
    return typeshed_client.get_search_context(search_path=list(site_packages), allow_py_files=True)


def _of_file(state: FileState, name: str) -> ModuleText | None:
    """The project's modules are asked for again with each file that imports them.

    Their definitions are kept, too: to make them anew for each inference takes a third more time.
    """
    document = parsed_document(state)
    return None if document is None else document.derived(_TextUnder(name))


@dataclass(frozen=True, slots=True)
class _TextUnder:
    name: str

    def __call__(self, document: SourceDocument) -> ModuleText:
        path = Path(document.path)
        return ModuleText(self.name, document.path, tree_of(document), document.is_package, path.suffix == ".pyi")


@lru_cache(maxsize=1024)
def _shared(path: Path, name: str) -> ModuleText | None:
    """Stubs are the same for all projects."""
    return read_module(path, name)
