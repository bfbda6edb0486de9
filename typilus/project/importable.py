"""Decide from files, without importing them, whether `from module import name` can work for a project."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from graph_extraction import is_package_file
from graph_extraction.intake import is_file, is_folder, read_text
from typilus.annotation_types import absolute_module, module_name
from typilus.project.documents import DISK, Documents, new_files
from typilus.project.exported_names import ModuleBindings, module_bindings, names_asked_for
from typilus.project.project_texts import ProjectTexts

__all__ = ["ImportableNames", "installed_packages", "site_packages_of"]

_RE_EXPORTS = 8
"""So many modules are followed for a name that comes from `import *`."""
_ALIASES = {"os.path": "posixpath"}
"""Modules that are in `sys.modules` under another name than their file's."""
_COMPILED = "(compiled)"


@dataclass(frozen=True, slots=True)
class _Module:
    """The location of a module.

    Attributes:
        file: Its source, or the stub of a compiled one; None for a folder without `__init__.py`.
        folders: Folders of a package's submodules.
        names: Names of a compiled module of the standard library.
        compiled: Whether its file is machine code.
    """

    file: Path | None = None
    folders: tuple[Path, ...] = ()
    names: frozenset[str] = frozenset()
    compiled: bool = False


@dataclass(frozen=True)
class ImportableNames:
    """The names that a project's files can import. Nothing of the project or its environment is imported or run.

    The standard library is the running interpreter's. Those of its modules that have no Python source are the only ones
    that are imported, to list their names.

    Args:
        roots: Folders from which the project's files import each other, including a `src` in them.
        site_packages: Folders of the packages of its environment, see `site_packages_of`.
    """

    roots: Sequence[Path]
    site_packages: Sequence[Path] = ()
    documents: Documents = DISK

    def __post_init__(self) -> None:
        roots = [Path(root) for root in self.roots]
        object.__setattr__(self, "roots", tuple(dict.fromkeys([*roots, *(root / "src" for root in roots)])))
        object.__setattr__(self, "site_packages", tuple(map(Path, self.site_packages)))

    @classmethod
    def of_project(cls, root: Path, python: Path | None = None, documents: Documents = DISK) -> ImportableNames:
        """Return the names that a project can import with the packages of an environment.

        That is the environment of this interpreter and one that lies in the project's root, which is only read, or
        without an interpreter those of `installed_packages`.
        """
        if python is None:
            return cls([root], installed_packages(root), documents)
        interpreters = [python, *(root / name / "bin" / "python" for name in (".venv", "venv"))]
        return cls(
            [root], [folder for interpreter in interpreters for folder in site_packages_of(interpreter)], documents
        )

    def with_documents(self, documents: Documents) -> ImportableNames:
        """The same places, their files from other documents."""
        if documents == self.documents:
            return self
        other = ImportableNames((), self.site_packages, documents)
        object.__setattr__(other, "roots", self.roots)
        return other

    def reason_against(self, module: str, name: str | None = None, imported: bool = False) -> str | None:
        """Return the reason, in words, why `from module import name` (or `import module`) fails, None if it works.

        Args:
            module: Dotted name.
            name: Name in the module, with dots for parts of a class: `Outer.Inner`.
            imported: Whether the file already imports the module, so that only certain names count.
        """
        location = self._find(module)
        if location is None:
            top, _, rest = module.partition(".")
            if not rest or self._find(top) is None:
                return (
                    None if imported else f"{top} is not found in the project, its environment or the standard library"
                )
            return None if imported else f"there is no module {module}"
        if name is None:
            return None
        first, _, inner = name.partition(".")
        submodule = self._find(f"{module}.{first}")
        if submodule is not None:
            return self.reason_against(f"{module}.{first}", inner) if inner else None
        if location.compiled and location.file is None and not location.names:
            return None if imported else f"{module} is compiled, and no stub tells its names"
        owner = self._owner(module, location, first, set())
        if owner is None:
            return f"{module} has no {first}"
        inside = owner.classes.get(first)
        if inner and inside is not None and inner.partition(".")[0] not in inside:
            return f"{module}.{first} has no {inner}"
        return None

    def file_in_project(self, module: str) -> Path | None:
        """The source of one of the project's own modules, by its dotted name."""
        located: _Module | None = None
        folders: Sequence[Path] = self.roots
        for part in module.split("."):
            located = self._look(part, folders)
            if located is None:
                return None
            folders = located.folders
        return None if located is None or located.compiled else located.file

    def file_of(self, module: str) -> Path | None:
        """The source of a module that the project can import."""
        located = self._find(module)
        return None if located is None or located.compiled else located.file

    def module_at(self, path: Path) -> str:
        """The dotted name that a file of the project is imported by."""
        inside = [root for root in self.roots if path.is_relative_to(root)]
        return module_name(path, max(inside, key=lambda root: len(root.parts), default=path.parent))

    @cached_property
    def texts(self) -> ProjectTexts:
        """All files of the project."""
        return ProjectTexts(Path(self.roots[0]) if self.roots else None, self.documents)

    @cached_property
    def taken_whole(self) -> frozenset[str]:
        """The modules whose names some file of the project takes over with `import *`."""
        return frozenset(
            _absolute(star, self.module_at(path), is_package=is_package_file(path)) for path, star in self.texts.stars
        )

    def run_by(self, module: str) -> frozenset[str]:
        """The modules of the project that a module's own statements run, packages around those included.

        The packages around the module itself run already.
        """
        path = self.file_in_project(module)
        bindings = module_bindings(path, self.documents) if path is not None else None
        if path is None or bindings is None:
            return frozenset()
        cached = self._run_by.get(module)
        if cached is None or cached[0] is not bindings:
            is_package = is_package_file(path)
            imported = (_absolute(name, module, is_package) for name in bindings.imports)
            parts = {part for name in imported for part in _path_to(name)} - set(_path_to(module))
            run = frozenset(part for part in parts if part and self.file_in_project(part) is not None)
            cached = self._run_by[module] = (bindings, run)
        return cached[1]

    @cached_property
    def _run_by(self) -> dict[str, tuple[ModuleBindings, frozenset[str]]]:
        """The bindings of each requested module's file, and the modules that it runs."""
        return {}

    def _find(self, module: str) -> _Module | None:
        """Return the location of a module by the rules of `import`, folders without `__init__.py` last."""
        top, *rest = _ALIASES.get(module, module).split(".")
        if top in sys.builtin_module_names and not rest:
            return _Module(names=names_asked_for(top), compiled=True)
        library = _library() if top in sys.stdlib_module_names else ()
        located = self._look(top, (*self.roots, *library, *self.site_packages))
        for part in rest:
            if located is None:
                return None
            located = self._look(part, located.folders, in_compiled=located.compiled)
        if located is not None and located.compiled and top in sys.stdlib_module_names:
            return _Module(names=names_asked_for(module), compiled=True)
        return located

    def _owner(self, module: str, located: _Module, name: str, seen: set[str]) -> ModuleBindings | None:
        """Return the bindings with a name of a module: its own, or those that it takes over with `import *`."""
        file = located.file
        bindings = ModuleBindings(located.names, {}) if file is None else module_bindings(file, self.documents)
        if bindings is None or name in bindings.names:
            return bindings
        seen.add(module)
        for star in bindings.stars:
            source = _absolute(star, module, is_package=bool(located.folders))
            origin = self._find(source) if source not in seen and len(seen) < _RE_EXPORTS else None
            if origin is not None and self._gives(origin, name):
                owner = self._owner(source, origin, name, seen)
                if owner is not None:
                    return owner
        return None

    def _look(self, name: str, folders: Sequence[Path], in_compiled: bool = False) -> _Module | None:
        """Find a module by its last name in some folders. In a compiled package, stubs alone show submodules."""
        portions: list[Path] = []
        for folder in folders:
            entries = self._entries(folder)
            package = folder / name
            if name in entries and self.documents.version(package / "__init__.py") is not None:
                return _Module(package / "__init__.py", (package,))
            if f"{name}.py" in entries:
                return _Module(folder / f"{name}.py")
            if in_compiled or f"{name}{_COMPILED}" in entries:
                stub = next(filter(is_file, (folder / f"{name}.pyi", package / "__init__.pyi")), None)
                if in_compiled and stub is None:
                    continue
                return _Module(stub, (package,) if stub is not None and stub.parent == package else (), compiled=True)
            if name in entries and is_folder(package):
                portions.append(package)
        return _Module(None, tuple(portions)) if portions else None

    def _entries(self, folder: Path) -> frozenset[str]:
        """Return the entries of a folder, which is listed again only after a change."""
        new = {path.relative_to(folder).parts[0] for path in new_files(self.documents, folder)}
        try:
            return _listed(folder, folder.stat().st_mtime_ns) | new
        except OSError:
            return frozenset(new)

    def _gives(self, module: _Module, name: str) -> bool:
        """Return whether `import *` takes a name from a module that has it."""
        bindings = module_bindings(module.file, self.documents) if module.file is not None else None
        if bindings is not None and bindings.exported is not None:
            return name in bindings.exported
        return not name.startswith("_")


def _path_to(module: str) -> Iterator[str]:
    """The packages around a module, and the module."""
    parts = module.split(".")
    return (".".join(parts[:length]) for length in range(1, len(parts) + 1))


def _absolute(written: str, module: str, is_package: bool) -> str:
    """The module that is written with its leading dots."""
    name = written.lstrip(".")
    return absolute_module(name, len(written) - len(name), module, is_package) or name


@lru_cache(maxsize=1024)
def _listed(folder: Path, modified: int) -> frozenset[str]:
    """Return the names in a folder, with the short names of compiled modules, which contain a platform's name."""
    names = [path.name for path in folder.iterdir()]
    short = (f"{name.split('.')[0]}{_COMPILED}" for name in names if name.endswith((".so", ".pyd")))
    return frozenset([*names, *short])


@lru_cache
def _library() -> tuple[Path, ...]:
    """The standard library's folders: of source, of compiled modules (on Windows these are apart)."""
    folder = Path(sysconfig.get_path("stdlib"))
    return folder, folder / "lib-dynload", Path(sys.base_prefix, "DLLs")


def installed_packages(project: Path | None) -> tuple[Path, ...]:
    """Return the folders of the packages that a project's files import, as far as they can be found.

    They are those of the environment in its root (`.venv`, `venv`), else of the active one, else of the Python that
    runs. None of it is imported or run.
    """
    own = [] if project is None else [project / name for name in (".venv", "venv")]
    active = [Path(prefix) for variable in ("VIRTUAL_ENV", "CONDA_PREFIX") if (prefix := os.environ.get(variable))]
    for environment in (*own, *active):
        if any(_installed(environment)):
            return _with_added(environment)
    return _with_added(Path(sys.prefix))


@lru_cache(maxsize=16)
def _with_added(environment: Path) -> tuple[Path, ...]:
    return tuple(site_packages_of(environment / "bin" / "python"))


def site_packages_of(python: Path) -> list[Path]:
    """The folders of installed packages of an environment, by its interpreter's path, which is not run.

    Folders that `.pth` files add, as of packages installed for editing, are in it.
    """
    prefix = python.absolute().parent.parent
    folders = list(_installed(prefix))
    configuration = prefix / "pyvenv.cfg"
    if is_file(configuration):
        pairs = [line.partition("=")[::2] for line in read_text(configuration, errors="replace").splitlines()]
        values = {key.strip().lower(): value.strip() for key, value in pairs}
        if values.get("include-system-site-packages", "").lower() == "true" and values.get("home"):
            folders += site_packages_of(Path(values["home"]) / python.name)
    elif not folders and python.is_symlink():
        return site_packages_of(python.resolve())
    return list(dict.fromkeys([*folders, *(added for folder in folders for added in _added(folder))]))


def _installed(prefix: Path) -> Iterator[Path]:
    libraries = ("lib",) if (prefix / "lib64").is_symlink() else ("lib", "lib64")
    patterns = [f"{library}/python3*/{kind}-packages" for library in libraries for kind in ("site", "dist")]
    candidates = [path for pattern in patterns for path in sorted(prefix.glob(pattern))]
    for path in (*candidates, prefix / "Lib" / "site-packages"):
        if is_folder(path):
            yield path


def _added(folder: Path) -> Iterator[Path]:
    """Yield the folders that `.pth` files name, ignoring their lines of code."""
    for path in sorted(folder.glob("*.pth")):
        try:
            lines = read_text(path, errors="replace").splitlines()
        except OSError:
            continue
        for line in lines:
            if line.strip() and not line.startswith(("#", "import ", "import\t")) and is_folder(folder / line.strip()):
                yield folder / line.strip()
