"""A corpus read and embedded once, whatever the size of its batches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from graph_extraction import ProgramGraph
from tests.typilus.lab.experiments.small_corpora import NameVectors, labeled_file
from typilus.lab.experiments.network.embedded_symbols import EmbeddedSymbols, collect_symbols
from typilus.project import Embedding, LabeledFile

FILES = [
    labeled_file("a/1.py", "user:str count:int other:"),
    labeled_file("b/2.py", "user:bytes self:a.A"),
    labeled_file("c/3.py", "nothing:"),
    labeled_file("d/4.py", "count:int v/rest:list[int]"),
]
SIDES = {"a": "train", "b": "validation", "c": "train", "d": "test"}


class Counting(NameVectors):
    """Notes how many graphs it was asked for at once."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def embed(self, graphs: Sequence[ProgramGraph]) -> list[Embedding]:
        self.batches.append(len(graphs))
        return super().embed(graphs)


def side_of(file: LabeledFile) -> str:
    return SIDES[file.project]


def collected(batch_nodes: int = 100) -> tuple[EmbeddedSymbols, list[int]]:
    embedder = Counting()
    return collect_symbols(iter(FILES), side_of, embedder, batch_nodes), embedder.batches


@pytest.mark.parametrize(
    ("batch_nodes", "batches"), [(100, [4]), (5, [2, 2]), (3, [1, 2, 1]), (1, [1, 1, 1, 1]), (0, [1, 1, 1, 1])]
)
def test_batches_hold_so_many_nodes_and_change_nothing(batch_nodes: int, batches: list[int]) -> None:
    symbols, sizes = collected(batch_nodes)
    assert sizes == batches
    whole, _ = collected()
    assert symbols.vectors is not None
    assert whole.vectors is not None
    assert np.array_equal(symbols.vectors, whole.vectors)
    assert symbols.table.types == whole.table.types
    assert np.array_equal(symbols.table.type_id, whole.table.type_id)


def test_rows_are_aligned_with_their_vectors() -> None:
    symbols, _ = collected()
    assert symbols.vectors is not None
    names = [symbols.table.names[number] for number in symbols.table.name_id]
    assert len(names) == len(symbols.vectors)
    for name, vector in zip(names, symbols.vectors, strict=True):
        (alone,) = NameVectors().embed([labeled_file("x/y.py", f"{name}:int").graph])
        assert np.array_equal(alone.symbols[0], vector)


def test_every_row_is_on_one_side() -> None:
    symbols, _ = collected()
    table = symbols.table
    rows = {side: symbols.rows(side) for side in ("train", "validation", "test")}
    assert sorted(np.concatenate(list(rows.values()))) == list(range(len(table)))
    assert [table.types[number] for number in table.type_id[rows["train"]]] == ["str", "int"]
    assert [table.types[number] for number in table.type_id[rows["test"]]] == ["int", "list[int]"]


def test_markers_know_where_they_are_from() -> None:
    symbols, _ = collected()
    type_map = symbols.type_map(symbols.rows("test"))
    assert len(type_map) == 2
    assert {type_map.marker(row).path for row in range(2)} == {"d/4.py"}
    assert set(type_map.types) >= {"int", "list[int]"}


def test_without_a_network_there_is_no_map() -> None:
    symbols = collect_symbols(FILES, side_of)
    assert symbols.vectors is None
    assert len(symbols.table) == len(collected()[0].table)
    with pytest.raises(ValueError, match="collect them with a network"):
        symbols.type_map(symbols.rows("train"))


def test_no_files_make_an_empty_table() -> None:
    symbols = collect_symbols([], side_of, NameVectors())
    assert len(symbols.table) == 0
    assert symbols.vectors is None
