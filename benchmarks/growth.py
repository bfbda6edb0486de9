"""How time and memory grow with generated files: `python -m benchmarks.growth [FAMILY...] [--size 400]`.

Every family of `growing_files` is written in sizes n, 2n and 4n. A child process with one thread extracts, predicts
with the embedded model, and annotates without a checker. Printed are its processor seconds at 4n, its peak memory, and
the exponent of the growth from n to 4n, where both times are above noise. A family that grows faster than by 1.2 is
marked, as is one over the limit of time (`--seconds`).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.growing_files import FAMILIES
from graph_extraction import extract, read_source
from typilus.annotating import AnnotateSettings, annotate_predictions
from typilus.api import load
from typilus.errors import TypilusError

STAGES = ("extract", "predict", "annotate")
NOISE = 0.2
GOAL = 1.2


def measure(path: Path) -> dict[str, float | str]:
    """Processor seconds of each stage for one file, and the peak memory of this process in MB."""
    predictor = load()
    small = path.with_name("small" + path.suffix)
    small.write_text(FAMILIES["a notebook" if path.suffix == ".ipynb" else "functions"](5))
    result: dict[str, float | str] = {}

    def clock(stage: str, work: Callable[[], object]) -> None:
        begin = time.process_time()
        work()
        result[stage] = time.process_time() - begin

    def annotate(file: Path) -> None:
        for annotated in annotate_predictions(predictor.predict_paths([file]), AnnotateSettings(path.parent)):
            result["reason"] = annotated.error or ""

    annotate(small)  # reads stubs, and builds the sketch of the type map
    try:
        clock("extract", lambda: extract(read_source(path)))
    except TypilusError as error:
        result["reason"] = str(error)
        return result
    clock("predict", lambda: list(predictor.predict_paths([path])))
    clock("annotate", lambda: annotate(path))
    result["annotate"] = max(float(result["annotate"]) - float(result["predict"]), 0.0)
    result["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return result


def measured(family: str, size: int, seconds: int) -> dict[str, float | str]:
    """`measure` of a generated file in a child process, which is ended after so many processor seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("large.ipynb" if family == "a notebook" else "large.py")
        path.write_text(FAMILIES[family](size))
        child = subprocess.run(
            [sys.executable, "-m", "benchmarks.growth", "--measure", str(path)],
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (3 * seconds, 3 * seconds)),
        )
    if child.returncode:
        return {"reason": f"ended with {child.returncode}"}
    found: dict[str, float | str] = json.loads(child.stdout)
    return found


def exponent(first: float, last: float, factor: int) -> float | None:
    """Of the growth of a time with the size; None where the times are noise."""
    return math.log(last / first) / math.log(factor) if first >= NOISE else None


def row(family: str, size: int, seconds: int) -> str:
    """A family's line of the table."""
    results = [measured(family, factor * size, seconds) for factor in (1, 2, 4)]
    first, last = results[0], results[-1]
    cells, is_bad = [], "ended" in str(last.get("reason", ""))
    for stage in STAGES:
        spent = float(last.get(stage, 0.0))
        grown = exponent(float(first.get(stage, 0.0)), spent, 4) if spent else None
        is_bad = is_bad or spent > seconds or (grown is not None and grown > GOAL)
        cells.append(f"{spent:8.2f} {'' if grown is None else f'^{grown:.2f}':6}")
    mark = "!" if is_bad else " "
    reason = str(last.get("reason", "")).partition(": ")[2] or str(last.get("reason", ""))
    return f"{mark} {family:33}{4 * size:8,}{''.join(cells)}{float(last.get('memory', 0.0)):8.0f}  {reason[:80]}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*", help="all by default")
    parser.add_argument("--size", type=int, default=400, help="the smallest of the three")
    parser.add_argument("--seconds", type=int, default=60, help="that a stage may take")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure is not None:
        print(json.dumps(measure(options.measure)))
        return
    print(f"  {'family':33}{'size':>8}{''.join(f'{stage:>9}      ' for stage in STAGES)}{'MB':>8}")
    for family in options.families or FAMILIES:
        print(row(family, options.size, options.seconds), flush=True)


if __name__ == "__main__":
    main()
