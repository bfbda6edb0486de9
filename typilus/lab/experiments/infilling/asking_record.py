"""The answers of one model on disk, a line each, so that asking goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from graph_extraction.intake import exists, read_text
from typilus.errors import CorpusError
from typilus.infilling import TextInfiller
from typilus.lab.experiments.infilling.asking import WAYS, ask
from typilus.lab.experiments.infilling.hint_tasks import HintTask

__all__ = ["AskingRecord"]

_AT_ONCE = 4
_MAX_SIZE = 256 << 20
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.-]+")


class AskingRecord:
    """The answers by question and way.

    Args:
        folder: Folder of the file, which has the name of the model.
        infiller: The model.

    Raises:
        CorpusError: The file is damaged.
    """

    def __init__(self, folder: Path, infiller: TextInfiller) -> None:
        self._infiller = infiller
        identity = f"{infiller.name} {infiller.model.fingerprint}"
        digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        self.path = folder / f"{_NOT_IN_NAMES.sub('-', infiller.name)[-60:]}-{digest}.jsonl"
        self._answers: dict[tuple[str, str], str | None] = {}
        if exists(self.path):
            self._read()

    def __contains__(self, pair: tuple[str, str]) -> bool:
        return pair in self._answers

    def answers(self, tasks: Sequence[HintTask]) -> dict[str, Mapping[str, str | None]]:
        """The answers by way to the questions that were asked in every way."""
        complete = [task for task in tasks if all((task.key, way) in self._answers for way in WAYS)]
        return {way: {task.key: self._answers[task.key, way] for task in complete} for way in WAYS}

    def ask(self, tasks: Sequence[HintTask], minutes: float, advance: Callable[[int], object]) -> None:
        """Ask what has not been asked yet, in all ways, a few questions at a time.

        Args:
            tasks: Questions.
            minutes: Time after which no further questions are begun.
            advance: Called with a number of questions that are done.
        """
        ends = time.monotonic() + 60 * minutes
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for start in range(0, len(tasks), _AT_ONCE):
            group = tasks[start : start + _AT_ONCE]
            if time.monotonic() > ends:
                return
            for way in WAYS:
                missing = [task for task in group if (task.key, way) not in self._answers]
                if missing:
                    texts = [task.text for task in missing]
                    self._add(way, missing, ask(way, self._infiller, texts))
            advance(len(group))

    def _add(self, way: str, tasks: Sequence[HintTask], answers: Sequence[str | None]) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            for task, answer in zip(tasks, answers, strict=True):
                self._answers[task.key, way] = answer
                file.write(json.dumps([task.key, way, answer]) + "\n")

    def _read(self) -> None:
        lines = read_text(self.path, _MAX_SIZE).split("\n")
        for number, line in enumerate(lines[:-1], 1):  # what is behind the last newline was cut off by an interrupt
            try:
                key, way, answer = json.loads(line)
            except ValueError as error:
                raise CorpusError(f"{self.path}:{number}: damaged ({error}); delete the line") from error
            self._answers[key, way] = answer
