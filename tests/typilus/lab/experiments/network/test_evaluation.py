"""A whole evaluation of a corpus on disk: real sources, real graphs, real types."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from graph_extraction import ProgramGraph, parse_source
from typilus.errors import CheckpointError, CorpusError
from typilus.lab.corpus.corpus_manifest import SIDES, Side
from typilus.lab.corpus.shards import write_shard
from typilus.lab.corpus.splits import Splits
from typilus.lab.experiments.network import evaluation
from typilus.lab.experiments.network.evaluation import (
    EvaluationSettings,
    Workbench,
    bulk_index,
    corpus_files,
    judge_of,
    load_symbols,
    run_evaluation,
    save_report,
)
from typilus.lab.experiments.network.metrics import RankedTypes
from typilus.lab.experiments.network.symbol_table import tabulate
from typilus.lab.model_building import training_run
from typilus.lab.model_building.training_run import train
from typilus.neural import TrainingConfig
from typilus.project.labeling import label_source
from typilus.project.reexports import ReExports
from typilus.typespace import CellIndex, ExactIndex

SOURCE = """
from typing import List, Optional
from {project}.parts import {kind}

class Base: ...
class Shelf(Base):
    def __init__(self, name: str, parts: List[int], parent: Optional[{kind}] = None) -> None:
        self.name = name
        self.parts: List[int] = parts
        {word}(parent)
    def __len__(self) -> int:
        return len(self.parts)

def find_{number}(items: List[{kind}], name: str, limit: int = 3) -> {kind}:
    found: bool = False
    for item in {word}(items):
        if item.name == name:
            return item
    raise KeyError(name)
"""


WORDS = ("bake", "freeze", "melt", "fold", "rinse", "carve", "grind", "stack", "weigh", "label")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten projects of three files each."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "shards").mkdir()
    sides: dict[str, Side] = {f"lib{n}": "train" if n < 6 else "validation" if n < 8 else "test" for n in range(10)}
    for number, project in enumerate(sides):
        files = [
            label_source(
                parse_source(
                    SOURCE.format(project=project, kind=f"Part{number}", word=WORDS[number], number=file), f"m{file}.py"
                ),
                project,
                f"{project}.m{file}",
                ReExports([]),
            ).file
            for file in range(3)
        ]
        write_shard(folder / "shards" / f"{project}-000.shard", files)
    (folder / "splits.json").write_text(Splits(sides).to_json())
    return folder


def test_baselines_alone(corpus: Path, tmp_path: Path) -> None:
    told: list[str] = []
    evaluation = run_evaluation(None, corpus, EvaluationSettings("project"), Workbench(announce=told.append))
    save_report(tmp_path / "report", evaluation, told.append)
    alone, project = evaluation.results
    # No `__len__`, no `self`: name, parts, parent, self.parts, items, name, limit, return, found of 2 x 3 files.
    assert alone.scores["look-up"].top1.all.count == 2 * 3 * 9
    # Of these, all but `parent`, `items` and the return are of the same type in every project.
    assert alone.scores["look-up"].top1.all.exact == pytest.approx(100 * 6 / 9)
    # With the project's other files only the returns' names are news: `find_0`, `find_1`.
    assert project.scores["look-up, tuned"].top1.all.exact > 100 * 8 / 9 - 1e-6
    assert "typilus" not in alone.scores
    assert told[0] == "reading the corpus"
    (first, second) = json.loads((tmp_path / "report" / "results.json").read_text())
    assert (first["row"], second["row"]) == (alone.row.name, project.row.name)


def test_a_network_is_measured_beside_the_baselines(corpus: Path, model_folder: Path, tmp_path: Path) -> None:
    settings, bench = EvaluationSettings("project", k_max=10), Workbench(cache=tmp_path / "vectors.npz")
    first = run_evaluation(model_folder, corpus, settings, bench)
    again = run_evaluation(model_folder, corpus, settings, bench)
    assert first.symbols.vectors is not None
    assert again.symbols.vectors is not None
    assert (first.symbols.vectors == again.symbols.vectors).all()
    for one, other in zip(first.results, again.results, strict=True):
        assert one.to_json() == other.to_json()
    # Files of one project differ in a name only, so even an untrained network finds the project's own types.
    alone, project = (result.scores["typilus"].top1.all.exact for result in first.results)
    assert alone == pytest.approx(100 * 6 / 9)
    assert project > alone


def test_a_network_that_classifies_answers_by_itself(corpus: Path, tmp_path: Path) -> None:
    settings = TrainingConfig(
        objective="class", hidden_size=16, steps=2, epochs=12, min_class_count=4, batch_nodes=500, learning_rate=1e-2
    )
    train(corpus, tmp_path / "run", settings)
    told: list[str] = []
    evaluation = run_evaluation(
        tmp_path / "run", corpus, EvaluationSettings("project", k_max=5), Workbench(announce=told.append)
    )
    classes = json.loads((tmp_path / "run" / "classes.json").read_text())["classes"]
    assert classes[-1] == "<unknown>"
    assert set(classes) == {"int", "str", "list[int]", "bool", "<unknown>"}
    alone, project = evaluation.results
    for result in (alone, project):
        # `parent`, `items` and the return are of types of their projects, which no closed set has; all else is known.
        assert result.scores["typilus"].top1.all.exact == pytest.approx(100 * 6 / 9)
        assert result.settings["typilus"] == "softmax over 4 types"
        types = evaluation.symbols.table.types
        predicted, truth = result.predictions["typilus"], evaluation.symbols.table.type_id[result.queries]
        is_known = np.array([types[number] in ("int", "str", "list[int]", "bool") for number in truth])
        np.testing.assert_array_equal(predicted.type_id[is_known, 0], truth[is_known])
        assert predicted.probability[is_known, 0].min() > 0.5 > predicted.probability[~is_known, 0].max()
    np.testing.assert_array_equal(alone.predictions["typilus"].type_id, project.predictions["typilus"].type_id)
    assert not any("k =" in text for text in told)
    (tmp_path / "run" / "classes.json").unlink()
    with pytest.raises(CheckpointError, match="without its classifier"):
        run_evaluation(tmp_path / "run", corpus, EvaluationSettings("project", k_max=5))


def test_by_file_each_file_is_on_one_side(corpus: Path) -> None:
    evaluation = run_evaluation(None, corpus, EvaluationSettings("file", "test"))
    assert [result.row.name for result in evaluation.results] == ["by file"]
    rows = [set(evaluation.symbols.table.file_id[evaluation.symbols.rows(side)]) for side in SIDES]
    assert sum(map(len, rows)) == len(set().union(*rows)) == 30


def test_the_test_side_is_not_read_for_numbers_of_validation(corpus: Path, model_folder: Path, tmp_path: Path) -> None:
    bench = Workbench(cache=tmp_path / "vectors.npz")
    validated = run_evaluation(model_folder, corpus, EvaluationSettings("project", "validation", k_max=10), bench)
    assert len(validated.symbols.rows("test")) == 0
    assert len(validated.results[0].queries) == len(validated.symbols.rows("validation")) > 0
    tested = run_evaluation(model_folder, corpus, EvaluationSettings("project", k_max=10), bench)
    assert tested.symbols.vectors is not None
    assert len(tested.symbols.vectors) == len(tested.symbols.table)  # not those that were cached of two sides
    assert len(tested.symbols.rows("test")) > 0


def test_the_judge_knows_erasure_and_the_corpus_hierarchy(corpus: Path) -> None:
    table = tabulate(corpus_files(corpus))
    assert table.hierarchy["lib0.m0.Shelf"] == ("lib0.m0.Base",)
    types = (*table.types, "lib0.m0.Base", "lib0.m0.Shelf")  # which no symbol of the corpus has
    judge = judge_of(dataclasses.replace(table, types=types))
    place = {name: number for number, name in enumerate(types)}
    pairs = [  # what is predicted, and what is true
        ("lib0.m0.Base", "lib0.m0.Shelf"),
        ("lib0.m0.Shelf", "lib0.m0.Base"),
        ("list[lib0.parts.Part0]", "list[int]"),
    ]
    predicted = RankedTypes(np.array([[place[one]] for one, _ in pairs], np.int32), np.ones((3, 1), np.float32))
    verdicts = judge.judge(predicted, np.array([place[other] for _, other in pairs], np.int32))
    assert verdicts.neutral[:2].tolist() == [[True], [False]]
    assert verdicts.parametric.tolist() == [[False], [False], [True]]
    assert not verdicts.exact.any()


def test_no_corpus_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="typilus corpus build"):
        next(corpus_files(tmp_path))


def test_a_share_of_the_training_side_is_what_a_run_learns_from(corpus: Path) -> None:
    whole, part = load_symbols(corpus, "project"), load_symbols(corpus, "project", share=0.5)
    learned = sum(1 for _ in training_run.corpus_files(corpus, "project", "train", 0.5))
    train_side = SIDES.index("train")
    assert (part.file_side == train_side).sum() == learned < (whole.file_side == train_side).sum()
    for side in ("validation", "test"):
        assert len(part.rows(side)) == len(whole.rows(side))


def test_a_changed_model_is_embedded_again(corpus: Path, tmp_path: Path) -> None:
    cache = tmp_path / "vectors.npz"
    load_symbols(corpus, "project", Threes("one"), cache)
    stored = cache.read_bytes()
    once = Threes("one")
    load_symbols(corpus, "project", once, cache)
    assert cache.read_bytes() == stored
    assert not once.asked
    load_symbols(corpus, "project", Threes("two"), cache)
    assert cache.read_bytes() != stored


class Threes:
    """An embedder that puts all symbols at one point."""

    dimension = 2

    def __init__(self, fingerprint: str) -> None:
        self.fingerprint = fingerprint
        self.asked = False

    def embed_symbols(
        self, graphs: Sequence[ProgramGraph], positions: Sequence[npt.NDArray[np.int64]]
    ) -> list[npt.NDArray[np.float32]]:
        self.asked = True
        return [np.full((len(chosen), 2), 3, np.float32) for chosen in positions]


def test_large_maps_are_searched_by_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(2)
    centers = generator.normal(size=(40, 16)) * 3
    markers = (centers[generator.integers(0, 40, 6000)] + generator.normal(size=(6000, 16)) * 0.3).astype(np.float32)
    assert not isinstance(bulk_index()(markers), CellIndex)
    monkeypatch.setattr(evaluation, "CELLS_FROM", 5000)
    index = bulk_index()(markers)
    assert isinstance(index, CellIndex)
    near, expected = index.query(markers[:50], 20)[0], ExactIndex(markers).query(markers[:50], 20)[0]
    shared = [len(set(one) & set(other)) for one, other in zip(near.tolist(), expected.tolist(), strict=True)]
    assert sum(shared) >= 0.98 * expected.size
