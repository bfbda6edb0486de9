"""Files of one project become labeled records; one bad file costs itself alone, and what is finished is only read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graph_extraction import SYMBOL_KINDS, SourceError, SymbolKind, parse_source
from tests.typilus.lab.corpus.wheels import shop_source
from typilus.files import SerialWorkers
from typilus.lab.corpus.extraction import FILES_PER_TASK, ExtractedProject, ProjectFiles, extract_project
from typilus.lab.corpus.inferred_stubs import ProjectInference
from typilus.lab.corpus.projects import Project
from typilus.lab.corpus.shards import read_shard
from typilus.project.reexports import ModuleSummary, module_of_path, summarize

FILES = {
    "shop/__init__.py": "from shop._till import Till as Till\n",
    "shop/_till.py": "class Till:\n    pass\n",
    "shop/desk.py": "from typing import Any\nfrom shop._till import Till\n\n\nclass Desk(Till):\n    till: Till\n\n"
    "    def sell(self, a: int, b: Any, c: '((', d: str) -> 'Till':\n        count: int = 1\n"
    "        return self.till\n",
}


def project_of(root: Path, files: dict[str, str]) -> Project:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return Project("shop", "1.0", "MIT", "shops", "train", root, tuple(sorted(files)), {}, "key")


def summaries_of(project: Project) -> list[ModuleSummary]:
    found = []
    for path in project.paths:
        try:
            found.append(summarize(parse_source((project.root / path).read_bytes(), path).tree, *module_of_path(path)))
        except (SourceError, OSError):
            continue
    return found


def run(
    project: Project, work: Path, paths: Sequence[str] = (), inference: ProjectInference | None = None
) -> tuple[ExtractedProject, list[int]]:
    """What is extracted, and the steps of the progress."""
    steps: list[int] = []
    files = ProjectFiles(project, tuple(paths or project.paths), tuple(summaries_of(project)), inference)
    found = extract_project(files, work, SerialWorkers(), steps.append)
    return found, steps


def inference_of(folder: Path, stubs: dict[str, str]) -> ProjectInference:
    """Stubs as if pytype had inferred them."""
    for path, stub in stubs.items():
        answer = folder / "answers" / f"{path}.json"
        answer.parent.mkdir(parents=True, exist_ok=True)
        answer.write_text(json.dumps({"pyi": stub}))
    return ProjectInference(folder, "digest", {})


@pytest.fixture
def work(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


def test_records_and_counts_tell_the_same(tmp_path: Path, work: Path) -> None:
    found, steps = run(project_of(tmp_path / "shop", FILES), work)
    (record,) = read_shard(found.work)
    (file,) = found.files
    assert file.path == record.path == "shop/desk.py"
    assert file.nodes == record.graph.num_nodes
    by_kind = dict(zip(SYMBOL_KINDS, file.by_kind, strict=True))
    assert by_kind == {
        SymbolKind.PARAMETER: 2,
        SymbolKind.RETURN: 1,
        SymbolKind.VARIABLE: 1,
        SymbolKind.ATTRIBUTE: 1,
    } | {kind: 0 for kind in SYMBOL_KINDS if kind not in by_kind}
    assert file.labels == record.num_labels == 5
    assert set(record.labels) - {None} == {"int", "str", "shop.Till"}
    assert (found.uninformative, found.malformed) == (1, 1)
    assert found.failures == {"no labeled symbol": 2}
    assert found.hierarchy["shop.desk.Desk"] == ("shop.Till",)
    assert sum(steps) == len(FILES)


def test_a_bad_file_is_counted_and_costs_itself_alone(tmp_path: Path, work: Path) -> None:
    project = project_of(tmp_path / "shop", {"shop/bad.py": "def f(:\n", "shop/good.py": shop_source(1)})
    found, steps = run(project, work, ("shop/bad.py", "shop/gone.py", "shop/good.py"))
    assert [file.path for file in found.files] == ["shop/good.py"]
    assert found.failures == {"no graph": 2}
    assert sum(steps) == 3


def test_what_is_finished_is_only_read(tmp_path: Path, work: Path) -> None:
    project = project_of(tmp_path / "shop", FILES)
    first, _ = run(project, work)
    before = first.work.read_bytes()
    for path in FILES:
        (project.root / path).unlink()
    again, steps = run(project, work)
    assert again == first
    assert again.work.read_bytes() == before
    assert steps == [len(FILES)]


@pytest.mark.parametrize("changed", ["version", "paths", "code", "shard", "notes", "inference"])
def test_what_has_changed_is_done_again(
    tmp_path: Path, work: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    project = project_of(tmp_path / "shop", FILES)
    run(project, work)
    (project.root / "shop/desk.py").write_text("x: bytes = b''\n")
    paths, inference = project.paths, None
    if changed == "version":
        project = replace(project, version="2.0")
    elif changed == "paths":
        paths = ("shop/desk.py",)
    elif changed == "code":
        monkeypatch.setattr("typilus.lab.corpus.extraction.code_digest", lambda: "other code")
    elif changed == "shard":
        (work / "shop.shard").unlink()
    elif changed == "notes":
        (work / "shop.json").write_text("{")
    else:
        inference = inference_of(work / "shop.pytype", dict.fromkeys(FILES, ""))
    found, _ = run(project, work, paths, inference)
    (record,) = read_shard(found.work)
    assert record.labels == ("bytes",)


def test_many_files_are_told_in_their_order(tmp_path: Path, work: Path) -> None:
    files = {f"shop/m{number:02}.py": f"x{number}: int = {number}\n" for number in range(FILES_PER_TASK + 3)}
    found, steps = run(project_of(tmp_path / "shop", files), work)
    assert [file.path for file in found.files] == [record.path for record in read_shard(found.work)] == sorted(files)
    assert steps == [FILES_PER_TASK, 3]


def test_inferred_types_are_counted_apart_from_written_ones(tmp_path: Path, work: Path) -> None:
    project = project_of(tmp_path / "shop", {"shop/a.py": "def f(a: int):\n    return a\n"})
    (without,) = run(project, work)[0].files
    inference = inference_of(tmp_path / "pytype", {"shop/a.py": "def f(a: int) -> int: ..."})
    (found,) = run(project, work, inference=inference)[0].files
    assert (found.labels, sum(found.inferred_by_kind)) == (1, 1)
    assert found.inferred_by_kind[SYMBOL_KINDS.index(SymbolKind.RETURN)] == 1
    assert (without.by_kind, sum(without.inferred_by_kind)) == (found.by_kind, 0)
