"""Files of one side only, in an order that stays the same, and turns that keep projects level."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from tests.typilus.lab.experiments.small_corpora import labeled_file
from typilus.errors import CorpusError
from typilus.lab.corpus.shards import write_shard
from typilus.lab.experiments.checkers.project_sampling import SampledProject, round_robin, sampled_projects


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
