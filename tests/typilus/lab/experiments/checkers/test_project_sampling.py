"""Files of one side only, in an order that stays the same, and turns that keep projects level."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.errors import CorpusError
from typilus.lab.corpus.corpus_manifest import SIDES
from typilus.lab.corpus.shards import write_shard
from typilus.lab.corpus.splits import side_by_file
from typilus.lab.corpus.standard_library import library_root
from typilus.lab.experiments.checkers.project_sampling import (
    SampledProject,
    library_files_alone,
    round_robin,
    sampled_projects,
)


def write_corpus(folder: Path) -> Path:
    """Two projects to test on, one of whose names begins with the other's, and one to train on."""
    (folder / "shards").mkdir(parents=True)
    for project, version in (("shop", "1.2"), ("shop-core", "3"), ("other", "1")):
        files = [labeled_file(f"{project}/f{number}.py", "x:int") for number in range(5)]
        write_shard(folder / "shards" / f"{project}-000.shard", files)
        (folder / "sources" / f"{project}-{version}").mkdir(parents=True)
    sides = {"train": ["other"], "validation": [], "test": ["shop", "shop-core"]}
    (folder / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    return folder


def test_the_projects_of_a_side_with_their_own_sources(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    projects = sampled_projects(corpus, "test", 0)
    assert [(each.name, each.root.name) for each in projects] == [("shop", "shop-1.2"), ("shop-core", "shop-core-3")]
    assert sorted(projects[0].paths) == [f"shop/f{number}.py" for number in range(5)]
    assert projects == sampled_projects(corpus, "test", 0)
    assert len({sampled_projects(corpus, "test", seed)[0].paths for seed in range(5)}) > 1


def test_by_file_all_projects_have_files_on_a_side(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path)
    projects = {side: sampled_projects(corpus, side, 0, "file") for side in SIDES if side != "validation"}
    paths = {side: {path for each in drawn for path in each.paths} for side, drawn in projects.items()}
    assert "other" in {each.name for each in projects["train"]}
    for side in paths:
        assert paths[side]
        assert all(side_by_file(path.partition("/")[0], path) == side for path in paths[side])


def test_files_of_the_library_are_copied_alone(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "shards").mkdir(parents=True)
    names = ["argparse.py", "email/message.py", "email/__init__.py", "json/decoder.py", "nowhere.py", "bisect.py"]
    files = [dataclasses.replace(labeled_file(name, "x:int"), project="python-stdlib") for name in names]
    write_shard(corpus / "shards" / "python-stdlib-000.shard", files)
    sides: dict[str, list[str]] = {"train": ["python-stdlib"], "validation": [], "test": []}
    (corpus / "splits.json").write_text(json.dumps({"by_project": sides, "by_file": {}}))
    copied = {}
    for side in SIDES:
        expected = {name for name in names if side_by_file("python-stdlib", name) == side} - {names[2], names[4]}
        if not expected:
            with pytest.raises(CorpusError, match=f"no file of the standard library on the {side} side"):
                library_files_alone(corpus, side, 0, tmp_path / "alone")
            continue
        projects = library_files_alone(corpus, side, 0, tmp_path / "alone")
        assert {each.name for each in projects} == expected
        copied.update({each.name: each for each in projects})
    assert len(copied) == 4
    message = copied["email/message.py"]
    assert message.paths == ("message.py",)
    assert [path.name for path in message.root.iterdir()] == ["message.py"]
    assert (message.root / "message.py").read_bytes() == (library_root() / "email" / "message.py").read_bytes()


def test_a_side_without_sources_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="holds no sources of the validation side"):
        sampled_projects(write_corpus(tmp_path), "validation", 0)


def test_the_project_judged_least_is_next_until_all_are_used_up() -> None:
    projects = [SampledProject(name, Path(name), tuple(f"{name}{n}" for n in range(3))) for name in ("a", "b")]
    judged: Counter[str] = Counter()
    turns = []
    for project, path in round_robin(projects, judged):
        turns.append(path)
        judged[project.name] += 3 if project.name == "a" else 1
    assert turns == ["a0", "b0", "b1", "b2", "a1", "a2"]
