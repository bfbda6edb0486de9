"""What starting costs, beside `import torch` in the same run: `python -m benchmarks.startup [--model DIR]`.

Reports, as medians of alternating cold processes (file cache warm):

- `import typilus` against `import torch`, by CPython's own import clock (goal: at most a tenth);
- `typilus predict` of a 300-line file against `python -c "import torch"`, by wall clock (goal: at most 2.5 times).
"""

from __future__ import annotations

import argparse
import inspect
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Sequence
from pathlib import Path

LINES = 300


def import_seconds(module: str) -> float:
    """Cumulative time of one import in a fresh interpreter."""
    command = [sys.executable, "-X", "importtime", "-c", f"import {module}"]
    log = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    for line in reversed(log.splitlines()):
        _, cumulative, name = line.removeprefix("import time:").split("|")
        if name.strip() == module:
            return int(cumulative) / 1e6
    raise AssertionError(f"{module} was not imported")


def wall_seconds(command: Sequence[str]) -> float:
    """Wall time of one process."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def sample_file(folder: Path) -> Path:
    """A real file cut to whole functions and classes of about 300 lines."""
    source = inspect.getsource(textwrap)
    lines = (source + "\n" + inspect.getsource(statistics)).splitlines()
    end = next(number for number in range(LINES, 0, -1) if not lines[number - 1].strip())
    while end:
        text = "\n".join(lines[:end]) + "\n"
        try:
            compile(text, "sample.py", "exec")
            break
        except SyntaxError:
            end -= 1
    path = folder / "sample.py"
    path.write_text(text, encoding="utf-8")
    return path


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", help="a model folder (default: the embedded model)")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = sample_file(Path(folder))
        predict = [sys.executable, "-m", "typilus", "predict", str(path)]
        if options.model:
            predict += ["--model", options.model]
        variants = {"table": predict, "jsonl": [*predict, "--format", "jsonl"]}
        torch = [sys.executable, "-c", "import torch"]
        for command in (torch, predict):
            wall_seconds(command)
        imports: dict[str, list[float]] = {"typilus": [], "torch": []}
        walls: dict[str, list[float]] = {"torch": [], **{name: [] for name in variants}}
        for _ in range(options.runs):
            for module, seconds in imports.items():
                seconds.append(import_seconds(module))
            walls["torch"].append(wall_seconds(torch))
            for name, command in variants.items():
                walls[name].append(wall_seconds(command))
        lines = len(path.read_text(encoding="utf-8").splitlines())
    typilus, whole = statistics.median(imports["typilus"]), statistics.median(imports["torch"])
    print(f"import typilus   {typilus * 1e3:8.1f} ms   {typilus / whole:6.3f} x import torch (goal: <= 0.1)")
    base = statistics.median(walls["torch"])
    for name in variants:
        ratios = [ours / theirs for ours, theirs in zip(walls[name], walls["torch"], strict=True)]
        print(
            f"predict, {name:6}  {statistics.median(walls[name]) * 1e3:8.0f} ms   {statistics.median(ratios):6.2f} x "
            f"python -c 'import torch' ({base * 1e3:.0f} ms; goal: <= 2.5), {lines} lines"
        )


if __name__ == "__main__":
    main()
