"""The proposals of one model on disk, a line each, so that asking goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from itertools import product
from pathlib import Path

from graph_extraction import SymbolKind
from graph_extraction.intake import exists, read_text
from typilus.errors import CorpusError
from typilus.files import whole_file
from typilus.infilling import TextInfiller
from typilus.lab.experiments.infilling.hint_tasks import HintTask
from typilus.lab.experiments.infilling.ways_to_ask import WAYS, Proposal, Way

__all__ = ["AskingRecord"]

_AT_ONCE = 4
_GIVEN_UP = 3
"""Groups of questions in a row without any answer after which a way is given up."""
_KINDS = (SymbolKind.RETURN, SymbolKind.PARAMETER, SymbolKind.VARIABLE)
_MAX_SIZE = 256 << 20
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.-]+")


class AskingRecord:
    """The proposals by question and way.

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
        self._proposals: dict[tuple[str, str], tuple[Proposal, ...]] = {}
        if exists(self.path):
            self._read()

    def proposals(self, way: str, tasks: Sequence[HintTask]) -> Mapping[str, tuple[Proposal, ...]]:
        """The proposals of one way by the keys of the questions that it was asked."""
        return {task.key: self._proposals[task.key, way] for task in tasks if (task.key, way) in self._proposals}

    def ask(self, tasks: Sequence[HintTask], minutes: float, announce: Callable[[str], object]) -> None:
        """Ask what has not been asked yet, a few questions at a time: first about returns, and last in slow ways.

        Questions that the model fails to answer are asked again the next time.

        Args:
            tasks: Questions.
            minutes: Time after which no further questions are begun.
            announce: Callback for a sentence about what has been done.
        """
        ends = time.monotonic() + 60 * minutes
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for way, kind in sorted(
            product(WAYS.values(), _KINDS), key=lambda pair: (pair[0].is_slow, _KINDS.index(pair[1]))
        ):
            of_kind = [task for task in tasks if task.kind is kind]
            missing = [task for task in of_kind if (task.key, way.name) not in self._proposals]
            failures = 0
            for start in range(0, len(missing), _AT_ONCE):
                if time.monotonic() > ends or failures == _GIVEN_UP:
                    break
                answered = self._ask(way, missing[start : start + _AT_ONCE])
                failures = 0 if answered else failures + 1
            count = len(self.proposals(way.name, of_kind))
            announce(f"{self._infiller.name}, {way.name}: {count} of {len(of_kind)} {kind.value}s")

    def _ask(self, way: Way, tasks: Sequence[HintTask]) -> bool:
        """Ask some questions, write the proposals down, and return whether there are any."""
        answers = way.propose(self._infiller, [task.text for task in tasks])
        with self.path.open("a", encoding="utf-8") as file:
            for task, proposals in zip(tasks, answers, strict=True):
                if proposals is not None:
                    self._proposals[task.key, way.name] = proposals
                    file.write(json.dumps([task.key, way.name, list(map(astuple, proposals))]) + "\n")
        return any(proposals is not None for proposals in answers)

    def _read(self) -> None:
        *lines, rest = read_text(self.path, _MAX_SIZE).split("\n")
        if rest:  # an interrupt cut it off
            with whole_file(self.path) as file:
                file.write("".join(line + "\n" for line in lines).encode())
        for number, line in enumerate(lines, 1):
            try:
                key, way, proposals = json.loads(line)
                self._proposals[key, way] = tuple(Proposal(*proposal) for proposal in proposals)
            except (ValueError, TypeError) as error:
                raise CorpusError(f"{self.path}:{number}: damaged ({error}); delete the line") from error
