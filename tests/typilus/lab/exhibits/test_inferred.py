"""Inferred labels: one network learns from them, both are measured by written ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.typilus.lab.exhibits.made_up import FakeTrainer, fake_laboratory
from tests.typilus.lab.small_runs import SETTINGS, write_small_corpus
from typilus.errors import CorpusError
from typilus.lab.corpus import LabeledFile, read_shard, write_shard
from typilus.lab.exhibits import inferred
from typilus.lab.exhibits.inferred import COLUMNS, EXHIBIT, ROWS
from typilus.lab.exhibits.laboratory import Laboratory, LaboratorySettings

SMALL = {**SETTINGS, "split": "project"}


def augmented(file: LabeledFile) -> LabeledFile:
    """Every symbol without a label is inferred to be a text."""
    return replace(file, inferred=tuple("str" if label is None else None for label in file.labels))


@pytest.fixture
def augmented_corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "augmented"
    folder.mkdir()
    write_small_corpus(folder)
    for shard in (folder / "shards").iterdir():
        write_shard(shard, [augmented(file) for file in list(read_shard(shard))])
    return folder


def test_the_rows_differ_in_nothing_else() -> None:
    without, with_them = (dict(row.changes) for row in ROWS)
    assert (without.pop("inferred_labels"), with_them.pop("inferred_labels")) == (False, True)
    assert without == with_them


def test_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_corpus: Path) -> None:
    files = [augmented(file) for file in read_shard(small_corpus / "shards" / "p0-000.shard")]
    monkeypatch.setattr(inferred, "corpus_files", lambda corpus, split, side: iter(files))
    trainer = FakeTrainer()
    result = EXHIBIT.make(fake_laboratory(tmp_path, monkeypatch, trainer))
    assert [config.inferred_labels for config in trainer.trained] == [False, True]
    assert [line.name for line in result.lines] == [*(row.name for row in ROWS), "look-up by name (ours)"]
    assert [cell.value for cell in result.lines[0].cells] == [40, 41, 42, 43, 44, 45, 50, 60]
    assert f"has {files[0].num_labels:,} labels (" in result.notes[1]
    assert f"and {len(files[0].labels) - files[0].num_labels:,} labels (" in result.notes[1]
    assert [panel.get_title() for panel in EXHIBIT.draw(result).axes] == [
        "exact", "exact, common", "exact, rare", "variables", "parameters", "returns",
    ]  # fmt: skip


def test_a_corpus_without_inferred_labels_says_how_to_build_one(small_corpus: Path, tmp_path: Path) -> None:
    laboratory = Laboratory(LaboratorySettings(small_corpus, tmp_path, 5.0, settings=SMALL))
    with pytest.raises(CorpusError, match=r"no inferred labels .*corpus build FOLDER --augment pytype"):
        EXHIBIT.make(laboratory)
    assert not (tmp_path / "runs").exists()


def test_real_runs_learn_differently_and_are_measured_alike(augmented_corpus: Path, tmp_path: Path) -> None:
    laboratory = Laboratory(LaboratorySettings(augmented_corpus, tmp_path / "lab", 5.0, settings=SMALL))
    result = EXHIBIT.make(laboratory)
    assert [line.reason for line in result.lines] == [None] * 3
    assert [len(line.cells) for line in result.lines] == [len(COLUMNS)] * 3
    without, with_them = (outcome.runs[0] for outcome in laboratory.run(ROWS))
    weights = [(run.folder / "model.safetensors").read_bytes() for run in (without, with_them)]
    assert weights[0] != weights[1]
    assert without.measures is not None
    assert with_them.measures is not None
    assert without.measures.symbols == with_them.measures.symbols
    assert without.measures.lookup == with_them.measures.lookup
