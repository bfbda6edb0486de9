"""The notebook of the TypeSpace shows the map with a project's symbols in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notebooks.running import check_outputs, execute, require, text_of
from tests.typilus.small_model import write_small_model

require("nbclient", "pandas", "matplotlib", "openTSNE")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_with_a_model_of_ones_own(tmp_path: Path) -> None:
    """An untrained network: its types are wrong, its shapes are right."""
    model = write_small_model(tmp_path / "model")
    notebook = execute("typespace", {"MODEL": str(model), "SAMPLE": 100})
    check_outputs("typespace", notebook, is_same=False)
    text = text_of(notebook)
    assert '<iframe title="TypeSpace"' in text
    pictures = [
        output for cell in notebook.cells for output in cell.get("outputs", ()) if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 2
    assert "shards.py:" in text[text.index("<th>distance</th>") :], "no neighbor"
