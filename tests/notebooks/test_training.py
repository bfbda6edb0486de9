"""The notebook of training learns, and measures what a part of the network is worth."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from tests.notebooks.running import check_outputs, execute, require, text_of
from tests.typilus.small_model import learned_files
from typilus.lab.corpus.shards import write_shard
from typilus.lab.corpus.splits import side_by_file

require("nbclient", "pandas", "matplotlib", "torch")


def write_corpus(folder: Path) -> Path:
    """A corpus of some annotated files, on all sides of the split by file."""
    (folder / "shards").mkdir(parents=True)
    files = []
    for number, file in enumerate(learned_files()):
        side = ("train", "validation", "test", "train")[number]
        paths = (f"{number}_{attempt}.py" for attempt in range(1000))
        path = next(path for path in paths if side_by_file("here", path) == side)
        files.append(dataclasses.replace(file, project="here", path=path))
    write_shard(folder / "shards" / "here-000.shard", files)
    sides = {"train": ["here"], "validation": [], "test": []}
    (folder / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    return folder


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_trains_measures_and_plots(tmp_path: Path) -> None:
    settings = {"hidden_size": 8, "embedding_size": 8, "steps": 2, "epochs": 2, "min_class_count": 1}
    parameters = {
        "FOLDER": str(tmp_path / "lab"),
        "CORPUS": str(write_corpus(tmp_path / "corpus")),
        "SETTINGS": settings,
    }
    notebook = execute("training", parameters)
    check_outputs("training", notebook, is_same=False)
    text = text_of(notebook)
    rows = dict(re.findall(r"<th>([^<]+)</th>\s*<td>([\d.]+)</td>", text[text.rindex("<table") :]))
    assert list(rows) == ["Typilus", "only names", "look-up by name", "most frequent type"]
    assert all(0 <= float(share) <= 100 for share in rows.values())
    assert any("image/png" in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", ()))
