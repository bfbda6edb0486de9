"""The small programs of `tests/cases/programs`, annotated with each type checker: do they act the same as before?

    python -m benchmarks.programs RESULTS.jsonl [--checkers ty mypy ...] [--confidences 0.2 0.8] [--minutes 5]

Each program is copied, run, annotated with `--write`, and run again. Results are appended a line at a time, and what
the file has already is not done again, so that a long campaign goes on where it was cut off. The table comes from all
lines.
"""

from __future__ import annotations

import argparse
import functools
import json
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

import typilus.api
from tests.programs.programs import PROGRAMS, Account, annotate, copy_program, interpreter_of, run_program

CHECKERS = ("ty", "pyrefly", "mypy", "pyright", "pytype")
# Of the wall clock: frameworks are large, and the machine may have other things to do.
CHECK_SECONDS = "300"


@dataclass(frozen=True)
class Comparison:
    """One program before and after.

    Attributes:
        outcome: "same"; else what differs, or why there is nothing to compare.
        written: how many annotations it was given.
        seconds: CPU seconds of this process; those of the checker are not among them.
    """

    program: str
    checker: str
    confidence: str
    outcome: str
    written: int
    seconds: float

    @property
    def key(self) -> tuple[str, str, str]:
        """What was tried."""
        return self.program, self.checker, self.confidence


@functools.cache
def _before(program: str, python: str) -> Account:
    with tempfile.TemporaryDirectory() as folder:
        return run_program(copy_program(program, Path(folder)), python)


def compare(program: str, checker: str, confidence: str) -> Comparison:
    """Run, annotate and run one program."""
    python = interpreter_of(program)
    start = time.process_time()
    if python is None:
        return Comparison(program, checker, confidence, "no interpreter for its floor", 0, 0.0)
    written: Sequence[str] = []
    with tempfile.TemporaryDirectory() as place:
        folder = copy_program(program, Path(place))
        try:
            options = ["--checker", checker, "--min-confidence", confidence, "--check-seconds", CHECK_SECONDS]
            written = annotate(folder, "--write", *options)
        except RuntimeError as error:
            outcome = f"not annotated: {error}"
        else:
            outcome = _difference(_before(program, python), run_program(folder, python))
    return Comparison(program, checker, confidence, outcome, len(written), round(time.process_time() - start, 1))


def _difference(before: Account, after: Account) -> str:
    if before.code:
        return f"fails before it is annotated: {before.error[-300:]}"
    return "same" if before == after else f"exit code {after.code}: {(after.error or after.out)[-600:]}"


def _read(path: Path) -> list[Comparison]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [Comparison(**json.loads(line)) for line in lines]


def table(comparisons: Sequence[Comparison]) -> Iterator[str]:
    """Lines of Markdown: for each checker how many programs act the same, and which do not."""
    rows: defaultdict[tuple[str, str], list[Comparison]] = defaultdict(list)
    for comparison in comparisons:
        rows[comparison.checker, comparison.confidence].append(comparison)
    yield "| checker | confidence | programs | same | annotations | not the same |"
    yield "|---|---|---|---|---|---|"
    for (checker, confidence), found in sorted(rows.items()):
        different = [one.program for one in found if one.outcome != "same"]
        written = sum(one.written for one in found)
        same = len(found) - len(different)
        yield f"| {checker} | {confidence} | {len(found)} | {same} | {written} | {', '.join(different) or '-'} |"


def main() -> None:
    """Compare until everything is done or the time is up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", type=Path)
    parser.add_argument("--checkers", nargs="+", default=CHECKERS)
    parser.add_argument("--confidences", nargs="+", default=("0.2",))
    parser.add_argument("--programs", nargs="+", default=PROGRAMS)
    parser.add_argument("--minutes", type=float, default=5.0, help="begin no further program after this time")
    options = parser.parse_args()
    setattr(typilus.api, "load", functools.cache(typilus.api.load))  # noqa: B010 - the model, loaded once
    end = time.monotonic() + 60 * options.minutes
    done = {comparison.key for comparison in _read(options.results)}
    for confidence, checker, program in product(options.confidences, options.checkers, options.programs):
        if (program, checker, confidence) in done:
            continue
        if time.monotonic() > end:
            break
        comparison = compare(program, checker, confidence)
        with options.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(comparison)) + "\n")
    print(*table(_read(options.results)), sep="\n")


if __name__ == "__main__":
    main()
