"""The pace of training: seconds a node, measured on a few files before a budget is divided, and kept."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from typilus.lab.exhibits.run_folders import family, write_json
from typilus.lab.exhibits.training_plan import Amount, RunCost
from typilus.lab.model_building import corpus_files
from typilus.neural import Progress, Trainer, TrainingConfig, build_tables, load_examples
from typilus.project import LabeledFile

__all__ = ["CorpusSize", "Pace", "PaceBook", "sample_files", "time_of_epoch"]

_PACES_FILE: Final = "paces.json"
_SAMPLE_NODES: Final = 1_000_000
_PILOT_NODES: Final = 40_000
_VALIDATION_BATCHES: Final = 20
"""The trainer validates on so many batches at most."""
_READINGS: Final = 2
"""Times that a run reads what it trains on: to count, and to encode."""


@dataclass(frozen=True, slots=True)
class CorpusSize:
    """The size of a corpus under a split.

    Attributes:
        train_nodes: Nodes of the graphs with a label on the training side.
        validation_nodes: The same of the validation side.
        reading: Seconds that reading the training side takes.
    """

    train_nodes: int
    validation_nodes: int
    reading: float

    @classmethod
    def of(cls, corpus: Path, split: str) -> CorpusSize:
        """Read both sides once.

        Raises:
            CorpusError: The corpus cannot be read.
        """
        started = time.perf_counter()
        train = _labeled_nodes(corpus, split, "train")
        reading = time.perf_counter() - started
        return cls(train, _labeled_nodes(corpus, split, "validation"), reading)


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that a node of a graph takes.

    Attributes:
        preparing: As arrays for the encoder.
        training: For one update, forward and backward.
        validating: Forward alone.
    """

    preparing: float
    training: float
    validating: float

    def cost(self, size: CorpusSize, config: TrainingConfig, finished: frozenset[Amount] = frozenset()) -> RunCost:
        """The expected cost of a run on a corpus of some size."""
        validated = min(size.validation_nodes, _VALIDATION_BATCHES * config.batch_nodes)
        reading = size.reading / max(size.train_nodes, 1)
        return RunCost(
            (reading + self.preparing) * size.validation_nodes,
            self.training * size.train_nodes,
            self.validating * validated,
            (_READINGS * reading + self.preparing) * size.train_nodes,
            finished,
        )


class PaceBook:
    """Paces and sizes that have been measured, in a file of the laboratory, so that a plan is made from them only once.

    Args:
        into: Folder of the laboratory.
        corpus: Built corpus.
        key: Digest of the corpus.
    """

    def __init__(self, into: Path, corpus: Path, key: str) -> None:
        self._path = into / _PACES_FILE
        self._corpus, self._key = corpus, key
        self._samples: dict[str, list[LabeledFile]] = {}

    def size(self, split: str) -> CorpusSize:
        """The size of the corpus under a split."""
        entry = f"{self._key} {split}"
        plain = self._read().get(entry)
        size = CorpusSize.of(self._corpus, split) if plain is None else CorpusSize(**plain)
        if plain is None:
            self._keep(entry, asdict(size))
        return size

    def pace(self, config: TrainingConfig, device: str, announce: Callable[[str], None]) -> Pace:
        """The pace of a configuration, whatever its learning rate, seed and amount of training.

        Args:
            config: Of a run.
            device: Device that it is trained on.
            announce: Callback for a sentence if the pace has to be measured.

        Raises:
            CorpusError: The corpus cannot be read, or holds nothing to train on.
        """
        digest = family(replace(config, learning_rate=TrainingConfig().learning_rate), self._key)
        entry = f"{digest} {device}"
        plain = self._read().get(entry)
        if plain is not None:
            return Pace(**plain)
        announce(f"measuring the pace of {config.encoder}, {config.objective} ({digest})")
        pace = _measure(self.pilot(config.split), config, device)
        self._keep(entry, asdict(pace))
        return pace

    def pilot(self, split: str) -> list[LabeledFile]:
        """The few files that paces are measured on, the same each time."""
        sample = self._sample(split)
        return sample[:: max(1, sum(file.graph.num_nodes for file in sample) // _PILOT_NODES)]

    def _sample(self, split: str) -> list[LabeledFile]:
        if split not in self._samples:
            self._samples[split] = sample_files(self._corpus, split, self.size(split).train_nodes)
        return self._samples[split]

    def read_share(self, config: TrainingConfig) -> float:
        """The size of what an encoder reads of a sample of files, as a share of the nodes of their graphs.

        Without steps it is the symbols alone, of a sequence the tokens: batches of equal size hold more such files.

        Raises:
            CorpusError: The corpus cannot be read, or holds nothing to train on.
        """
        entry = f"{family(config, self._key)} read"
        plain = self._read().get(entry)
        share = _read_share(self._sample(config.split), config) if plain is None else float(plain["share"])
        if plain is None:
            self._keep(entry, {"share": share})
        return share

    def _read(self) -> dict[str, Any]:
        try:
            plain = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return plain if isinstance(plain, dict) else {}

    def _keep(self, entry: str, plain: dict[str, Any]) -> None:
        write_json(self._path, {**self._read(), entry: plain})


def sample_files(corpus: Path, split: str, train_nodes: int, nodes: int = _SAMPLE_NODES) -> list[LabeledFile]:
    """Draw files with labels from all projects of the training side.

    The first ones would all be of one project: what an encoder reads of them, and how long that takes, is not what it
    is elsewhere.

    Args:
        corpus: Built corpus.
        split: Split of the corpus.
        train_nodes: Nodes of all such files.
        nodes: Nodes of the drawn ones, about so many. One is drawn at least, if there is one.
    """
    part = max(1, train_nodes // nodes)
    labeled = (file for file in corpus_files(corpus, split, "train") if _is_labeled(file))
    first = list(islice(labeled, 1))
    drawn = [file for file in chain(first, labeled) if not crc32(f"{file.project}/{file.path}".encode()) % part]
    return drawn or first


def time_of_epoch(train: Callable[[Callable[[Progress], None]], None]) -> float:
    """Return the seconds of the second of two epochs, when everything is warmed up.

    Args:
        train: Trains for two epochs and reports.
    """
    ends: dict[int, float] = {}

    def note_end(progress: Progress) -> None:
        ends[progress.epoch] = time.perf_counter()  # the last report of an epoch is that of its end

    train(note_end)
    return ends[1] - ends[0]


def _measure(files: Sequence[LabeledFile], config: TrainingConfig, device: str) -> Pace:
    """Train on a few files, and validate on them."""
    nodes = max(1, sum(file.graph.num_nodes for file in files))
    config = replace(config, epochs=2, share=1.0, patience=3)
    with tempfile.TemporaryDirectory() as folder:
        vocabulary, types = build_tables(files, config)
        trainer = Trainer(Path(folder), config, vocabulary, types, device)
        started = time.perf_counter()
        examples = load_examples(files, trainer.encoder, types, inferred=config.inferred_labels)
        prepared = time.perf_counter()
        trained = time_of_epoch(lambda report: trainer.train(examples, [], report))
        before = time.perf_counter()
        trainer.validate(examples)
        validated = time.perf_counter() - before
    return Pace((prepared - started) / nodes, trained / nodes, validated / nodes)


def _read_share(files: Sequence[LabeledFile], config: TrainingConfig) -> float:
    """Prepare files and compare their sizes with those of their graphs."""
    with tempfile.TemporaryDirectory() as folder:
        vocabulary, types = build_tables(files, config)
        encoder = Trainer(Path(folder), config, vocabulary, types, "cpu").encoder
        examples = load_examples(files, encoder, types, inferred=config.inferred_labels)
    return sum(example.part.size for example in examples) / max(1, sum(file.graph.num_nodes for file in files))


def _labeled_nodes(corpus: Path, split: str, side: str) -> int:
    return sum(file.graph.num_nodes for file in corpus_files(corpus, split, side) if _is_labeled(file))


def _is_labeled(file: LabeledFile) -> bool:
    return any(label is not None for label in file.all_labels)
