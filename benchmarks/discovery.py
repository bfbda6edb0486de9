"""What finding files costs on a large tree: `python -m benchmarks.discovery [--files 100000]`.

A synthetic tree (40 files a folder, a `.gitignore` in every tenth, one file in ten ignored) is walked twice a variant,
each time in a process of its own: once for the file cache, once for the clock. Reports files a second and the peak of
resident memory, beside a plain `os.walk` that keeps nothing, and beside one that makes a list of all paths.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_FOLDER_FILES = 40
_ROOT_RULES = "*.egg-info/\n*.log\n.cache/\n/dist\n/docs/_build/\n**/generated/\n*_pb2.py\n!kept_pb2.py\ntmp*/\n~*\n"


def grow(root: Path, files: int) -> None:
    """Write the tree."""
    (root / ".git").mkdir()
    (root / ".gitignore").write_text(_ROOT_RULES)
    for number in range(files):
        folder = root / f"area{number // 10_000:03}" / f"package{number // _FOLDER_FILES:05}"
        if number % _FOLDER_FILES == 0:
            folder.mkdir(parents=True)
            if number // _FOLDER_FILES % 10 == 0:
                (folder / ".gitignore").write_text("local_*.py\n!local_settings.py\n")
        ending = "_pb2" if number % 10 == 0 else ""
        (folder / f"module_{number:06}{ending}.py").touch()


def count(variant: str, root: str) -> int:
    """How many files one variant finds."""
    if variant == "find_python_files":
        from typilus.files.discovery import find_python_files

        return sum(1 for _ in find_python_files([root]))
    paths = (os.path.join(parent, name) for parent, _, names in os.walk(root) for name in names if name.endswith(".py"))  # noqa: PTH118
    return len(list(paths)) if variant == "os.walk, as a list" else sum(1 for _ in paths)


def measure(variant: str, root: str) -> None:
    """In a process of its own: print files, seconds, and MiB before and at the peak."""
    if variant == "find_python_files":
        import typilus.files.discovery  # noqa: F401 - imports are not what is measured
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    files = count(variant, root)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{files} {seconds} {before / 1024} {peak / 1024}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--measure", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(*options.measure)
        return
    with tempfile.TemporaryDirectory() as folder:
        grow(Path(folder), options.files)
        for variant in ("os.walk", "os.walk, as a list", "find_python_files"):
            command = [sys.executable, "-m", "benchmarks.discovery", "--measure", variant, folder]
            for _ in range(2):
                out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            files, seconds, before, peak = map(float, out.split())
            print(
                f"{variant:20}  {files:9,.0f} files  {seconds:6.2f} s  {files / seconds:9,.0f} files/s  "
                f"peak {peak:6.1f} MiB, {peak - before:5.1f} of them for the walk"
            )


if __name__ == "__main__":
    main()
