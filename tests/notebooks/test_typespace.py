"""The notebook of the TypeSpace shows the map with a project's symbols in it."""

from __future__ import annotations

import pytest

pytest.importorskip("nbclient")
pytest.importorskip("pandas")
pytest.importorskip("matplotlib")
pytest.importorskip("openTSNE")

from tests.notebooks.running import check_outputs, execute, text_of


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_it_runs_and_shows_what_it_says() -> None:
    notebook = execute("typespace", {"SAMPLE": 300})
    check_outputs("typespace", notebook, is_same=False)
    text = text_of(notebook)
    assert '<iframe title="TypeSpace"' in text
    pictures = [
        output for cell in notebook.cells for output in cell.get("outputs", ()) if "image/png" in output.get("data", {})
    ]
    assert len(pictures) == 2
    assert "datetime.datetime" in text[text.index("<th>distance</th>") :]
