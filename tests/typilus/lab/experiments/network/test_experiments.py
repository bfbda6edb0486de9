"""The rows on a small corpus where the right answers are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.typilus.lab.experiments.small_corpora import NameVectors, labeled_file
from typilus.lab.experiments.network.embedded_symbols import collect_symbols
from typilus.lab.experiments.network.experiments import ROWS, Experiment
from typilus.lab.experiments.network.metrics import Judge
from typilus.project.labeled_file import LabeledFile
from typilus.typespace import AnnoyIndex, TypeMarker, VotingRule

FILES = [
    labeled_file("lib/a.py", "name:str count:int size:int"),
    labeled_file("lib/b.py", "name:str count:int self:x"),
    labeled_file("val/a.py", "name:V count:int"),
    labeled_file("val/b.py", "name:V count:int"),
    labeled_file("app/a.py", "name:App shop:Shop count:int"),
    labeled_file("app/b.py", "name:App shop:Shop y:"),
]
SIDES = {"lib": "train", "val": "validation", "app": "test"}


def experiment() -> Experiment:
    def side(file: LabeledFile) -> str:
        return SIDES[file.project]

    symbols = collect_symbols(FILES, side, NameVectors(), batch_nodes=4)
    return Experiment(symbols, Judge(symbols.table.types, lambda t: t, lambda a, b: False), k_max=4)


def test_collecting_keeps_rows_and_vectors_together() -> None:
    symbols = experiment().symbols
    assert symbols.vectors is not None
    assert symbols.vectors.shape == (len(symbols.table), 8)
    flat = [(f, i) for f in FILES for i, s in enumerate(f.graph.symbols) if f.labels[i] and s.name != "self"]
    for row, (file, index) in enumerate(flat):
        assert (symbols.vectors[row] == NameVectors().embed([file.graph])[0].symbols[index]).all()
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
    assert alone.ceiling() == (20.0, 0.0, 20.0)
    assert project.ceiling() == (100.0, 0.0, 100.0)
    assert project.to_json()["ceiling"]["rare"] == 100.0


def test_a_file_never_sees_its_own_markers() -> None:
    one = experiment()
    found = one.neighbors("test", with_project=True)
    table = one.symbols.table
    asked = {
        (table.paths[table.file_id[q]], table.names[table.name_id[q]]): i
        for i, q in enumerate(one.symbols.rows("test"))
    }
    seen = [table.types[i] if i >= 0 else None for i in found.type_id[asked["app/b.py", "name"]]]
    assert sorted(map(str, seen)) == ["App", "None", "Shop", "int"]
    assert found.distance[asked["app/b.py", "name"], 0] == 0
    assert found.distance[asked["app/a.py", "count"], 0] > 0


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
    assert (near.type_id[:, 0] == far.type_id[:, 0])[far.distance[:, 0] < far.distance[:, 1]].all()


def test_a_given_map_takes_the_place_of_the_training_side() -> None:
    one = experiment()
    train = one.symbols.rows("train")
    whole = one.symbols.type_map(train)
    assert whole.marker(0) == TypeMarker("str", "lib", "lib/a.py", 1, "name")
    same = Experiment(one.symbols, one.judge, k_max=4, type_map=whole)
    assert (same.neighbors("test", False).type_id == one.neighbors("test", False).type_id).all()
    condensed = Experiment(one.symbols, one.judge, k_max=4, type_map=one.symbols.type_map(train[2:3]))
    assert condensed.measure(ROWS[1], space=VotingRule()).scores["typilus"].top1.all.exact == 20.0
    assert condensed.neighbors("test", False).type_id.shape == (5, 1)


def test_without_vectors_only_the_baselines_are_measured() -> None:
    symbols = collect_symbols(FILES, lambda file: SIDES[file.project])
    bare = Experiment(symbols, Judge(symbols.table.types, lambda t: t, lambda a, b: False))
    assert set(bare.measure(ROWS[2]).scores) == {"look-up", "most frequent"}
    with pytest.raises(ValueError, match="no vectors"):
        bare.predict(ROWS[2], "test", VotingRule())
    with pytest.raises(ValueError, match="no vectors"):
        symbols.type_map(symbols.rows("train"))


def test_a_sample_is_always_the_same_and_answers_like_the_whole() -> None:
    one = experiment()
    less, again = (Experiment(one.symbols, one.judge, k_max=4, sample={"test": 3}) for _ in range(2))
    assert (less.queries("test") == again.queries("test")).all()
    assert len(less.queries("test")) == 3
    assert (less.queries("validation") == one.symbols.rows("validation")).all()
    chosen = np.isin(one.queries("test"), less.queries("test"))
    for row in ROWS[1:]:
        whole = one.predict(row, "test", VotingRule(k=2))
        assert (less.predict(row, "test", VotingRule(k=2)).type_id == whole.type_id[chosen]).all()
    assert less.measure(ROWS[2], space=VotingRule()).scores["look-up"].top1.all.count == 3


def test_by_file_the_look_up_may_prefer_the_projects_training_files() -> None:
    files = [
        labeled_file("big/a.py", "name:str " * 5),
        labeled_file("app/a.py", "name:App name:App"),
        labeled_file("app/b.py", "name:App"),
        labeled_file("app/c.py", "name:App"),
    ]
    sides = {"app/b.py": "test", "app/c.py": "validation"}
    symbols = collect_symbols(files, lambda file: sides.get(file.path, "train"))
    one = Experiment(symbols, Judge(symbols.table.types, lambda t: t, lambda a, b: False))
    lookup = one.tune_lookup(ROWS[0])
    assert lookup.tiers[0].source == "project"
    scores = one.measure(ROWS[0], lookup=lookup).scores
    assert scores["look-up, tuned"].top1.all.exact == 100.0
    assert scores["look-up"].top1.all.exact == 0.0
    assert scores["most frequent"].top1.all.exact == 0.0
