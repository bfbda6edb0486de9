"""Which files of a project import a file: where its annotations can cause errors, too."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from graph_extraction.intake import LARGEST_FILE, is_file, read_text

__all__ = ["Dependents"]

# A larger project is not searched, and a file's dependents are not all looked at: this is a help, no proof.
MOST_FILES = 5_000
MOST_DEPENDENTS = 8
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<module>[.\w]+)[ \t]+import[ \t]*(?P<names>\([^)]*\)|[^\n]*)"
    r"|import[ \t]+(?P<plain>[^\n]*))",
    re.MULTILINE,
)
NAME = re.compile(r"[\w.]+(?:[ \t]+as[ \t]+\w+)?")


class Dependents:
    """The direct importers of every file of a project, told by the import statements in their texts.

    Args:
        root: of the project, or of a copy of it.
    """

    def __init__(self, root: Path) -> None:
        self._importers: defaultdict[str, set[str]] = defaultdict(set)
        files = _python_files(root)
        if len(files) <= MOST_FILES:
            for name in files:
                for module in _imported(root, name):
                    self._importers[module].add(name)
        self._root = root

    def of(self, name: str) -> list[str]:
        """Files that import the file of this name, relative to the root; those near to it first, and not too many."""
        found = list(self._importers[_module(self._root, name)] - {name})
        here = PurePosixPath(name).parent.parts
        return sorted(found, key=lambda each: (-_shared(here, PurePosixPath(each).parent.parts), each))[
            :MOST_DEPENDENTS
        ]


def _python_files(root: Path) -> list[str]:
    found: list[str] = []
    for folder, folders, files in os.walk(root):
        folders.sort()
        place = Path(folder).relative_to(root)
        found.extend((place / name).as_posix() for name in sorted(files) if name.endswith((".py", ".pyi")))
    return found


def _module(root: Path, name: str) -> str:
    """The dotted name of a file: from the outermost folder that is a package, or of the file alone."""
    path = root / name
    parts = [] if path.stem == "__init__" else [path.stem]
    folder = path.parent
    while folder != root.parent and is_file(folder / "__init__.py"):
        parts.append(folder.name)
        folder = folder.parent
    return ".".join(reversed(parts))


def _imported(root: Path, name: str) -> Iterator[str]:
    """Dotted names that may be modules: `from a import b` is `a` and `a.b`."""
    try:
        text = read_text(root / name, LARGEST_FILE, "replace")
    except OSError:
        return
    package = _module(root, name).split(".")
    if PurePosixPath(name).stem != "__init__":
        package.pop()
    for match in IMPORT.finditer(text):
        if match["plain"] is not None:
            yield from (each.split()[0] for each in NAME.findall(match["plain"].partition("#")[0]))
            continue
        module = match["module"]
        level = len(module) - len(module.lstrip("."))
        base = [*package[: len(package) - level + 1]] if level else []
        absolute = ".".join([*base, *([module.lstrip(".")] if module.strip(".") else [])])
        yield absolute
        yield from (f"{absolute}.{each.split()[0]}" for each in NAME.findall(match["names"]))


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
