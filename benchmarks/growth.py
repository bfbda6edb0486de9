"""How time and memory grow with generated files: `python -m benchmarks.growth [FAMILY...] [--size 400]`.

Every family of `growing_files` is written in sizes n and 4n, and the files that stand in `HUGE_FILES` once. The model
is loaded once; each file is then read, predicted and annotated without a checker by a fork of that process, with one
thread. Printed are the processor seconds of each stage at the larger size, the peak memory, and the exponent of the
growth, where both times are above noise. A family that grows faster than by 1.2 is marked, as is what takes more than
60 seconds or 2 GB. With `--results FILE` what is measured is kept, and the next call goes on.

The two sizes of a family are measured without the garbage collector: it looks through everything whenever a quarter has
been added, none or two times at such sizes, and steps of that kind look like growth. The huge files are measured with
it. Where a file has a symbol for each line, 10 milliseconds of each go into the search for its neighbors; families of
that kind need `--size 100`, the others `--size 1000` for times that tell anything.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.growing_files import FAMILIES, HUGE_FILES
from graph_extraction import extract, read_source
from typilus.annotating import AnnotateSettings, annotate_predictions
from typilus.api import load
from typilus.errors import TypilusError
from typilus.prediction.predictor import Predictor

STAGES = ("extract", "predict", "annotate")
# Seconds that say nothing of growth: the smaller of two times must be longer.
NOISE = 0.1
GOAL = 1.2
MAX_SECONDS = 60.0
MAX_MEGABYTES = 2048.0
FACTOR = 4


@dataclass(frozen=True)
class Measurement:
    """What one file took: processor seconds a stage, peak memory in MB, and why there was no result, if so."""

    family: str
    size: int
    seconds: dict[str, float]
    memory: float
    reason: str

    @property
    def total(self) -> float:
        return sum(self.seconds.values())


def measure(predictor: Predictor, path: Path) -> tuple[dict[str, float], str]:
    """Processor seconds of each stage in this process, and the error, if any."""
    seconds: dict[str, float] = {}
    begin = time.process_time()

    def lap(stage: str) -> None:
        nonlocal begin
        seconds[stage] = time.process_time() - begin
        begin = time.process_time()

    try:
        extract(read_source(path))
    except TypilusError as error:
        lap("extract")
        return seconds, str(error)
    lap("extract")
    predictions = list(predictor.predict_paths([path]))
    lap("predict")
    errors = [file.error for file in annotate_predictions(predictions, AnnotateSettings(path.parent))]
    lap("annotate")
    skipped = {symbol.skipped for symbol in predictions[0].symbols if symbol.skipped} if not errors[0] else set()
    limits = [reason for reason in skipped if "more than" in reason]
    return seconds, errors[0] or "".join(limits[:1])


def measured(predictor: Predictor, family: str, size: int, text: str) -> Measurement:
    """`measure` of a generated file in a fork of this process, which is ended after three times the allowed seconds."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("large.ipynb" if text.startswith('{"cells') else "large.py")
        path.write_text(text)
        result = Path(folder) / "result.json"
        child = os.fork()
        if not child:
            status = 1
            try:
                if family in FAMILIES:
                    gc.disable()
                limit = int(3 * MAX_SECONDS)
                resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
                result.write_text(json.dumps(measure(predictor, path)))
                status = 0
            finally:
                os._exit(status)
        _, status, usage = os.wait4(child, 0)
        spent = usage.ru_utime + usage.ru_stime
        seconds, reason = json.loads(result.read_text()) if not status else ({"predict": spent}, f"ended by {status}")
        return Measurement(family, size, seconds, usage.ru_maxrss / 1024, reason)


def warm(predictor: Predictor) -> None:
    """Do once what every process does once: read stubs, build the sketch of the type map."""
    with tempfile.TemporaryDirectory() as folder:
        for family, name in (("functions", "small.py"), ("a notebook", "small.ipynb")):
            path = Path(folder) / name
            path.write_text(FAMILIES[family](5))
            measure(predictor, path)


def tasks(families: list[str], size: int) -> Iterator[tuple[str, int, str]]:
    """Family, size and text of everything that is measured."""
    for family in families or [*FAMILIES, *HUGE_FILES]:
        if family in HUGE_FILES:
            generator, count = HUGE_FILES[family]
            yield family, count, generator(count)
        else:
            yield from ((family, count, FAMILIES[family](count)) for count in (size, FACTOR * size))


def exponent(first: float, last: float, factor: float) -> float | None:
    """Of the growth of a time with the size; None where the times are noise."""
    return math.log(last / first) / math.log(factor) if min(first, last) >= NOISE else None


def row(first: Measurement, last: Measurement) -> str:
    """A family's line of the table."""
    cells = []
    is_bad = last.total > MAX_SECONDS or last.memory > MAX_MEGABYTES or "ended" in last.reason
    for stage in STAGES:
        spent = last.seconds.get(stage, 0.0)
        grown = exponent(first.seconds.get(stage, 0.0), spent, last.size / first.size) if first is not last else None
        is_bad = is_bad or (grown is not None and grown > GOAL)
        cells.append(f"{spent:8.2f} {'' if grown is None else f'^{grown:.2f}':6}")
    reason = last.reason.partition(": ")[2] or last.reason
    head = f"{'!' if is_bad else ' '} {last.family:33}{last.size:8,}{''.join(cells)}"
    return f"{head}{last.total:8.1f}{last.memory:8.0f}  {reason[:80]}"


def kept(results: Path | None) -> list[Measurement]:
    """What earlier calls have measured."""
    if results is None or not results.exists():
        return []
    return [Measurement(**json.loads(line)) for line in results.read_text().splitlines()]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*", help="all by default")
    parser.add_argument("--size", type=int, default=400, help="the smaller of the two")
    parser.add_argument("--results", type=Path, help="JSON lines, appended to")
    parser.add_argument("--minutes", type=float, default=math.inf, help="after which no other file is begun")
    options = parser.parse_args()
    end = time.monotonic() + 60 * options.minutes
    known = {(found.family, found.size): found for found in kept(options.results)}
    predictor = load()
    warm(predictor)
    print(f"  {'family':33}{'size':>8}{''.join(f'{stage:>9}      ' for stage in STAGES)}{'all':>8}{'MB':>8}")
    first: dict[str, Measurement] = {}
    for family, size, text in tasks(options.families, options.size):
        found = known.get((family, size))
        if found is None:
            if time.monotonic() > end:
                sys.exit("the minutes are over; the same command goes on")
            found = measured(predictor, family, size, text)
            if options.results is not None:
                with options.results.open("a") as file:
                    file.write(json.dumps(asdict(found)) + "\n")
        if family in HUGE_FILES or family in first:
            print(row(first.get(family, found), found), flush=True)
        first[family] = found


if __name__ == "__main__":
    main()
