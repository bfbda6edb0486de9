"""Weaving for users: two paths, or two texts."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from graph_extraction import SourceDocument, parse_source, read_source
from typilus.config import find_root
from typilus.project import DISK, ImportableNames, module_of, with_document
from typilus.python_floor import python_floor
from typilus.rewriting import ExistingAnnotationPolicy, RewriteOptions
from typilus.weaving.weaver import WovenFile, weave_documents

__all__ = ["weave", "weave_source"]

StrPath = str | os.PathLike[str]


def weave(
    donor: StrPath,
    target: StrPath,
    *,
    scope: str = "",
    policy: str = "fill",
    python: tuple[int, int] | None = None,
    project: StrPath | None = None,
) -> WovenFile:
    """Give a file the annotations that another version of it has, or its stub, without changing its code.

    >>> print(typilus.weave("shop.pyi", "shop.py").diff())
    >>> typilus.weave("branch/shop.py", "shop.py", scope="Shop").write()

    Args:
        donor: The file with annotations: `.py` or `.pyi`.
        target: The file to annotate.
        scope: Only types below this function or class, but for its own signature: `Shop.add`.
        policy: The treatment of the target's own annotations, see `ExistingAnnotationPolicy`: `keep`, `fill` or
            `overwrite`.
        python: The oldest Python that must run the result; by default the oldest that the project declares, else the
            running one.
        project: The target's project; by default the one that it lies in.

    Raises:
        SourceError: One of them cannot be read as Python.
        RewriteError: The target is no plain source file of Python 3, or has no such scope.
        ValueError: There is no such policy.
    """
    documents = read_source(donor), read_source(target)
    return weave_documents(*documents, _options(target, policy, python, project), scope)


def weave_source(
    donor: str | bytes,
    target: str | bytes,
    *,
    scope: str = "",
    policy: str = "fill",
    python: tuple[int, int] | None = None,
    path: str = "<string>",
) -> WovenFile:
    """Like `weave`, for source texts. `path` names the target and locates it in its project.

    Raises:
        As `weave`.
    """
    document = parse_source(target, path)
    options = _options(path, policy, python, None, document)
    return weave_documents(parse_source(donor, "<donor>"), document, options, scope)


def _options(
    target: StrPath,
    policy: str,
    python: tuple[int, int] | None,
    project: StrPath | None,
    document: SourceDocument | None = None,
) -> RewriteOptions:
    path = os.fspath(target)
    existing = ExistingAnnotationPolicy(policy)
    if path.startswith("<"):
        return RewriteOptions(existing, python or sys.version_info[:2], by_hand=True)
    root = find_root(path) if project is None else Path(os.path.realpath(project))
    documents = DISK if document is None else with_document(DISK, document)
    floor = python_floor(root) if python is None else None
    return RewriteOptions(
        existing,
        python or (sys.version_info[:2] if floor is None else floor.version),
        module_of(path, root, documents),
        Path(path).stem == "__init__",
        importable=ImportableNames.of_project(root, None, documents),
        by_hand=True,
    )
