"""`typilus typespace`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.typilus.small_model import write_small_model
from typilus.explorer import layout_files
from typilus.explorer.layout import Positions
from typilus.interfaces.cli import main
from typilus.models import LAYOUT_FILE
from typilus.typespace import TypeMap


def test_a_page_and_a_layout_in_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lay_out(type_map: TypeMap, *_: object, **__: object) -> Positions:
        return np.zeros((len(type_map), 2), np.uint16)

    monkeypatch.setattr(layout_files, "lay_out", lay_out)
    model = write_small_model(tmp_path / "model")
    assert main(["typespace", "--model", str(model), "--into-model"]) == 0
    assert (model / LAYOUT_FILE).is_file()
    assert not (tmp_path / "space.html").exists()
    page = tmp_path / "space.html"
    assert main(["typespace", "--model", str(model), "-o", str(page)]) == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "markers" in capsys.readouterr().err
    assert main(["typespace", "--model", str(model), "--project", str(tmp_path / "none"), "-o", str(page)]) == 2
