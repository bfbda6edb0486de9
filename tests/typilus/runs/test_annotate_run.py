"""Whole runs: which project votes, which text is annotated, and what an earlier run has left to do."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest

from typilus.annotating import AnnotatedFile, AnnotateSettings, Destination
from typilus.files import SerialWorkers, find_python_files
from typilus.listening import Listener
from typilus.models.loading import load_predictor
from typilus.options import AnnotateOptions
from typilus.prediction import Predictor
from typilus.project import DISK, Documents, OpenDocuments, ProjectMarkers
from typilus.runs.annotate_run import AnnotateRun
from typilus.runs.file_run import FileRun

TEXT = "def stop(name):\n    print(name)\n"
ANNOTATED = "def stop(name) -> None:\n    print(name)\n"
HALT, HALTED = TEXT.replace("stop", "halt"), ANNOTATED.replace("stop", "halt")


class Told(Listener):
    """Counts how often a project is read, and keeps what is noticed."""

    def __init__(self) -> None:
        self.readings = 0
        self.notices: list[str] = []

    def notice(self, message: str) -> None:
        self.notices.append(message)

    def reading_project(self) -> AbstractContextManager[Callable[[str], None] | None]:
        self.readings += 1
        return nullcontext()


@dataclass
class Runs:
    """Makes runs over the files of one folder, and counts how often one of them wants the model."""

    root: Path
    predictor: Predictor
    loads: int = 0

    def load(self) -> Predictor:
        self.loads += 1
        return self.predictor

    def run(self, project: Path | ProjectMarkers | None = None, documents: Documents = DISK) -> AnnotateRun:
        options = AnnotateOptions(project=project, checker="none", min_confidence=0, only=("returns",), workers=1)
        settings = AnnotateSettings.for_project(self.root, options, Listener(), documents)
        return AnnotateRun(options, settings, self.load, Told())

    def files(self, run: AnnotateRun, destination: Destination, resume: bool | None = None) -> Generator[AnnotatedFile]:
        """All that a destination names, done by this process."""
        here = FileRun(SerialWorkers(), True, run.listener)
        yield from run.files(list(find_python_files(destination.named)), destination, here, resume)

    def texts(self, run: AnnotateRun, resume: bool) -> Generator[str]:
        """The new texts of all files of the folder."""
        for file in self.files(run, Destination(self.root, [str(self.root)]), resume):
            assert file.error is None
            yield file.text or ""


@pytest.fixture
def runs(tmp_path: Path, model_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    root = tmp_path / "project"
    root.mkdir()
    (root / "a.py").write_text(TEXT)
    (root / "b.py").write_text(TEXT)
    return Runs(root, load_predictor(model_folder))


@pytest.fixture
def marked(runs: Runs) -> Runs:
    """The folder is the root of a project."""
    (runs.root / "pyproject.toml").touch()
    return runs


def test_a_project_is_read_once_and_not_at_all_if_it_is_given(marked: Runs) -> None:
    given = marked.predictor.load_project(marked.root)
    destination = Destination(marked.root, [str(marked.root)])
    for project, readings in ((None, 1), (marked.root, 1), (given, 0)):
        run = marked.run(project)
        assert run.is_project
        assert [file.text for file in marked.files(run, destination)] == [ANNOTATED, ANNOTATED]
        assert isinstance(run.listener, Told)
        assert run.listener.readings == readings
        assert run.file(str(marked.root / "a.py")).text == ANNOTATED


def test_what_is_written_votes_though_the_project_was_given(marked: Runs) -> None:
    run = marked.run(marked.predictor.load_project(marked.root))
    files = list(marked.files(run, Destination(marked.root, [str(marked.root)], write=True)))
    assert [len(file.written) for file in files] == [1, 1]
    assert isinstance(run.listener, Told)
    assert run.listener.readings == 2, "the second round adds nothing"


@pytest.mark.parametrize("is_open", [False, True], ids=["on disk", "open"])
def test_a_file_stands_alone_outside_of_projects(runs: Runs, is_open: bool) -> None:
    path = runs.root / "a.py"
    run = runs.run(documents=OpenDocuments({path: HALT}) if is_open else DISK)
    assert not run.is_project
    assert run.file(str(path)).text == (HALTED if is_open else ANNOTATED)
    assert isinstance(run.listener, Told)
    assert run.listener.readings == 0
    list(runs.files(run, Destination(runs.root, [str(path)])))
    assert run.listener.notices == [
        f"{runs.root} is no project (no pyproject.toml, .git, ...): each file stands alone; see --project"
    ]


def interrupted(texts: Generator[str]) -> str:
    """The first of some texts; the others are never made."""
    first = next(texts)
    texts.close()
    return first


def test_a_run_goes_on_where_it_was_interrupted(marked: Runs) -> None:
    run = marked.run()
    assert interrupted(marked.texts(run, resume=False)) == ANNOTATED
    assert marked.loads == 1
    assert interrupted(marked.texts(run, resume=True)) == ANNOTATED
    assert marked.loads == 1, "the first file is known, and no second was asked for"
    assert list(marked.texts(run, resume=True)) == [ANNOTATED, ANNOTATED]
    assert list(marked.texts(run, resume=True)) == [ANNOTATED, ANNOTATED], "the journal of what has ended is gone"
    assert marked.loads == 3


def test_what_has_changed_is_done_again(marked: Runs) -> None:
    run = marked.run()
    interrupted(marked.texts(run, resume=False))
    (marked.root / "a.py").write_text(HALT)
    assert list(marked.texts(run, resume=True)) == [HALTED, ANNOTATED]


def test_an_open_text_is_what_was_done(marked: Runs) -> None:
    run = marked.run(documents=OpenDocuments({marked.root / "a.py": HALT}))
    assert interrupted(marked.texts(run, resume=False)) == HALTED
    (marked.root / "a.py").write_text("this is no Python\n")
    assert interrupted(marked.texts(run, resume=True)) == HALTED
    assert marked.loads == 1
