"""The words at the end of annotating: how much was done, what was left out and why, and what comes next."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from typilus import reporting
from typilus.counting import counted
from typilus.interfaces.cli.arguments import no_files
from typilus.interfaces.terminal import say, warn

if TYPE_CHECKING:
    from typilus.annotating import AnnotatedFile

__all__ = ["AnnotateTotals", "lower_confidence", "summarize", "work_done"]

_TOPICS_SHOWN = 6
_STEP = 0.2
"""By so much the least probability is lowered to see what more there would be."""
_ASKED_FOR = ("parameter", "return")


class AnnotateTotals:
    """Annotated files, counted while they pass.

    Args:
        files: The files.
        lower: The probability from which the types are counted that were not sure enough.
    """

    def __init__(self, files: Iterable[AnnotatedFile], lower: float = 1.0) -> None:
        self._files, self._lower = files, lower
        self.files = self.failed = self.changed = self.near = 0
        self.written: Counter[str] = Counter()
        self.hidden: Counter[str] = Counter()
        self.topics: Counter[str] = Counter()
        self.coverage = reporting.CoverageChange()

    @property
    def annotations(self) -> int:
        """The number of annotations."""
        return self.written.total()

    def __iter__(self) -> Iterator[AnnotatedFile]:
        for file in self._files:
            self.add(file)
            yield file

    def add(self, file: AnnotatedFile) -> None:
        """Count a file."""
        self.files += 1
        self.failed += file.error is not None
        self.changed += file.changed
        self.written.update(symbol.prediction.symbol.kind.value for symbol in file.written)
        if file.check is not None and file.check.hidden:
            self.hidden[file.path] += file.check.hidden
        self.topics.update(symbol.topic for symbol in file.symbols if symbol.topic is not None)
        self.coverage += reporting.coverage_change(file)
        for symbol in file.symbols:
            prediction = symbol.prediction
            is_asked_for = prediction.existing is None and prediction.symbol.kind.value in _ASKED_FOR
            self.near += is_asked_for and prediction.missed is not None and prediction.missed >= self._lower

    def statistics(self, done: str) -> Mapping[str, Mapping[str, int]]:
        """The numbers of annotations by kind, under the word for what was done, and of all other symbols by reason."""
        return {done: self.written, "without": self.topics}


def work_done(namespace: argparse.Namespace) -> str:
    """Return the word for what is done with annotations."""
    return "written" if namespace.write or namespace.stubs else "suggested"


def lower_confidence(confidence: float) -> float:
    """Return the next lower probability that may be worth a look. Below a half, types are no more than ideas."""
    return max(round(confidence - _STEP, 2), min(confidence, 0.5))


def summarize(totals: AnnotateTotals, namespace: argparse.Namespace) -> None:
    """Say it, apart from the results."""
    if totals.files == 0:
        warn(no_files(namespace.paths))
        return
    done = work_done(namespace)
    changed = f"{totals.changed:,} of {counted(totals.files, 'file')}"
    say(f"{counted(totals.annotations, 'annotation')} {done} in {changed}; {totals.failed:,} failed")
    coverage = totals.coverage
    if coverage.total and namespace.since is None:
        before, after = (f"{number / coverage.total:.1%}" for number in (coverage.before, coverage.after))
        with_these = f" before, {after} with these" if after != before else ""
        say(f"annotated: {before} of {counted(coverage.total, 'symbol')}{with_these}")
    for step in _next_steps(totals, namespace):
        say(step)
    if totals.hidden:
        say(_hidden_in_words(totals.hidden))
    shows_topics = namespace.format == "text" and not namespace.statistics
    for topic, count in totals.topics.most_common(_TOPICS_SHOWN) if shows_topics else ():
        say(f"{counted(count, 'symbol'):>14} without: {topic}")


def _next_steps(totals: AnnotateTotals, namespace: argparse.Namespace) -> Iterator[str]:
    if totals.annotations and not (namespace.write or namespace.stubs):
        yield "next: --write writes them and may add more: what it has written votes for the rest, in rounds"
    if totals.near:
        lower = lower_confidence(namespace.min_confidence)
        more = "1 more parameter or return" if totals.near == 1 else f"{totals.near:,} more parameters and returns"
        yield f"{more} may get a type with --min-confidence {lower:g}"


def _hidden_in_words(hidden: Counter[str]) -> str:
    """Return what to say of errors that annotating lets the checker see, by file."""
    files = [f"{path} ({count})" for path, count in hidden.most_common(_TOPICS_SHOWN)]
    rest = ", …" if len(hidden) > len(files) else ""
    return (
        f"annotated, the code shows the checker {counted(hidden.total(), 'further error')} that no type causes, "
        f"in {', '.join(files)}{rest}; see --no-new-errors"
    )
