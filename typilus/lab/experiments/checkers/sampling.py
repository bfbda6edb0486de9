"""The files of one side, in a random order that stays the same, and whose turn it is: every project's alike."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from typilus.errors import CorpusError
from typilus.lab.corpus.manifest import Side
from typilus.lab.corpus.shards import read_records, record_header
from typilus.lab.corpus.splits import Splits

__all__ = ["SampledProject", "by_turns", "sampled_projects"]


@dataclass(frozen=True, slots=True)
class SampledProject:
    """A project's sources and its files, relative to them, in the order in which they are drawn."""

    name: str
    root: Path
    paths: tuple[str, ...]


def sampled_projects(corpus: Path, side: Side, seed: int) -> list[SampledProject]:
    """The projects of a side of the split by project; without files that the corpus left out (copies, generated).

    Raises:
        CorpusError: the corpus cannot be read, or holds no sources of that side.
    """
    names = {name for name, its_side in Splits.load(corpus).sides.items() if its_side == side}
    paths: dict[str, list[str]] = {}
    for shard in sorted((corpus / "shards").glob("*.shard")):
        if shard.stem.rpartition("-")[0] in names:
            for head, _ in read_records(shard):
                header = record_header(head)
                paths.setdefault(header["project"], []).append(header["path"])
    found = []
    for name, listed in sorted(paths.items()):
        root = _sources_of(corpus / "sources", name)
        if root is not None:
            random.Random(f"{seed}/{name}").shuffle(listed)
            found.append(SampledProject(name, root, tuple(listed)))
    if not found:
        raise CorpusError(f"{corpus}: holds no sources of the {side} side; build it there with `typilus corpus build`")
    return found


def by_turns(
    projects: Iterable[SampledProject], judged: Mapping[str, int], given_up: Collection[str] = ()
) -> Iterator[tuple[SampledProject, str]]:
    """Files to judge, one at a time: always of the project of which least has been judged so far.

    Args:
        projects: those to draw from.
        judged: predictions judged by project; the caller updates it.
        given_up: projects that are left out from now on; the caller updates it.
    """
    left = [(project, iter(project.paths)) for project in projects]
    while left:
        turn = min(left, key=lambda each: judged.get(each[0].name, 0))
        path = None if turn[0].name in given_up else next(turn[1], None)
        if path is None:
            left.remove(turn)
        else:
            yield turn[0], path


def _sources_of(sources: Path, name: str) -> Path | None:
    """The folder of a package's sources, which has its version behind its name."""
    version = re.compile(re.escape(name) + r"-\d[^-]*")
    return next((folder for folder in sorted(sources.glob(f"{name}-*")) if version.fullmatch(folder.name)), None)
