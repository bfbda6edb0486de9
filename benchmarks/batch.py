"""A corpus of generated projects annotated to the end by `typilus batch`, which is killed once on the way.

    python -m benchmarks.batch INTO [--files 100000] [--projects 200] [--workers N] [--kill-after SECONDS]

The projects are the same for the same numbers. Files are small, a function or a class that imports another module of
the project, and some are annotated. Some cannot be parsed; one project has no file, one is an archive that is broken,
others are sound archives. Run again, the benchmark goes on where it was. It reports files a second, CPU time a file,
the peak memory of all processes together, and what is in the store.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import threading
import time
import zipfile
from pathlib import Path

NOUNS = ("order", "price", "basket", "customer", "label", "width", "report", "entry", "record", "account", "token")
VERBS = ("load", "store", "count", "merge", "render", "parse", "find", "close", "update", "filter", "check", "build")
FUNCTIONS = (
    """
def {verb}_{noun}({noun}, count=1):
    return {noun} * count + {number}
""",
    """
def {verb}_{noun}s(path):
    with open(path) as file:
        return [line.strip() for line in file]
""",
    """
def {verb}_{noun}({noun}: str, default=None) -> str:
    return {noun}.strip() or default or "{other}"
""",
    """
def has_{noun}({noun}s, name):
    return any({noun} == name for {noun} in {noun}s)
""",
    """
def close_{noun}({noun}):
    {noun}.close()
""",
)
CLASS = """
class {Noun}:
    def __init__(self, name):
        self.name = name
        self.{other}s = []

    def add(self, {other}):
        self.{other}s.append({other})
"""
ARCHIVED = {1: "zip", 2: "tar.gz", 3: "broken"}
EMPTY = 4


def text_of(random_: random.Random, number: int) -> str:
    """The text of the file of a number in its project; one of 200 cannot be parsed."""
    names = {"verb": random_.choice(VERBS), "noun": random_.choice(NOUNS), "other": random_.choice(NOUNS)}
    names["Noun"] = names["noun"].capitalize()
    parts = [f'"""Module {number}."""\n']
    if number:
        parts.append(f"from shop import m{random_.randrange(number):04}\n")
    template = CLASS if random_.random() < 0.1 else random_.choice(FUNCTIONS)
    parts.append(template.format(number=random_.randrange(9), **names))
    if random_.random() < 0.005:
        parts.append("def broken(:\n")
    return "\n".join(parts)


def generate(into: Path, files: int, projects: int) -> Path:
    """Write the projects, unless they are there, and return their list."""
    listed = into / "projects.txt"
    if listed.exists():
        return listed
    names = []
    for project in range(projects):
        random_ = random.Random(project)
        folder = into / f"project{project:03}"
        (folder / "shop").mkdir(parents=True, exist_ok=True)
        (folder / "pyproject.toml").write_text(f"[project]\nname = 'project{project}'\n")
        for number in range(0 if project == EMPTY else files // projects):
            (folder / "shop" / f"m{number:04}.py").write_text(text_of(random_, number))
        names.append(archived(folder, ARCHIVED.get(project)))
    listed.write_text("\n".join(names) + "\n")
    return listed


def archived(folder: Path, kind: str | None) -> str:
    """Put a project into an archive. Return the name of what stands for the project then."""
    if kind is None:
        return folder.name
    target = folder.with_name(f"{folder.name}.{'zip' if kind == 'broken' else kind}")
    if kind == "broken":
        target.write_bytes(b"PK\x03\x04 and no more")
    elif kind == "zip":
        with zipfile.ZipFile(target, "w") as archive:
            for path in sorted(folder.rglob("*.*")):
                archive.write(path, path.relative_to(folder.parent))
    else:
        with tarfile.open(target, "w:gz") as tar:
            tar.add(folder, folder.name)
    shutil.rmtree(folder)
    return target.name


def memory_of(session: int) -> int:
    """The resident memory of all processes of a tree, in bytes."""
    pages, parents = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(path.parent.name)
        parents[number], pages[number] = int(fields[1]), int(fields[21])
    tree = {session}
    while new := {number for number, parent in parents.items() if parent in tree} - tree:
        tree |= new
    return sum(pages.get(number, 0) for number in tree) * resource.getpagesize()


def run(command: list[str], kill_after: float | None) -> tuple[int, int]:
    """Run a command, kill it after some seconds if that is wanted, and return its exit code and peak memory."""
    process = subprocess.Popen(command)
    if kill_after is not None:
        threading.Timer(kill_after, lambda: process.send_signal(signal.SIGKILL)).start()
    peak = 0
    while process.poll() is None:
        peak = max(peak, memory_of(process.pid))
        time.sleep(1)
    return process.returncode, peak


def main() -> None:
    """Generate, run, and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("into", type=Path)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--projects", type=int, default=200)
    parser.add_argument("--workers", default="2")
    parser.add_argument("--kill-after", type=float, help="kill the first run after so many seconds")
    options = parser.parse_args()
    listed = generate(options.into, options.files, options.projects)
    store = options.into / "results.sqlite"
    command = [sys.executable, "-m", "typilus", "batch", str(listed), "--store", str(store), "--checker", "none"]
    command += ["--workers", options.workers]
    for kill_after in ([options.kill_after] if options.kill_after else []) + [None]:
        done = done_files(store)
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        code, peak = run(command, kill_after)
        seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        files = done_files(store) - done
        print(
            f"exit code {code}: {files} files in {seconds:.0f} s, {files / seconds:.1f} files/s,"
            f" {1000 * cpu / max(files, 1):.1f} CPU ms a file, peak {peak / 2**20:.0f} MiB of all processes",
            flush=True,
        )
    with sqlite3.connect(store) as database:
        for table in ("projects", "files", "symbols", "candidates"):
            print(table, database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        print(dict(database.execute("SELECT status, count(*) FROM projects GROUP BY status")))


def done_files(store: Path) -> int:
    """The number of files in a store."""
    if not store.exists():
        return 0
    with sqlite3.connect(store) as database:
        return int(database.execute("SELECT count(*) FROM files").fetchone()[0])


if __name__ == "__main__":
    main()
