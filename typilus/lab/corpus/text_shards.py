"""The texts of a corpus's files beside their graphs: what a language model learns from.

The files are those of the graph shards, so that the splits are the same and copies are left out in the same way.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import cast

from graph_extraction import SourceError, parse_source
from graph_extraction.intake import read_bytes
from typilus.errors import CorpusError
from typilus.lab.corpus.corpus_manifest import SIDES, Side
from typilus.lab.corpus.scanning import MAX_SOURCE_BYTES
from typilus.lab.corpus.shards import join_record, read_records, record_header, write_records
from typilus.lab.corpus.splits import Splits
from typilus.lab.corpus.text_filters import scrub_addresses, text_quality_refusal

__all__ = ["TEXT_FOLDER", "TextFile", "TextReport", "read_texts", "write_texts"]

TEXT_FOLDER = "texts"
_PRESET = 2
"""Of xz: texts are written once and read often, and time counts for more than the last tenth of the size."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of one file.

    Attributes:
        project: Name of its project.
        path: Path inside of the project.
        text: The text, lines ended by newlines alone, without e-mail addresses.
    """

    project: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class TextReport:
    """The outcome of `write_texts`.

    Attributes:
        files: Number of files by side.
        characters: Number of characters by side.
        refusals: Number of files left out, by cause.
    """

    files: Mapping[str, int]
    characters: Mapping[str, int]
    refusals: Mapping[str, int]


def write_texts(corpus: Path, into: Path, advance: Callable[[str], object] = lambda project: None) -> TextReport:
    """Write the texts of a corpus to `into/texts/<side>-<project>.shard`, with the corpus's `splits.json` beside.

    The standard library is left out: its labels are typeshed's, and its text has no annotations.

    Args:
        corpus: Folder of a built corpus with its `sources`.
        into: Folder to write to; may be the corpus itself.
        advance: Called with the name of each project that is done.

    Raises:
        CorpusError: The corpus cannot be read, or its sources are gone.
    """
    splits = Splits.load(corpus)
    roots = _roots(corpus)
    files: Counter[str] = Counter(dict.fromkeys(SIDES, 0))
    characters: Counter[str] = Counter(dict.fromkeys(SIDES, 0))
    refusals: Counter[str] = Counter()
    folder = into / TEXT_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (into / "splits.json").write_text(splits.to_json(), encoding="utf-8")
        for project, shards in groupby(sorted((corpus / "shards").glob("*.shard")), _project_of):
            if project not in roots:
                refusals["standard library"] += sum(1 for shard in shards for _ in read_records(shard))
                continue
            texts = list(_project_texts(roots[project], shards, refusals))
            side = splits.sides[project]
            write_records(folder / f"{side}-{project}.shard", map(_encode, texts), _PRESET)
            files[side] += len(texts)
            characters[side] += sum(len(file.text) for file in texts)
            advance(project)
    except OSError as error:
        raise CorpusError(f"{into}: cannot be written: {error}") from error
    return TextReport(dict(files), dict(characters), dict(refusals))


def read_texts(folder: Path, side: Side) -> Iterator[TextFile]:
    """Yield the texts of one side of the split by project, project after project.

    Raises:
        CorpusError: There are none, or a shard is damaged.
    """
    shards = sorted((folder / TEXT_FOLDER).glob(f"{side}-*.shard"))
    if not any((folder / TEXT_FOLDER).glob("*.shard")):
        raise CorpusError(f"{folder}: holds no texts; run `typilus corpus texts` first")
    for shard in shards:
        for head, body in read_records(shard):
            header = record_header(head)
            yield TextFile(header["project"], header["path"], body.decode("utf-8", "surrogatepass"))


def _encode(file: TextFile) -> bytes:
    head = json.dumps({"project": file.project, "path": file.path}, ensure_ascii=False)
    return join_record(head.encode("utf-8", "surrogatepass"), file.text.encode("utf-8", "surrogatepass"))


def _project_of(shard: Path) -> str:
    return shard.stem.rpartition("-")[0]


def _roots(corpus: Path) -> dict[str, Path]:
    """The folders of sources by project, without that of the standard library."""
    path = corpus / "report.json"
    try:
        projects = json.loads(read_bytes(path, MAX_SOURCE_BYTES))["projects"]
        roots = {str(entry["name"]): corpus / "sources" / f"{entry['name']}-{entry['version']}" for entry in projects}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path}: cannot be read: {error}; build the corpus first") from error
    present = {name: root for name, root in roots.items() if root.is_dir()}
    if not present:
        raise CorpusError(f"{corpus}: its sources are gone; build it again with the same command")
    return present


def _project_texts(root: Path, shards: Iterator[Path], refusals: Counter[str]) -> Iterator[TextFile]:
    for shard in shards:
        for head, _ in read_records(shard):
            header = record_header(head)
            project, path = cast(str, header["project"]), cast(str, header["path"])
            try:
                text = parse_source(read_bytes(root / path, MAX_SOURCE_BYTES), path).text
            except (OSError, SourceError):
                refusals["cannot be read"] += 1
                continue
            text = scrub_addresses(text.replace("\r\n", "\n").replace("\r", "\n"))
            refusal = text_quality_refusal(text)
            if refusal is None:
                yield TextFile(project, path, text)
            else:
                refusals[refusal] += 1
