"""The corpus as PyTorch Geometric's dataset: labels on their symbols, and batches by number of nodes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import torch
from torch_geometric.loader import DataLoader, DynamicBatchSampler

from graph_extraction import NodeKind
from typilus.errors import CorpusError
from typilus.lab.model_building.corpus_dataset import NO_TYPE, CorpusDataset
from typilus.lab.model_building.training_run import corpus_files


@pytest.fixture(scope="module")
def dataset(small_corpus: Path) -> CorpusDataset:
    return CorpusDataset(small_corpus, "file")


def test_files_and_labels_are_those_of_the_side(small_corpus: Path, dataset: CorpusDataset) -> None:
    files = list(corpus_files(small_corpus, "file", "train"))
    assert [dataset.file(number) for number in range(len(dataset))] == files
    for data, file in zip(dataset, files, strict=True):
        assert [None if number == NO_TYPE else dataset.types[number] for number in data.y.tolist()] == list(file.labels)
    counts = Counter(label for file in files for label in file.labels if label is not None)
    assert [counts[name] for name in dataset.types] == sorted(counts.values(), reverse=True)


def test_the_other_sides_are_numbered_by_the_types_of_the_first(small_corpus: Path, dataset: CorpusDataset) -> None:
    test_side = CorpusDataset(small_corpus, "file", "test", dataset.types[:2])
    labels = [label for number in range(len(test_side)) for label in test_side.file(number).labels]
    expected = [dataset.types.index(label) if label in dataset.types[:2] else NO_TYPE for label in labels]
    assert torch.cat([data.y for data in test_side]).tolist() == expected


def test_batches_hold_no_more_nodes_than_they_may(dataset: CorpusDataset) -> None:
    most = max(data.num_nodes for data in dataset)
    loader = DataLoader(dataset, batch_sampler=DynamicBatchSampler(dataset, most, mode="node"))
    batches = [batch for batch in loader]  # noqa: C416  # list() would ask for a length, which is open
    assert all(batch.num_nodes <= most for batch in batches)
    assert sum(batch.num_graphs for batch in batches) == len(dataset)
    for batch in batches:
        assert len(batch.y) == len(batch.symbol_index)
        assert set(batch.node_kind[batch.symbol_index].tolist()) <= {int(NodeKind.SYMBOL)}


def test_a_network_of_ones_own_learns_from_it(dataset: CorpusDataset) -> None:
    """The example of the page of training: a network of the kinds of symbols learns the most frequent type."""
    torch.manual_seed(0)
    network = torch.nn.Embedding(4, len(dataset.types))
    optimizer = torch.optim.Adam(network.parameters(), lr=0.1)
    losses = []
    for _ in range(3):
        for batch in DataLoader(dataset, batch_size=8):
            loss = torch.nn.functional.cross_entropy(network(batch.symbol_kind), batch.y, ignore_index=NO_TYPE)
            optimizer.zero_grad()
            torch.autograd.backward(loss)
            optimizer.step()
            losses.append(loss.item())
    assert losses[-1] < losses[0]


def test_a_folder_that_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        CorpusDataset(tmp_path)
