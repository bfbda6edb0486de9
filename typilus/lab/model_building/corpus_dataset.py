"""A corpus for networks of one's own: PyTorch Geometric's dataset of one side of a split."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import torch
from torch_geometric.data import Data, Dataset

from typilus.lab.corpus import LabeledFile
from typilus.lab.corpus.shards import decode_record, encode_record
from typilus.lab.model_building.training_run import corpus_files

__all__ = ["NO_TYPE", "CorpusDataset"]

NO_TYPE = -1
"""The number of a symbol without a label, or with one of a type that is not among the dataset's."""


class CorpusDataset(Dataset):  # type: ignore[misc] # PyTorch Geometric has no types
    """The files of one side, a graph each: `ProgramGraph.to_pyg` with the numbers of its symbols' types in `y` `[S]`.

    The files are kept in memory as compressed bytes, about as large as the corpus's shards, and decoded when they are
    asked for. PyG's loaders batch them; its `DynamicBatchSampler` fills batches by number of nodes.

    Attributes:
        types: Canonical types by number: those given, or those of this side, the most frequent first.

    Args:
        corpus: Folder that `typilus corpus build` made.
        split: "project" or "file".
        side: "train", "validation" or "test".
        types: Types to number, as the training side's for the other sides.

    Raises:
        CorpusError: The folder holds no built corpus.
    """

    def __init__(
        self, corpus: Path | str, split: str = "project", side: str = "train", types: Sequence[str] | None = None
    ) -> None:
        super().__init__()
        counts: Counter[str] = Counter()
        self._records: list[bytes] = []
        for file in corpus_files(Path(corpus), split, side):
            counts.update(label for label in file.labels if label is not None)
            self._records.append(zlib.compress(encode_record(file), 1))
        ranked = sorted(counts, key=lambda name: (-counts[name], name))
        self.types = tuple(ranked if types is None else types)
        self._numbers = {name: number for number, name in enumerate(self.types)}

    def len(self) -> int:
        """The number of files."""
        return len(self._records)

    def get(self, idx: int) -> Data:
        """One file's graph with its labels."""
        file = self.file(idx)
        data = file.graph.to_pyg()
        numbers = [NO_TYPE if label is None else self._numbers.get(label, NO_TYPE) for label in file.labels]
        data.y = torch.tensor(numbers, dtype=torch.int64)
        return data

    def file(self, number: int) -> LabeledFile:
        """One file with all that the corpus knows of it."""
        record = zlib.decompress(self._records[number])
        end = 4 + int.from_bytes(record[:4], "little")
        return decode_record(record[4:end], record[end + 4 :])
