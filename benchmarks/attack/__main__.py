"""The whole campaign: `python -m benchmarks.attack [PART...] [--results FILE] [--minutes N]`.

Parts are inputs, interruptions, models, archives and planted. With `--results` what was tried is kept as JSON lines,
and the next call goes on where the minutes were over. Printed is a table, with each attack that was not withstood; the
exit code is 1 if there is one.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.attack.archives import attack_by_archives, names_of_archives
from benchmarks.attack.inputs import attack_inputs, names_of_inputs
from benchmarks.attack.interruptions import attack_by_interruptions, names_of_interruptions
from benchmarks.attack.models import attack_by_models, names_of_models
from benchmarks.attack.outcomes import Attack, Record, table
from benchmarks.attack.planted import attack_by_planting, names_of_planted
from benchmarks.attack.processes import loaded

PARTS = ("archives", "models", "planted", "inputs", "interruptions")


def main(arguments: Sequence[str] | None = None) -> int:
    """Attack, and tell what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all by default")
    parser.add_argument("--results", type=Path, help="JSON lines, appended to")
    parser.add_argument("--minutes", type=float, default=math.inf, help="after which no other attack is made")
    parser.add_argument("--interruptions", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--only", default="", metavar="TEXT", help="only attacks whose name holds this")
    options = parser.parse_args(arguments)
    end = time.monotonic() + 60 * options.minutes
    record = Record(options.results)
    for part in options.parts or PARTS:
        names = [name for name in _names(part, options.interruptions) if options.only in name]
        for attack in _attacks(part)(record.new(part, _until(names, end))):
            record.add(attack)
    print(table(record.attacks))
    if time.monotonic() > end:
        print("the minutes are over; the same command goes on", file=sys.stderr)
        return 2
    return int(any(attack.fault for attack in record.attacks))


def _until(names: Sequence[str], end: float) -> Iterator[str]:
    return (name for name in names if time.monotonic() < end)


def _names(part: str, interruptions: int) -> list[str]:
    names: dict[str, Callable[[], list[str]]] = {
        "archives": names_of_archives,
        "models": names_of_models,
        "planted": names_of_planted,
        "inputs": names_of_inputs,
        "interruptions": lambda: names_of_interruptions(interruptions),
    }
    if part not in names:
        sys.exit(f"{part}: no such part; there are {', '.join(PARTS)}")
    return names[part]()


def _attacks(part: str) -> Callable[[Iterator[str]], Iterator[Attack]]:
    if part == "archives":
        return attack_by_archives
    if part == "models":
        return attack_by_models
    if part == "planted":
        return attack_by_planting
    predictor = loaded()
    if part == "inputs":
        return attack_inputs
    return lambda names: attack_by_interruptions(predictor, names)


if __name__ == "__main__":
    sys.exit(main())
