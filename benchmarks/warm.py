"""What a file costs once the model is loaded: `python -m benchmarks.warm [FILE...] [--project DIR] [--runs 3]`.

CPU seconds on one thread, scaled to a file of 45 symbols: each file alone, and with a project of some 300 files that is
indexed before. Parsing the same files by libcst in the same run is the measure beside which they stand. The shares of
the phases come from a second run, since asking for the time at every call takes a quarter more.
Garbage is collected as seldom as the command line does it.

Files and project are by default modules of the standard library; annotations are of no account for predictions.
"""

from __future__ import annotations

import argparse
import functools
import sysconfig
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import libcst
from rich.console import Console
from rich.table import Table

import typilus
from typilus.files import collect_rarely
from typilus.neural.network import Network
from typilus.prediction import predictor
from typilus.project import ProjectMarkers
from typilus.ranking.facts import TypeFacts
from typilus.ranking.ranker import Ranker
from typilus.recommenders.static_recommender import InferredFile, StaticRecommender
from typilus.typespace.space import TypeSpace

SYMBOLS = 45
ALONE_LIMIT, PROJECT_LIMIT = 0.10, 0.20
PROJECT_FILES = 300
LARGE = 8_000
MODULES = ("cmd", "gettext", "http/cookies", "json/decoder", "netrc", "shelve", "textwrap", "urllib/robotparser",
           "xml/sax/saxutils")  # fmt: skip
PHASES: dict[str, Sequence[tuple[Any, str]]] = {
    "extraction": [(predictor, "read_file")],
    "network": [(Network, "embed")],
    "neighbors": [(TypeSpace, "search")],
    "static inference": [(StaticRecommender, "infer")],
    "objections": [
        (InferredFile, name)
        for name in ("objection", "reassigned", "completed", "left_open", "little_known", "is_doubtful")
    ],
    "ranking": [(Ranker, "rank"), (TypeFacts, "of")],
}


class Clock:
    """CPU seconds by phase: of a phase within another, only the inner one's time goes on."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open = ["others"]
        self._since = time.process_time()

    def _switch(self) -> None:
        now = time.process_time()
        self.seconds[self._open[-1]] += now - self._since
        self._since = now

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count what a `with` statement does to a phase."""
        self._switch()
        self._open.append(name)
        try:
            yield
        finally:
            self._switch()
            self._open.pop()

    def restart(self) -> None:
        """Forget all seconds so far."""
        self.seconds.clear()
        self._since = time.process_time()

    def stop(self) -> dict[str, float]:
        """The seconds since the last restart."""
        self._switch()
        return dict(self.seconds)


def timed(clock: Clock, phase: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, its time counted to a phase."""

    @functools.wraps(function)
    def wrapped(*arguments: Any, **options: Any) -> Any:
        with clock.phase(phase):
            return function(*arguments, **options)

    return wrapped


def measure(
    clock: Clock, model: predictor.Predictor, paths: Sequence[Path], project: ProjectMarkers | None, runs: int
) -> tuple[dict[str, float], int]:
    """The seconds of the fastest run over all files, each by itself, and the number of their symbols."""
    best: dict[str, float] = {}
    symbols = 0
    for run in range(runs + 1):  # the first one reads stubs
        clock.restart()
        symbols = sum(len(found) for path in paths for found in model.predict_paths([path], project=project))
        seconds = clock.stop()
        if run and (not best or sum(seconds.values()) < sum(best.values())):
            best = seconds
    return best, symbols


def standard_library() -> Path:
    """The folder of Python's own modules."""
    return Path(sysconfig.get_path("stdlib"))


@contextmanager
def sample_project(files: Sequence[Path]) -> Iterator[tuple[Path, list[Path]]]:
    """A folder with the files and other modules of the standard library, 300 in all, and the files' places there."""
    root = standard_library()
    modules = [path for path in root.rglob("*.py") if not {"test", "tests", "site-packages"} & {*path.parts}]
    modules.sort(key=lambda path: (path.stat().st_size > LARGE, str(path)))
    with tempfile.TemporaryDirectory() as folder:
        places = []
        for path in [*files, *modules][:PROJECT_FILES]:
            places.append(Path(folder) / (path.relative_to(root) if root in path.parents else path.name))
            places[-1].parent.mkdir(parents=True, exist_ok=True)
            places[-1].write_bytes(path.read_bytes())
        yield Path(folder), places[: len(files)]


def parse_seconds(paths: Sequence[Path], runs: int) -> float:
    """The least CPU seconds that libcst takes to parse all files."""
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        for path in paths:
            libcst.parse_module(path.read_bytes())
        seconds.append(time.process_time() - start)
    return min(seconds)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--project", type=Path, help="folder of the project (default: modules of the library)")
    parser.add_argument("--model", help="a model folder (default: the embedded model)")
    parser.add_argument("--runs", type=int, default=2)
    options = parser.parse_args()
    collect_rarely()
    wanted = options.files or [standard_library() / f"{name}.py" for name in MODULES]
    files = [path.absolute() for path in wanted if path.is_file()]
    clock = Clock()
    model = typilus.load(options.model)
    with sample_project(files) as (folder, places):
        project = model.load_project(options.project or folder)
        cases = (None, files, ALONE_LIMIT), (project, files if options.project else places, PROJECT_LIMIT)
        plain = [measure(clock, model, paths, markers, options.runs) for markers, paths, _ in cases]
        time_phases(clock)
        phases = [measure(clock, model, paths, markers, options.runs)[0] for markers, paths, _ in cases]
    columns = [
        Column(by_phase, sum(seconds.values()), limit)
        for by_phase, (seconds, _), (*_, limit) in zip(phases, plain, cases, strict=True)
    ]
    show(plain[0][1], len(files), columns, parse_seconds(files, options.runs))


def time_phases(clock: Clock) -> None:
    """Have the functions of all phases tell the clock when they begin and end."""
    for phase, functions in PHASES.items():
        for owner, name in functions:
            setattr(owner, name, timed(clock, phase, getattr(owner, name)))


@dataclass(frozen=True)
class Column:
    """One case: seconds by phase, all seconds when no clock was asked, and their limit."""

    phases: dict[str, float]
    seconds: float
    limit: float


def show(symbols: int, files: int, columns: Sequence[Column], parsing: float) -> None:
    """Print the share of each phase, and the sums against limits and against parsing."""
    scale = SYMBOLS / symbols
    table = Table("phase", title=f"{SYMBOLS} symbols ({files} files, {symbols} symbols)")
    table.add_column("alone", justify="right")
    table.add_column("with project", justify="right")
    for phase in (*PHASES, "others"):
        table.add_row(phase, *(f"{column.phases[phase] / sum(column.phases.values()):.0%}" for column in columns))
    table.add_section()
    table.add_row("CPU ms", *(f"{1e3 * scale * column.seconds:.0f}" for column in columns))
    table.add_row(
        "x limit",
        *(f"{scale * column.seconds / column.limit:.2f} of {1e3 * column.limit:.0f} ms" for column in columns),
    )
    table.add_row("x libcst's parsing", *(f"{column.seconds / parsing:.1f}" for column in columns))
    Console().print(table)


if __name__ == "__main__":
    main()
