"""A project read for a run: once, with its progress and its gaps told to the listener."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from typilus.errors import TypilusError
from typilus.listening import SILENT, Listener
from typilus.models.loading import load_predictor
from typilus.prediction.predictor import Predictor
from typilus.prediction.project_loading import load_project


@pytest.fixture(scope="module")
def predictor(model_folder: Path) -> Predictor:
    return load_predictor(model_folder)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "till.py").write_text("class Till: ...\n\ndef pay(till: Till, price: int) -> bool: ...\n")
    (folder / "broken.py").write_text("def (\n")
    return folder


class Recording(Listener):
    """Keeps all that it is told."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.paths: list[str] = []
        self.readings = 0

    def notice(self, message: str) -> None:
        self.notices.append(message)

    @contextmanager
    def reading_project(self) -> Iterator[Callable[[str], None]]:
        yield self.paths.append
        self.readings += 1


def test_a_folder_is_read_file_by_file(predictor: Predictor, project: Path) -> None:
    listener = Recording()
    markers = load_project(predictor, project, listener)
    assert [Path(path).name for path in listener.paths] == ["broken.py", "till.py"]
    assert listener.readings == 1
    assert "till.Till" in {markers.type_map.marker(row).type for row in range(len(markers.type_map))}


def test_what_has_been_read_is_not_read_again(predictor: Predictor, project: Path) -> None:
    listener = Recording()
    markers = load_project(predictor, project, SILENT)
    assert load_project(predictor, markers, listener) is markers
    assert (listener.readings, listener.paths, listener.notices) == (0, [], [])


def test_a_broken_file_is_no_notice(predictor: Predictor, project: Path) -> None:
    """Its own prediction tells its error; a project of a thousand files may have many."""
    listener = Recording()
    markers = load_project(predictor, project, listener)
    assert [Path(path).name for path, _ in markers.unread] == ["broken.py"]
    assert listener.notices == []


@pytest.mark.parametrize("name", ["nowhere", "till.py"])
def test_what_is_no_folder_is_refused(name: str, predictor: Predictor, project: Path) -> None:
    with pytest.raises(TypilusError, match=name):
        load_project(predictor, project / name, SILENT)
