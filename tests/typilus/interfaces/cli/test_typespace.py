"""`typilus typespace`."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from typilus.explorer import layout_files
from typilus.explorer.layout import Positions
from typilus.interfaces.cli import main
from typilus.models import LAYOUT_FILE
from typilus.typespace import TypeMap


@pytest.fixture
def folder(model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def lay_out(type_map: TypeMap, *_: object, **__: object) -> Positions:
        return np.zeros((len(type_map), 2), np.uint16)

    monkeypatch.setattr(layout_files, "lay_out", lay_out)
    monkeypatch.setenv("TYPILUS_CACHE", str(tmp_path / "cache"))
    return Path(shutil.copytree(model_folder, tmp_path / "model"))


def test_a_page_is_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "space.html"
    assert main(["typespace", "--model", str(folder), "-o", str(output)]) == 0
    assert output.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "open it in a browser" in capsys.readouterr().err


def test_files_that_cannot_be_read_are_said(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "good.py").write_text("def f(x: int): ...\n")
    (project / "bad.py").write_text("def (:\n")
    output = tmp_path / "space.html"
    assert main(["typespace", "--model", str(folder), "--project", str(project), "-o", str(output)]) == 1
    assert "bad.py" in capsys.readouterr().err
    assert output.exists()


def test_the_layout_goes_into_the_model(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["typespace", "--model", str(folder), "--into-model"]) == 0
    assert (folder / LAYOUT_FILE).exists()
    assert not (tmp_path / "space.html").exists()
