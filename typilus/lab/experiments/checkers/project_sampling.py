"""The files of one side, in a random order that stays the same, and whose turn it is: every project's alike."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from typilus.errors import CorpusError
from typilus.lab.corpus.corpus_manifest import Side
from typilus.lab.corpus.shards import read_records, record_header
from typilus.lab.corpus.splits import SplitKind, Splits, side_by_file
from typilus.lab.corpus.standard_library import library_root

__all__ = ["SampledProject", "library_files_alone", "round_robin", "sampled_projects"]


@dataclass(frozen=True, slots=True)
class SampledProject:
    """A project's sources and its files, relative to them, in the order in which they are drawn."""

    name: str
    root: Path
    paths: tuple[str, ...]


def sampled_projects(
    corpus: Path, side: Side, seed: int, split: SplitKind = "project", only: Collection[str] = ()
) -> list[SampledProject]:
    """Return the projects with files on a side of a split, without files that the corpus left out.

    Args:
        corpus: Built corpus.
        side: Side of the split.
        seed: Seed of their order.
        split: Split by project or by file.
        only: Names of the projects that are wanted; all by default.

    Raises:
        CorpusError: The corpus cannot be read, holds no sources of that side, or none of a project that is wanted.
    """
    projects = []
    for name, paths in sorted(_paths(corpus, side, split).items()):
        root = _sources_of(corpus / "sources", name)
        if root is not None:
            random.Random(f"{seed}/{name}").shuffle(paths)
            projects.append(SampledProject(name, root, tuple(paths)))
    if not projects:
        raise CorpusError(f"{corpus}: holds no sources of the {side} side; build it there with `typilus corpus build`")
    missing = set(only).difference(project.name for project in projects)
    if missing:
        raise CorpusError(f"{corpus}: holds no project {sorted(missing)[0]!r} on the {side} side")
    return [project for project in projects if not only or project.name in only]


def library_files_alone(corpus: Path, side: Side, seed: int, folder: Path) -> list[SampledProject]:
    """Return the files of the standard library on a side of the split by file, each as a project of its own.

    Beside others of the library a file would hide from a checker what it knows of them, so each is copied alone. A
    package's own file is no file without it; others that need their neighbors are left out by the experiment.

    Args:
        corpus: Built corpus.
        side: Side of the split by file.
        seed: Seed of their order.
        folder: Where the copies are made.

    Raises:
        CorpusError: The corpus cannot be read, or has no such file.
    """
    paths = [
        path
        for name, listed in _paths(corpus, side, "file").items()
        if _sources_of(corpus / "sources", name) is None
        for path in listed
        if (library_root() / path).is_file() and Path(path).name != "__init__.py"
    ]
    if not paths:
        raise CorpusError(f"{corpus}: holds no file of the standard library on the {side} side")
    random.Random(seed).shuffle(paths)
    projects = []
    for path in paths:
        copy = folder / path.removesuffix(".py").replace("/", ".") / Path(path).name
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(library_root() / path, copy)
        projects.append(SampledProject(path, copy.parent, (copy.name,)))
    return projects


def round_robin(
    projects: Iterable[SampledProject], judged: Mapping[str, int], excluded_projects: Collection[str] = ()
) -> Iterator[tuple[SampledProject, str]]:
    """Yield files to check, each from the project with the fewest checked predictions so far.

    Args:
        projects: Projects to draw from.
        judged: Number of checked predictions by project, updated by the caller.
        excluded_projects: Projects that are left out from now on, updated by the caller.
    """
    left = [(project, iter(project.paths)) for project in projects]
    while left:
        turn = min(left, key=lambda queue: judged.get(queue[0].name, 0))
        path = None if turn[0].name in excluded_projects else next(turn[1], None)
        if path is None:
            left.remove(turn)
        else:
            yield turn[0], path


def _paths(corpus: Path, side: Side, split: SplitKind) -> dict[str, list[str]]:
    """The paths of the files on a side, by the names of their projects."""
    sides = Splits.load(corpus).sides
    paths: dict[str, list[str]] = {}
    for shard in sorted((corpus / "shards").glob("*.shard")):
        if split == "project" and sides.get(shard.stem.rpartition("-")[0]) != side:
            continue
        for head, _ in read_records(shard):
            header = record_header(head)
            name, path = header["project"], header["path"]
            if split == "project" or side_by_file(name, path) == side:
                paths.setdefault(name, []).append(path)
    return paths


def _sources_of(sources: Path, name: str) -> Path | None:
    """The folder of a package's sources, which has its version behind its name."""
    version = re.compile(re.escape(name) + r"-\d[^-]*")
    return next((folder for folder in sorted(sources.glob(f"{name}-*")) if version.fullmatch(folder.name)), None)
