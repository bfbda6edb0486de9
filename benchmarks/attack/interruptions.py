"""`annotate --write` killed, interrupted and ended at random moments, mostly while it writes.

Afterwards every file must be, byte for byte, what it was before, or what one of the rounds of an undisturbed run makes
of it; the exit code must be that of the signal; and after the next run nothing may be left of this one.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import signal
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from benchmarks.attack.odd_places import SOURCE
from benchmarks.attack.outcomes import Attack
from benchmarks.attack.processes import Ending, Interruption, run
from typilus.files.atomic_writing import replace_file
from typilus.interfaces.cli import main
from typilus.prediction.file_prediction import FilePrediction
from typilus.prediction.predictor import Predictor

__all__ = ["attack_by_interruptions", "names_of_interruptions"]

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
PART = "interruptions"
# Before the command answers signals, and after, the system does.
EXPECTED = {
    signal.SIGKILL: {-signal.SIGKILL},
    signal.SIGINT: {130},
    signal.SIGTERM: {143, -signal.SIGTERM},
}
ARGUMENTS = ("annotate", "--write", "--min-confidence", "0.3", "--format", "jsonl")


def names_of_interruptions(count: int) -> list[str]:
    """Of so many; most with nobody who checks and in one process, every 50th with ty and two workers."""
    return [f"{number} {'ty' if number % 50 == 49 else 'none'}" for number in range(count)]


class RememberingPredictor:
    """Gives what it has predicted before for the same texts, so that an annotating run mostly writes."""

    def __init__(self, predictor: Predictor) -> None:
        self._predictor = predictor
        self._known: dict[tuple[str, bytes], FilePrediction] = {}
        self._markers: Any = None

    def load_project(self, folder: str, progress: Any = None) -> Any:
        self._markers = self._markers or self._predictor.load_project(folder)
        return self._markers

    def predict_paths(self, paths: Sequence[str], **options: Any) -> Iterator[FilePrediction]:
        for path in paths:
            key = (path, Path(path).read_bytes())
            if key not in self._known:
                (self._known[key],) = self._predictor.predict_paths([path], **options)
            yield self._known[key]


class Project:
    """A small project that is annotated again and again, and what an undisturbed run makes of each file."""

    def __init__(self, folder: Path) -> None:
        self.root, self.temporary = folder / "project", folder / "tmp"
        for inner in (self.root, self.temporary):
            inner.mkdir()
        self.texts = {
            name: (f"import {other}\n\n\n" + SOURCE.replace("greet", f"greet_{name}")).encode()
            for name, other in zip("abc", "bca", strict=True)
        }
        self.versions = {name: {text} for name, text in self.texts.items()}
        os.environ["TYPILUS_CACHE"] = str(folder / "cache")
        os.environ["TMPDIR"] = str(self.temporary)
        tempfile.tempdir = str(self.temporary)

    def reset(self) -> None:
        for path in self.root.iterdir():
            path.unlink()
        (self.root / "pyproject.toml").touch()
        for name, text in self.texts.items():
            (self.root / f"{name}.py").write_bytes(text)

    def contents(self) -> dict[str, bytes]:
        return {name: (self.root / f"{name}.py").read_bytes() for name in self.texts}

    def rehearse(self, arguments: Sequence[str]) -> None:
        """Learn what an undisturbed run writes, in this process, so that its predictions are remembered."""

        def recorded(path: Any, data: bytes, expected: bytes | None = None) -> None:
            self.versions[Path(path).stem].add(data)
            replace_file(path, data, expected)

        self.reset()
        with (
            mock.patch("typilus.interfaces.cli.annotate.replace_file", recorded),
            contextlib.redirect_stdout(io.StringIO()),
        ):
            main(list(arguments))

    def rest(self) -> list[str]:
        """What is there and should not be."""
        whole = {"pyproject.toml", *(f"{name}.py" for name in self.texts)}
        in_root = {path.name for path in self.root.iterdir()} - whole
        return sorted(in_root) + sorted(path.name for path in self.temporary.iterdir())


def attack_by_interruptions(predictor: Predictor, names: Iterable[str], seed: int = 1) -> Iterator[Attack]:
    """Make some of them; the moments depend on their names and the seed."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        remembering = RememberingPredictor(predictor)
        seconds: dict[str, float] = {}
        with mock.patch("typilus.api.load", return_value=remembering):
            for name in names:
                checker = name.partition(" ")[2]
                arguments = [*ARGUMENTS, *_workers(checker), str(project.root)]
                if checker not in seconds:
                    project.rehearse(arguments)
                    project.reset()
                    seconds[checker] = run(arguments, project.root).seconds
                chance = random.Random(f"{seed} {name}")
                moment = Interruption(chance.choice(SIGNALS), chance.uniform(0.2, 1.0) * seconds[checker])
                project.reset()
                ending = run(arguments, project.root, interruption=moment)
                yield Attack(PART, name, *_judged(project, moment, ending, arguments))


def _workers(checker: str) -> list[str]:
    return ["--checker", checker, "--workers", "1" if checker == "none" else "2"]


def _judged(project: Project, moment: Interruption, ending: Ending, arguments: Sequence[str]) -> tuple[str, str]:
    contents = project.contents()
    states = Counter("before" if text == project.texts[name] else "after" for name, text in contents.items())
    left = len(project.rest())
    name = signal.Signals(moment.number).name
    when = "at the end" if not ending.code else "too early" if not states["after"] else "while writing"
    outcome = f"{name} {when}" + (", left something" if left else "")
    fault = ending.fault
    if ending.code not in {0, *EXPECTED[signal.Signals(moment.number)]}:
        fault = fault or f"exit code {ending.code}: {ending.errors[-200:]}"
    damaged = [name for name, text in contents.items() if text not in project.versions[name]]
    if damaged:
        fault = fault or f"neither before nor after: {damaged}"
    # Where nothing is left, the next run has nothing to show, but for a few.
    if left or ending.seconds * 1e6 % 20 < 1:
        following = run(arguments, project.root)
        if following.code or following.fault:
            fault = fault or f"the next run: {following.code}, {following.fault or following.errors[-200:]}"
    if project.rest():
        fault = fault or f"left behind: {project.rest()}"
    for name, text in project.contents().items():
        compile(text, name, "exec", dont_inherit=True)
    return outcome, fault
