"""What peers say of the files of a measurement, in scratch copies of their projects; kept, so that it can go on."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.contract import Peer, SymbolKey
from benchmarks.peers.lookup import FileKey
from graph_extraction import read_source
from typilus.lab.experiments.joined import JoinedSettings
from typilus.lab.experiments.joined.erasing import erase_annotations, erase_imports

__all__ = ["Answers", "ask", "copied_project", "read_answers"]


@dataclass(frozen=True, slots=True)
class Answers:
    """What one peer said of one file.

    Attributes:
        peer: its name.
        file: project and path.
        types: canonical text by symbol, classes by the name of the module that defines them.
        seconds: it took.
        error: what it raised, empty when nothing.
    """

    peer: str
    file: FileKey
    types: dict[SymbolKey, str]
    seconds: float
    error: str = ""

    def to_json(self) -> str:
        """One line."""
        plain = {"peer": self.peer, "file": self.file, "seconds": round(self.seconds, 3), "error": self.error}
        return json.dumps({**plain, "types": [[*key, text] for key, text in self.types.items()]})

    @classmethod
    def from_json(cls, line: str) -> Answers:
        """What `to_json` gave."""
        plain = json.loads(line)
        types = {SymbolKey(*key): text for *key, text in plain["types"]}
        project, path = plain["file"]
        return cls(plain["peer"], (project, path), types, plain["seconds"], plain["error"])


def read_answers(log: Path) -> list[Answers]:
    """All that a log holds; a last line that was cut short is left out."""
    if not log.exists():
        return []
    return [Answers.from_json(line) for line in log.read_text(encoding="utf-8").splitlines(True) if line[-1] == "\n"]


def ask(
    peers: Sequence[Peer],
    files: Sequence[FileKey],
    source_of: Callable[[str], Path],
    settings: JoinedSettings,
    log: Path,
    tell: Callable[[str], None] = lambda message: None,
) -> list[Answers]:
    """Ask every peer for every file, project by project; what the log holds already is not asked again.

    Args:
        peers: in the order in which they are asked.
        files: without annotations in the copy, while the others of their project keep theirs.
        source_of: the sources of a project.
        settings: of the measurement: with the project or alone, imports kept or bare.
        log: JSON Lines, a file and peer each.
        tell: called with the progress.
    """
    found = {(each.peer, each.file): each for each in read_answers(log)}
    with log.open("a", encoding="utf-8") as lines:
        for project in dict.fromkeys(project for project, _ in files):
            wanted = [path for name, path in files if name == project]
            missing = [path for path in wanted if any((each.name, (project, path)) not in found for each in peers)]
            if not missing:
                continue
            with copied_project(source_of(project), wanted, settings.with_project) as root:
                for path in missing:
                    with _erased(root / path, settings.imports == "bare"):
                        for peer in peers:
                            key = (peer.name, (project, path))
                            if key not in found:
                                found[key] = _asked(peer, root, project, path)
                                lines.write(found[key].to_json() + "\n")
                                lines.flush()
                                answers = found[key]
                                result = answers.error or f"{len(answers.types)} types"
                                tell(f"{project} {path}: {peer.name}: {result} in {answers.seconds:.1f} s")
    return list(found.values())


def _asked(peer: Peer, root: Path, project: str, path: str) -> Answers:
    start = time.perf_counter()
    types: dict[SymbolKey, str] = {}
    error = ""
    try:
        types = dict(peer.predict(root, root / path))
    except Exception as failure:  # a tool may fail in any way; then it has no answer for this file
        error = f"{type(failure).__name__}: {failure}"
    return Answers(peer.name, (project, path), types, time.perf_counter() - start, error)


@contextmanager
def copied_project(sources: Path, paths: Sequence[str], whole: bool) -> Iterator[Path]:
    """A scratch copy of a project's Python files, of `paths` alone unless it is to be `whole`; gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        root = (Path(folder) / sources.name).resolve()
        root.mkdir()
        chosen = sources.rglob("*.py*") if whole else (sources / path for path in paths)
        for path in chosen:
            if path.suffix in (".py", ".pyi") and path.is_file():
                target = root / path.relative_to(sources)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        yield root


@contextmanager
def _erased(file: Path, bare: bool) -> Iterator[None]:
    """Take the annotations out of a file, for a while."""
    before = file.read_bytes()
    erase = erase_imports if bare else erase_annotations
    file.write_bytes(erase(read_source(file).text).encode("utf-8", "surrogatepass"))
    try:
        yield
    finally:
        file.write_bytes(before)
