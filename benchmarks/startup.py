"""What starting costs, alone and on a busy machine: `python -m benchmarks.startup [--before TREE] [--runs 7]`.

Every number stands beside its limit, each the median of runs that alternate with those of what it is held against, in
processes of their own, with compiled modules and a warm file cache:

- `typilus predict` of the standard library's textwrap.py against `python -c "import numpy, libcst"`, in CPU seconds on
  one thread, with an empty cache folder (a user's first run) and with that of the run before (all others);
- `import typilus` against the same imports;
- the peak of the memory of predicting;
- its CPU seconds against its wall time, whatever `OMP_NUM_THREADS` says: two threads would give more than 1;
- indexing 300 files of the standard library, the first time and afterwards, those of ordinary length and any;
- the wall time of both on a machine whose cores all burn, against that on an idle one.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import textwrap
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BASE = "import numpy, libcst"
INDEX = """
import sys, time
from typilus.models import find_predictor
predictor = find_predictor()
cpu, wall = time.process_time(), time.perf_counter()
predictor.load_project(sys.argv[1])
print(time.process_time() - cpu, time.perf_counter() - wall)
"""
FILES = 300
ORDINARY = range(30, 160)
"""Lines of a file; those of a project of applications are 83 on average, those of the standard library 450."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Cost:
    """What one process has taken: CPU and wall seconds, the peak of its memory in MB, and what it printed."""

    cpu: float
    wall: float
    memory: float
    out: str


def cost(command: Sequence[str], variables: Mapping[str, str], folder: Path) -> Cost:
    """Run a process to its end, in a folder: that of the caller may be a source tree, which `-m` and `-c` import."""
    with tempfile.TemporaryFile("w+") as out:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, env=variables, cwd=folder)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        out.seek(0)
        unit = 1 if sys.platform == "darwin" else 1024
        return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit / 1e6, out.read())


class Tree:
    """The typilus of one source tree.

    Args:
        root: The tree.
        work: A folder for its compiled modules and its caches.
    """

    def __init__(self, root: Path, work: Path) -> None:
        self.work = work
        work.mkdir()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", *THREADS))}
        self.variables = kept | {"PYTHONPATH": str(root), "PYTHONPYCACHEPREFIX": str(work / "compiled")}

    def predict(self, cache: str, threads: str | None = "1") -> Cost:
        """`typilus predict textwrap.py`."""
        more = {} if threads is None else dict.fromkeys(THREADS, threads)
        cached = {"TYPILUS_CACHE": str(self.work / cache)}
        return cost(
            [sys.executable, "-m", "typilus", "predict", textwrap.__file__], self.variables | cached | more, self.work
        )

    def index(self, project: Path, cache: str) -> tuple[float, float]:
        """CPU and wall seconds of indexing a project, without the loading of the model."""
        cached = {"TYPILUS_CACHE": str(self.work / cache)} | dict.fromkeys(THREADS, "1")
        cpu, wall = cost([sys.executable, "-c", INDEX, str(project)], self.variables | cached, self.work).out.split()
        return float(cpu), float(wall)

    def imports(self, statement: str = BASE) -> Cost:
        """`python -c "import …"`."""
        return cost([sys.executable, "-c", statement], self.variables | dict.fromkeys(THREADS, "1"), self.work)

    def forget(self, cache: str) -> None:
        """Empty a cache folder."""
        shutil.rmtree(self.work / cache, ignore_errors=True)


@contextlib.contextmanager
def busy() -> Iterator[None]:
    """As many processes as there are cores, but two at least, that do nothing but compute."""
    burning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(max(2, os.cpu_count() or 2))]
    try:
        yield
    finally:
        for process in burning:
            process.kill()
            process.wait()


def copy_project(folder: Path, lengths: range) -> tuple[int, int]:
    """Copy modules of the standard library that have so many lines, and return how many files and lines they are."""
    library = Path(sysconfig.get_path("stdlib"))
    files = lines = 0
    for path in sorted(library.rglob("*.py")):
        relative = path.relative_to(library)
        if files == FILES or not {"site-packages", "test", "tests", "lib2to3", "idlelib"}.isdisjoint(relative.parts):
            continue
        length = path.read_bytes().count(b"\n")
        if length in lengths:
            (folder / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / relative)
            files, lines = files + 1, lines + length
    return files, lines


def report(name: str, value: float, limit: float, unit: str, beside: str = "") -> None:
    """Print a number against its limit."""
    verdict = "holds" if value <= limit else "EXCEEDED"
    print(f"{name:44} {value:8.2f} {unit:12} limit {limit:6.2f}  {verdict:8} {beside}", flush=True)


def report_predict(trees: Mapping[str, Tree], runs: int) -> None:
    """The cold prediction: CPU seconds against the imports, memory, threads."""
    costs: dict[tuple[str, str], list[Cost]] = {}
    for tree in trees.values():
        tree.imports(), tree.predict("kept")  # compiles the modules
    for _ in range(runs):
        for name, tree in trees.items():
            costs.setdefault((name, "imports"), []).append(tree.imports())
            costs.setdefault((name, "typilus"), []).append(tree.imports("import typilus"))
            tree.forget("empty")
            for cache in ("empty", "kept"):
                costs.setdefault((name, cache), []).append(tree.predict(cache))
    for (name, cache), found in costs.items():
        base = statistics.median(one.cpu for one in costs[name, "imports"])
        cpu = statistics.median(one.cpu for one in found)
        beside = f"{cpu:.2f} s of CPU; the imports {base:.2f} s"
        if cache == "typilus":
            report(f"{name}: import typilus", cpu / base, 0.5, "x imports", beside)
        elif cache != "imports":
            report(f"{name}: cold predict, cache folder {cache}", cpu / base, 4, "x imports", beside)
            report(f"{name}: its memory", max(one.memory for one in found), 250, "MB")
    for name, tree in trees.items():
        for threads in (None, "8"):
            ratios = [one.cpu / one.wall for one in (tree.predict("kept", threads) for _ in range(runs))]
            report(f"{name}: threads, OMP_NUM_THREADS {threads or 'unset'}", max(ratios), 1.05, "CPU/wall")


def report_index(trees: Mapping[str, Tree], work: Path) -> Path:
    """Indexing a project: files of ordinary length, and any. Return the project of the former."""
    ordinary = work / "ordinary"
    for title, folder, lengths in (("ordinary", ordinary, ORDINARY), ("any", work / "any", range(1, 1 << 20))):
        files, lines = copy_project(folder, lengths)
        for name, tree in trees.items():
            tree.forget("index")
            for which, limit in (("first", 20.0), ("afterwards", 1.0)):
                cpu, _ = tree.index(folder, "index")
                beside = f"{title}: {files} files of {lines / files:.0f} lines"
                report(f"{name}: indexing, {which}", cpu / files * 1e3, limit, "ms a file", beside)
    return ordinary


def report_busy(trees: Mapping[str, Tree], project: Path, runs: int) -> None:
    """Wall times on an idle and on a busy machine, in turn."""
    walls: dict[tuple[str, str, bool], list[float]] = {}
    for number in range(min(runs, 3)):
        for is_busy in (False, True):
            with busy() if is_busy else contextlib.nullcontext():
                for name, tree in trees.items():
                    walls.setdefault((name, "predict", is_busy), []).append(tree.predict("kept", None).wall)
                    if number == 0:
                        tree.forget("busy")
                        walls[name, "indexing", is_busy] = [tree.index(project, "busy")[1]]
    for (name, what, is_busy), found in walls.items():
        if is_busy:
            idle = statistics.median(walls[name, what, False])
            beside = f"{statistics.median(found):.2f} s; {idle:.2f} s idle"
            report(f"{name}: {what} on a busy machine", statistics.median(found) / idle, 2.5, "x idle wall", beside)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--before", type=Path, help="another source tree, measured in turn with this one")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        roots = {"before": options.before} if options.before else {}
        roots["now"] = Path(__file__).parents[1]
        trees = {name: Tree(root.resolve(), work / name) for name, root in roots.items()}
        report_predict(trees, options.runs)
        project = report_index(trees, work)
        report_busy(trees, project, options.runs)


if __name__ == "__main__":
    main()
