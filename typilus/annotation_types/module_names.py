"""Dotted names of modules: of a file's path, of a relative import, and how they and classes are written."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from os.path import realpath
from pathlib import Path

__all__ = ["absolute_module", "is_camel_case", "is_written_as_class", "module_name", "shared_parts"]


def module_name(path: str | PathLike[str], root: str | PathLike[str] = ".") -> str:
    """The dotted module of a file below `root`: `root/pkg/mod.py` is `pkg.mod`, `root/pkg/__init__.py` is `pkg`.

    A stub package's `-stubs` is dropped. A file outside `root` is named by its stem alone.
    """
    file = Path(path)
    try:
        parts = list(file.relative_to(root).parts)
    except ValueError:
        try:
            parts = list(Path(realpath(file)).relative_to(realpath(root)).parts)
        except ValueError:
            parts = [file.name]
    parts[-1] = parts[-1].partition(".")[0]
    if parts[-1] == "__init__":
        parts.pop()
    if parts:
        parts[0] = parts[0].removesuffix("-stubs")
    return ".".join(part for part in parts if part != "..")


def absolute_module(name: str | None, level: int, module: str, is_package: bool) -> str | None:
    """Return the module that a `from` import names, None if its dots lead out of the outermost package.

    Args:
        name: The module as written behind the dots, None or "" of `from . import x`.
        level: Number of dots.
        module: Dotted name of the importing module, "" if unknown.
        is_package: Whether that is a package's `__init__`, whose first dot means the package itself.
    """
    if level == 0:
        return name
    packages = module.split(".") if module else []
    kept = len(packages) - level + is_package
    return ".".join([*packages[:kept], *([name] if name else [])]) if kept > 0 else None


def shared_parts(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the number of leading parts that two dotted names or paths share."""
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def is_written_as_class(name: str) -> bool:
    """Return whether the last part of a dotted name is written as classes are: `Shop`, not `shop` or `SHOP`."""
    bare = name.rpartition(".")[2].lstrip("_")
    return bare[:1].isupper() and not (len(bare) > 1 and bare.isupper())


def is_camel_case(name: str) -> bool:
    """Return whether a name is surely that of a class: `Shop` and `_Shop`, but not `T`, `HTTP` or `Foo_Bar`."""
    bare = name.lstrip("_")
    return bare[:1].isupper() and not bare.isupper() and "_" not in bare
