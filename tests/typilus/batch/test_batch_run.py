"""Corpora of projects: failures stop nobody, what is done is not done again, workers change nothing."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import Any

import pytest

import typilus
from typilus.batch import ListedProject, ProjectOutcome, ResultsStore, run_batch
from typilus.errors import CheckerError, TypilusError
from typilus.listening import SILENT
from typilus.options import AnnotateOptions

TEXT = "def stop(name):\n    print(name)\n"


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[ListedProject]:
    """Two sound projects, an archive, and three that fail."""
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    for name in ("one", "two", "three", "empty"):
        (tmp_path / name).mkdir()
    for name in ("one", "two", "three"):
        (tmp_path / name / "a.py").write_text(TEXT)
        (tmp_path / name / "broken.py").write_text("def broken(:\n")
    with tarfile.open(tmp_path / "three.tar.gz", "w:gz") as archive:
        archive.add(tmp_path / "three", "three-1.0")
    (tmp_path / "bad.zip").write_bytes(b"PK")
    names = ("one", "bad.zip", "three.tar.gz", "empty", "gone", "two")
    return [ListedProject(name, tmp_path / name) for name in names]


class Batches:
    """Runs batches with a small model into one store."""

    def __init__(self, store: Path, model: Path) -> None:
        self.store, self.model = store, model

    def run(self, projects: list[ListedProject], **options: Any) -> dict[str, ProjectOutcome]:
        chosen = {"workers": 1, "checker": "none", "min_confidence": 0, **options}
        outcomes = run_batch(projects, self.store, AnnotateOptions(model=self.model, **chosen), SILENT)
        return {outcome.name: outcome for outcome in outcomes}

    def documents(self) -> list[dict[str, Any]]:
        with ResultsStore(self.store) as results:
            return list(results.documents())


@pytest.fixture
def batches(tmp_path: Path, model_folder: Path) -> Batches:
    return Batches(tmp_path / "results.sqlite", model_folder)


def test_a_project_that_fails_stops_no_other(corpus: list[ListedProject], batches: Batches) -> None:
    outcomes = batches.run(corpus)
    assert list(outcomes) == [project.name for project in corpus]
    assert {name for name, outcome in outcomes.items() if outcome.error is not None} == {"bad.zip", "empty", "gone"}
    assert {(outcomes[name].files, outcomes[name].failed) for name in ("one", "two", "three.tar.gz")} == {(2, 1)}
    documents = batches.documents()
    assert [document["path"] for document in documents] == ["a.py", "broken.py"] * 3
    assert all(document["changed"] for document in documents[::2])
    assert all("broken.py:1" in document["error"] for document in documents[1::2])
    assert all("typilus-batch-" not in document["error"] for document in documents[1::2])


def test_what_is_done_is_not_done_again(corpus: list[ListedProject], batches: Batches) -> None:
    batches.run(corpus)
    assert all(outcome.was_done or outcome.error for outcome in batches.run(corpus).values())
    (corpus[0].location / "a.py").write_text(TEXT.replace("stop", "halt"))
    (corpus[0].location / "broken.py").unlink()
    changed = batches.run(corpus)
    assert [name for name, outcome in changed.items() if not outcome.was_done and not outcome.error] == ["one"]
    assert changed["one"].files == 1
    assert "halt" in {symbol["name"] for symbol in batches.documents()[0]["symbols"]}
    assert not any(outcome.was_done for outcome in batches.run(corpus, only=("returns",)).values())


def test_an_interrupted_project_goes_on(
    corpus: list[ListedProject], batches: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Batches(batches.store.with_name("whole.sqlite"), batches.model)
    whole.run(corpus)
    added: list[str] = []
    add = ResultsStore.add

    def killed(store: ResultsStore, project: Any, path: str, sha256: str, file: Any) -> None:
        if added:
            raise KeyboardInterrupt
        added.append(path)
        add(store, project, path, sha256, file)

    monkeypatch.setattr(ResultsStore, "add", killed)
    with pytest.raises(KeyboardInterrupt):
        batches.run(corpus)
    added.clear()

    def noted(store: ResultsStore, project: Any, path: str, sha256: str, file: Any) -> None:
        added.append(path)
        add(store, project, path, sha256, file)

    monkeypatch.setattr(ResultsStore, "add", noted)
    batches.run(corpus)
    assert added == ["broken.py", "a.py", "broken.py", "a.py", "broken.py"]
    assert batches.documents() == whole.documents()


def test_what_changed_is_done_though_the_run_after_it_was_interrupted(
    corpus: list[ListedProject], batches: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    batches.run(corpus[:1])
    (corpus[0].location / "a.py").write_text(TEXT.replace("stop", "halt"))
    with monkeypatch.context() as patch:
        patch.setattr(ResultsStore, "add", interrupt)
        with pytest.raises(KeyboardInterrupt):
            batches.run(corpus[:1])
    batches.run(corpus[:1])
    assert "halt" in {symbol["name"] for symbol in batches.documents()[0]["symbols"]}


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("count", [6, 1], ids=["whole projects", "files of one project"])
def test_workers_change_nothing(corpus: list[ListedProject], batches: Batches, count: int) -> None:
    alone = Batches(batches.store.with_name("alone.sqlite"), batches.model)
    outcomes = alone.run(corpus[:count])
    for name, outcome in batches.run(corpus[:count], workers=2).items():
        assert (outcome.error, outcome.files, outcome.annotations) == (
            outcomes[name].error,
            outcomes[name].files,
            outcomes[name].annotations,
        )
    assert batches.documents() == alone.documents()


def test_what_cannot_be_done_is_told_before_any_work(corpus: list[ListedProject], batches: Batches) -> None:
    with pytest.raises(CheckerError, match="unknown checker"):
        batches.run(corpus, checker="pylint")
    with pytest.raises(TypilusError, match="leave out --project"):
        batches.run(corpus, project="one")
    assert not batches.store.exists()


def test_the_python_function(corpus: list[ListedProject], batches: Batches) -> None:
    (outcome,) = typilus.annotate_projects(
        [corpus[0].location], batches.store, model=batches.model, workers=1, checker="none"
    )
    assert (outcome.name, outcome.files) == (str(corpus[0].location), 2)
