"""The rows on a small corpus where the right answers are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.typilus.evaluation.small_corpora import StandInFile, labelled_file, name_vectors
from typilus.evaluation.experiments import ROWS, Experiment, collect_symbols
from typilus.evaluation.metrics import Judge
from typilus.typespace import AnnoyIndex, VotingRule

FILES = [
    labelled_file("lib/a.py", "name:str count:int size:int"),
    labelled_file("lib/b.py", "name:str count:int self:x"),
    labelled_file("val/a.py", "name:V count:int"),
    labelled_file("val/b.py", "name:V count:int"),
    labelled_file("app/a.py", "name:App shop:Shop count:int"),
    labelled_file("app/b.py", "name:App shop:Shop y:"),
]
SIDES = {"lib": "train", "val": "validation", "app": "test"}


def experiment() -> Experiment:
    def side(file: StandInFile) -> str:
        return SIDES[file.project]

    symbols = collect_symbols(FILES, side, name_vectors, batch_nodes=4)  # type: ignore[arg-type]
    return Experiment(symbols, Judge(symbols.table.types, lambda t: t, lambda a, b: False), k_max=4)


def test_collecting_keeps_rows_and_vectors_together() -> None:
    symbols = experiment().symbols
    assert symbols.vectors is not None
    assert symbols.vectors.shape == (len(symbols.table), 8)
    flat = [(f, i) for f in FILES for i, s in enumerate(f.graph.symbols) if f.labels[i] and s.name != "self"]
    for row, (file, index) in enumerate(flat):
        assert (symbols.vectors[row] == name_vectors([file])[0][index]).all()
        assert symbols.table.names[symbols.table.name_id[row]] == file.graph.symbols[index].name


def test_the_projects_other_files_are_what_makes_rare_types_predictable() -> None:
    one = experiment()
    alone = one.measure(ROWS[1], space=VotingRule(k=1))
    project = one.measure(ROWS[2], space=VotingRule(k=1))
    # Alone only `count: int` is known; with the project name and shop are, and count is in one file only.
    assert alone.scores["typilus"].top1.all.exact == pytest.approx(20.0)
    assert project.scores["typilus"].top1.all.exact == pytest.approx(100.0)
    assert alone.scores["look-up"].top1.all.exact == pytest.approx(20.0)
    assert alone.scores["most frequent"].top1.all.count == 5
    assert project.to_json()["scores"]["typilus"]["top1"]["rare"]["count"] == 5


def test_a_file_never_sees_its_own_markers() -> None:
    one = experiment()
    found = one.neighbors("test", with_project=True)
    table, queries = one.symbols.table, one.symbols.rows("test")
    for query, row in zip(queries, found.row, strict=True):
        assert (table.file_id[row[row >= 0]] != table.file_id[query]).all()


def test_tuning_uses_the_validation_side() -> None:
    one = experiment()
    settings = one.tune_space(ROWS[2], k=(1, 4), p=(1.0,), overlay_scale=(0.5, 1.0, 50.0))
    assert settings.overlay_scale < 50
    assert one.tune_lookup(ROWS[2]).tiers[0].source == "project"
    assert set(one._found) == {("validation", False), ("validation", True)}


def test_an_annoy_index_gives_the_same_rows_as_the_scan(tmp_path: Path) -> None:
    one = experiment()
    other = Experiment(one.symbols, one.judge, lambda v: AnnoyIndex.build(v, tmp_path / "index"), k_max=4)
    near, far = other.neighbors("test", False), one.neighbors("test", False)
    assert np.allclose(near.distance, far.distance, atol=1e-4)
    assert (near.row[:, 0] == far.row[:, 0])[far.distance[:, 0] < far.distance[:, 1]].all()
