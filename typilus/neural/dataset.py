"""A corpus on disk as encoded training examples in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt
import torch

from typilus.neural.encoders.encoder import Batch, Encoder, Prepared
from typilus.neural.objectives.objective import Targets
from typilus.neural.training_config import TrainingConfig
from typilus.neural.type_table import TypeTable
from typilus.neural.vocabulary import PieceUnit, Vocabulary, build_vocabulary, count_pieces, frequent_pieces

if TYPE_CHECKING:
    from typilus.project import LabeledFile

__all__ = ["Example", "LabeledBatch", "build_tables", "epoch_batches", "iterate_batches", "load_examples"]


GROUP_SIZE = 4


def build_tables(files: Iterable[LabeledFile], config: TrainingConfig) -> tuple[Vocabulary, TypeTable]:
    """Vocabulary and classes of the training side."""
    unit = cast(PieceUnit, config.initial_states)
    subtokens: Counter[str] = Counter()
    wholes: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for file in files:
        labels = file.all_labels if config.inferred_labels else file.labels
        if all(label is None for label in labels):
            continue
        file_subtokens, file_wholes = count_pieces(file.graph, unit)
        subtokens.update(file_subtokens.keys())
        wholes.update(file_wholes.keys())
        types.update(label for label in labels if label is not None)
    if unit == "subtokens":
        limits = {"max_subtokens": config.max_subtokens, "max_wholes": config.max_wholes, "buckets": config.buckets}
        vocabulary = build_vocabulary(subtokens, wholes, **limits)
    else:
        vocabulary = Vocabulary(frequent_pieces(subtokens, config.max_subtokens), buckets=1, unit=unit)
    return vocabulary, TypeTable.of_counts(types, config)


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A cut of a file around labeled symbols.

    Attributes:
        project: The file's project.
        part: What is read of the file; its symbols are the labeled ones.
        type_ids: `[S]` int64 numbers of the types.
        class_ids: `[S]` int64 classes of the types.
    """

    project: str
    part: Prepared
    type_ids: npt.NDArray[np.int64]
    class_ids: npt.NDArray[np.int64]


def load_examples(
    files: Iterable[LabeledFile],
    encoder: Encoder,
    types: TypeTable,
    *,
    inferred: bool = False,
) -> list[Example]:
    """Prepare labeled files. Files without a label give nothing.

    Args:
        files: To prepare.
        encoder: Of the network.
        types: Numbers of the types.
        inferred: Whether inferred labels count; never for what is measured.
    """
    examples = []
    for file in files:
        labels = file.all_labels if inferred else file.labels
        labeled = np.array([number for number, label in enumerate(labels) if label is not None], dtype=np.int64)
        if len(labeled) == 0:
            continue
        numbers = {i: types.lookup(labels[i] or "") for i in labeled.tolist()}
        for positions, part in encoder.cut(encoder.prepare(file.graph), labeled):
            pairs = np.array([numbers[i] for i in positions.tolist()], dtype=np.int64)
            examples.append(Example(file.project, part, pairs[:, 0], pairs[:, 1]))
    return examples


def epoch_batches(examples: Sequence[Example], batch_nodes: int, seed: int) -> list[list[int]]:
    """Partition the examples into shuffled batches of about `batch_nodes` nodes, deterministically for each seed.

    Examples come in groups of `GROUP_SIZE` from one project, so that a project's own types meet others of their kind
    within a minibatch, where the similarity loss looks for them.
    """
    rng = np.random.default_rng(seed)
    by_project: dict[str, list[int]] = {}
    for number in rng.permutation(len(examples)).tolist():
        by_project.setdefault(examples[number].project, []).append(number)
    groups = [
        numbers[start : start + GROUP_SIZE]
        for numbers in by_project.values()
        for start in range(0, len(numbers), GROUP_SIZE)
    ]
    batches: list[list[int]] = [[]]
    filled = 0
    for group in rng.permutation(len(groups)).tolist():
        for number in groups[group]:
            size = examples[number].part.size
            if batches[-1] and filled + size > batch_nodes:
                batches.append([])
                filled = 0
            batches[-1].append(number)
            filled += size
    return [batch for batch in batches if batch]


@dataclass(frozen=True, slots=True, eq=False)
class LabeledBatch:
    """A batch and what is known of its symbols."""

    files: Batch
    targets: Targets


def iterate_batches(
    examples: Sequence[Example], batches: Sequence[Sequence[int]], encoder: Encoder
) -> Iterator[LabeledBatch]:
    """Collate batches and send them to the encoder's device, the next one while the caller works on this one."""
    device = encoder.device

    def build(batch: Sequence[int]) -> LabeledBatch:
        selected = [examples[number] for number in batch]
        targets = Targets(
            torch.from_numpy(np.concatenate([example.type_ids for example in selected])),
            torch.from_numpy(np.concatenate([example.class_ids for example in selected])),
        )
        files = encoder.collate([example.part for example in selected])
        return LabeledBatch(files.to(device), targets.to(device))

    if not batches:
        return
    with ThreadPoolExecutor(max_workers=1, initializer=_work_for, initargs=(device,)) as pool:
        pending = pool.submit(build, batches[0])
        for following in batches[1:]:
            ready = pending.result()
            pending = pool.submit(build, following)
            yield ready
        yield pending.result()


def _work_for(device: torch.device) -> None:
    """Pin memory for this GPU: which one is current is not handed on to a thread."""
    if device.type == "cuda":
        torch.cuda.set_device(device)
