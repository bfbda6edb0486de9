"""The files of one side, in a random order that stays the same, and whose turn it is: every project's alike."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from typilus.errors import CorpusError
from typilus.lab.corpus.corpus_manifest import Side
from typilus.lab.corpus.shards import read_records, record_header
from typilus.lab.corpus.splits import Splits

__all__ = ["SampledProject", "round_robin", "sampled_projects"]


@dataclass(frozen=True, slots=True)
class SampledProject:
    """A project's sources and its files, relative to them, in the order in which they are drawn."""

    name: str
    root: Path
    paths: tuple[str, ...]


def sampled_projects(corpus: Path, side: Side, seed: int) -> list[SampledProject]:
    """Return the projects of a side of the split by project, without files that the corpus left out.

    Raises:
        CorpusError: The corpus cannot be read, or holds no sources of that side.
    """
    names = {name for name, its_side in Splits.load(corpus).sides.items() if its_side == side}
    paths: dict[str, list[str]] = {}
    for shard in sorted((corpus / "shards").glob("*.shard")):
        if shard.stem.rpartition("-")[0] in names:
            for head, _ in read_records(shard):
                header = record_header(head)
                paths.setdefault(header["project"], []).append(header["path"])
    projects = []
    for name, listed in sorted(paths.items()):
        root = _sources_of(corpus / "sources", name)
        if root is not None:
            random.Random(f"{seed}/{name}").shuffle(listed)
            projects.append(SampledProject(name, root, tuple(listed)))
    if not projects:
        raise CorpusError(f"{corpus}: holds no sources of the {side} side; build it there with `typilus corpus build`")
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


def _sources_of(sources: Path, name: str) -> Path | None:
    """The folder of a package's sources, which has its version behind its name."""
    version = re.compile(re.escape(name) + r"-\d[^-]*")
    return next((folder for folder in sorted(sources.glob(f"{name}-*")) if version.fullmatch(folder.name)), None)
