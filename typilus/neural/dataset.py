"""A corpus on disk as encoded training examples in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch

from typilus.annotation_types import erase, parse_type
from typilus.errors import TypeExpressionError
from typilus.neural.encoders.encoder import Batch, Encoder, Prepared
from typilus.neural.objectives.objective import UNKNOWN_CLASS, Targets
from typilus.neural.training_config import TrainingConfig
from typilus.neural.vocabulary import Vocabulary, build_vocabulary, count_pieces

if TYPE_CHECKING:
    from typilus.project import LabeledFile

__all__ = ["Example", "LabeledBatch", "TypeTable", "build_tables", "epoch_batches", "iterate_batches", "load_examples"]


GROUP_SIZE = 4


class TypeTable:
    """Numbers for types, and classes for the frequent erased ones.

    Args:
        classes: Erased types of the classification loss; class i is `classes[i]`.
    """

    def __init__(self, classes: Sequence[str]) -> None:
        self.classes = tuple(classes)
        self._class_of = {name: number for number, name in enumerate(self.classes)}
        self._types: dict[str, tuple[int, int]] = {}

    def lookup(self, type_text: str) -> tuple[int, int]:
        """The number of a type and the class of its erasure (or `UNKNOWN_CLASS`)."""
        numbers = self._types.get(type_text)
        if numbers is None:
            erased = _erased(type_text)
            numbers = self._types[type_text] = (len(self._types), self._class_of.get(erased, UNKNOWN_CLASS))
        return numbers


def _erased(type_text: str) -> str:
    """Return the type without parameters, where a class that no import statement could name stands for itself."""
    try:
        return str(erase(parse_type(type_text)))
    except TypeExpressionError:
        return type_text


def build_tables(files: Iterable[LabeledFile], config: TrainingConfig) -> tuple[Vocabulary, TypeTable]:
    """Vocabulary and classes of the training side."""
    subtokens: Counter[str] = Counter()
    wholes: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for file in files:
        labels = file.all_labels if config.inferred_labels else file.labels
        if all(label is None for label in labels):
            continue
        file_subtokens, file_wholes = count_pieces(file.graph)
        subtokens.update(file_subtokens.keys())
        wholes.update(file_wholes.keys())
        types.update(label for label in labels if label is not None)
    vocabulary = build_vocabulary(subtokens, wholes, max_subtokens=config.max_subtokens, max_wholes=config.max_wholes)
    erased: Counter[str] = Counter()
    for type_text, count in types.items():
        erased[_erased(type_text)] += count
    ranked = sorted(erased.items(), key=lambda item: (-item[1], item[0]))[: config.max_classes]
    table = TypeTable([name for name, count in ranked if count >= config.min_class_count])
    for type_text in types:
        table.lookup(type_text)  # so that its number is the same for processes that go on with different files
    return vocabulary, table


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A cut of a file around labeled symbols.

    Attributes:
        project: The file's project.
        part: What is read of the file; its symbols are the labeled ones.
        type_ids: `[S]` int64 numbers of the types.
        class_ids: `[S]` int64 classes of the erased types.
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
    """Collate batches, the next one in the background while the caller works on this one."""

    def build(batch: Sequence[int]) -> LabeledBatch:
        selected = [examples[number] for number in batch]
        return LabeledBatch(
            encoder.collate([example.part for example in selected]),
            Targets(
                torch.from_numpy(np.concatenate([example.type_ids for example in selected])),
                torch.from_numpy(np.concatenate([example.class_ids for example in selected])),
            ),
        )

    if not batches:
        return
    with ThreadPoolExecutor(max_workers=1) as pool:
        pending = pool.submit(build, batches[0])
        for following in batches[1:]:
            ready = pending.result()
            pending = pool.submit(build, following)
            yield ready
        yield pending.result()
