"""The folders of training runs, named by what was trained, so that every exhibit finds what another has trained."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from typilus.files import whole_file
from typilus.lab.exhibits.training_plan import Amount
from typilus.neural import TrainingConfig

__all__ = ["RunRecord", "family", "finished_amounts", "read_record", "run_folder", "write_json", "write_record"]

_RECORD_FILE: Final = "training.json"


@dataclass(frozen=True, slots=True)
class RunRecord:
    """The state of a training run.

    Attributes:
        family: Digest of corpus and configuration, whatever the amount of training and the seed.
        seed: Seed of the run.
        epochs: Planned passes over the learned share.
        share: Share of the training files that it learns from.
        seconds: Time that it has taken so far.
        epochs_done: Number of finished passes.
        is_finished: Whether it has come to its end, which is early if it stopped improving.
    """

    family: str
    seed: int
    epochs: int
    share: float
    seconds: float = 0.0
    epochs_done: int = 0
    is_finished: bool = False

    @property
    def amount(self) -> Amount:
        """The amount of training that was planned."""
        return Amount(self.epochs, self.share)


def family(config: TrainingConfig, corpus: str) -> str:
    """A digest of a configuration and a corpus, equal for different seeds and amounts of training."""
    plain = asdict(replace(config, epochs=0, share=1.0, seed=0))
    return hashlib.sha256((json.dumps(plain, sort_keys=True) + corpus).encode()).hexdigest()[:12]


def run_folder(into: Path, config: TrainingConfig, corpus: str) -> Path:
    """The folder of a run below the laboratory's folder."""
    text = json.dumps(asdict(replace(config, seed=0)), sort_keys=True) + corpus
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    return into / "runs" / f"{config.encoder}-{config.objective}-{digest}-s{config.seed}"


def read_record(folder: Path) -> RunRecord | None:
    """The record of a run, None if it has not begun, or if the record cannot be read."""
    try:
        return RunRecord(**json.loads((folder / _RECORD_FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_record(folder: Path, record: RunRecord) -> None:
    """Keep the record of a run in its folder."""
    write_json(folder / _RECORD_FILE, asdict(record))


def finished_amounts(into: Path, family_digest: str, seed: int) -> frozenset[Amount]:
    """The amounts that runs of one family and seed have been trained with to their end."""
    return frozenset(
        record.amount
        for record in _records(into)
        if record.is_finished and record.family == family_digest and record.seed == seed
    )


def write_json(path: Path, plain: Any) -> None:
    """Write plain values so that a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        file.write((json.dumps(plain, indent=1, ensure_ascii=False) + "\n").encode())


def _records(into: Path) -> Iterator[RunRecord]:
    for path in sorted((into / "runs").glob(f"*/{_RECORD_FILE}")):
        record = read_record(path.parent)
        if record is not None:
            yield record
