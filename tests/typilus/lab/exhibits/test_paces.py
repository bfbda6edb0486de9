"""Paces and sizes are measured on real files, and only once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.typilus.lab.small_runs import SETTINGS
from typilus.lab.exhibits import paces
from typilus.lab.exhibits.paces import CorpusSize, Pace, PaceBook, sample_files
from typilus.lab.exhibits.training_plan import Amount
from typilus.lab.model_building import corpus_files
from typilus.neural import TrainingConfig

CONFIG = TrainingConfig(**SETTINGS)  # type: ignore[arg-type]


def test_the_size_is_that_of_the_files_with_labels(small_corpus: Path) -> None:
    size = CorpusSize.of(small_corpus, "project")
    nodes = [
        sum(file.graph.num_nodes for file in corpus_files(small_corpus, "project", side) if any(file.labels))
        for side in ("train", "validation")
    ]
    assert [size.train_nodes, size.validation_nodes] == nodes
    assert size.reading > 0


def test_the_sample_is_drawn_from_all_files(small_corpus: Path, tmp_path: Path) -> None:
    total = CorpusSize.of(small_corpus, "project").train_nodes
    assert len(sample_files(small_corpus, "project", total, 1)) == 1
    assert len(sample_files(small_corpus, "project", total, 10**9)) == 2
    book = PaceBook(tmp_path, small_corpus, "key")
    assert book.pilot("project") == book.pilot("project")
    assert 1 <= len(book.pilot("project")) <= 2


def announce(text: str) -> None:
    """The callback where nobody listens."""


def test_a_pace_is_measured_once(small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = PaceBook(tmp_path, small_corpus, "key")
    pace, size = book.pace(CONFIG, "cpu", announce), book.size("project")
    assert min(pace.preparing, pace.training, pace.validating) > 0
    monkeypatch.setattr(paces, "_measure", lambda *_: pytest.fail("measured again"))
    monkeypatch.setattr(paces.CorpusSize, "of", lambda *_: pytest.fail("read again"))
    again = PaceBook(tmp_path, small_corpus, "key")
    assert (again.pace(CONFIG, "cpu", announce), again.size("project")) == (pace, size)
    faster = replace(CONFIG, learning_rate=1.0, seed=3, epochs=5)
    assert again.pace(faster, "cpu", announce) == pace  # none of these takes or saves time
    with pytest.raises(pytest.fail.Exception, match="measured again"):
        again.pace(replace(CONFIG, steps=1), "cpu", announce)


def test_without_steps_a_network_reads_symbols_alone(small_corpus: Path, tmp_path: Path) -> None:
    book = PaceBook(tmp_path, small_corpus, "key")
    whole, names = (book.read_share(replace(CONFIG, steps=steps)) for steps in (2, 0))
    assert 0 < names < whole / 3
    assert whole <= 1
    assert PaceBook(tmp_path, small_corpus, "key").read_share(replace(CONFIG, steps=0)) == names


def test_a_damaged_book_is_begun_anew(small_corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "paces.json").write_text("[")
    assert PaceBook(tmp_path, small_corpus, "key").size("project").train_nodes > 0


def test_the_cost_of_a_run() -> None:
    cost = Pace(0.001, 0.01, 0.002).cost(CorpusSize(1000, 100, 2.0), CONFIG, frozenset({Amount(3)}))
    assert cost.fixed == pytest.approx(0.2 + 0.1)  # a tenth of the training side, read once and prepared
    assert cost.preparing == pytest.approx(2 * 2.0 + 1.0)
    assert cost.seconds(Amount(2)) == pytest.approx(0.3 + 5.0 + 2 * (10.0 + 0.2))
    assert cost.seconds(Amount(1, 0.5)) == pytest.approx(0.3 + 2.5 + 5.0 + 0.2)
    assert cost.seconds(Amount(3)) == 0.0
