"""Train a model on a built corpus, as `typilus train` does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import cast

from typilus.errors import CorpusError
from typilus.lab.corpus.shards import FilePlace, read_shard
from typilus.lab.corpus.splits import SplitKind, Splits, is_in_share
from typilus.lab.model_building.starting_network import starting_network
from typilus.neural import (
    CONVOLUTIONS,
    ENCODERS,
    OBJECTIVES,
    SIMILARITIES,
    Progress,
    Trainer,
    TrainingConfig,
    build_tables,
    leads,
    load_examples,
    process_count,
    process_rank,
    processes_joined,
)
from typilus.project import LabeledFile

__all__ = ["corpus_files", "train", "training_files"]


def corpus_files(corpus: Path, split: str, side: str, share: float = 1.0) -> Iterator[LabeledFile]:
    """The files of one side of a split, shard after shard.

    Args:
        corpus: Folder of a built corpus.
        split: "project" or "file".
        side: "train", "validation" or "test".
        share: Share of the side's files, those that come first in a stable order.

    Raises:
        CorpusError: The folder holds no built corpus.
    """
    splits = Splits.load(corpus)
    shards = sorted((corpus / "shards").glob("*.shard"))
    if not shards:
        raise CorpusError(f"{corpus}: holds no shards; run `typilus corpus build` first")

    def is_wanted(file: FilePlace) -> bool:
        return splits.split_of(file, cast(SplitKind, split)) == side and is_in_share(file, share)

    for shard in shards:
        yield from read_shard(shard, is_wanted)


def training_files(corpus: Path, config: TrainingConfig) -> Iterator[LabeledFile]:
    """The files that a run learns from: its share of the training side.

    Raises:
        CorpusError: The folder holds no built corpus.
    """
    return corpus_files(corpus, config.split, "train", config.share)


def train(
    corpus: Path,
    folder: Path,
    config: TrainingConfig,
    *,
    device: str = "cpu",
    report: Callable[[Progress], None] | None = None,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Train on a corpus's training side, continuing a run that stopped in `folder`.

    Processes that `torchrun` started train together, each on every n-th file; the first reports and announces.

    Args:
        corpus: Folder of a built corpus.
        folder: Folder of the run, with its model, state and log, and the network that it begins with, if any (see
            `begin_with`).
        config: Configuration of the run.
        device: "cpu" or "cuda".
        report: Callback for progress, every 50 updates or 10 seconds, and after each epoch.
        announce: Callback for a sentence about each stage.

    Raises:
        CorpusError: The corpus cannot be read.
        CheckpointError: The folder holds a run of another configuration.
        TypilusError: There is no encoder, objective, similarity or convolution of the configuration's name.
    """
    ENCODERS.get(config.encoder)  # these before the corpus is read
    OBJECTIVES.get(config.objective)
    SIMILARITIES.get(config.similarity)
    CONVOLUTIONS.get(config.convolution)
    say = announce if announce is not None and leads() else (lambda text: None)
    with processes_joined(device):
        say("Counting subtokens and types of the training side")
        start = starting_network(folder)
        vocabulary, types = build_tables(training_files(corpus, config), config)
        vocabulary = vocabulary if start is None else start.vocabulary
        say(f"{len(vocabulary):,} pieces, {len(types.classes)} classes; encoding the training side")
        trainer = Trainer(folder, config, vocabulary, types, device, None if start is None else start.encoder)
        training = islice(training_files(corpus, config), process_rank(), None, process_count())
        examples = load_examples(training, trainer.encoder, types, inferred=config.inferred_labels)
        validating = corpus_files(corpus, config.split, "validation") if leads() else ()
        validation = load_examples(validating, trainer.encoder, types)
        size = sum(example.part.size for example in examples)
        labels = sum(len(example.type_ids) for example in examples)
        mine = f", of {process_count()} processes this one's" if process_count() > 1 else ""
        say(
            f"{len(examples):,} files or parts of files, {size:,} {trainer.encoder.unit}, {labels:,} labeled"
            f" symbols{mine}; {len(validation):,} for validation"
        )
        trainer.train(examples, validation, report)
