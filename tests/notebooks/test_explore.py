"""The notebook runs from top to bottom: with the embedded model, and with any other model folder."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.typilus.small_model import write_small_model

nbclient = pytest.importorskip("nbclient")
pytest.importorskip("sklearn")
pytest.importorskip("matplotlib")

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "notebooks" / "explore_typespace.ipynb"


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder around an untrained network: its types are wrong, its shapes are right."""
    return write_small_model(tmp_path_factory.mktemp("model"))


def run(monkeypatch: pytest.MonkeyPatch, model: Path | None, tmp_path: Path) -> list[dict[str, Any]]:
    """Execute every cell; a cell that raises fails the test. Returns the outputs."""
    import nbformat  # noqa: PLC0415 - an import that takes long

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("TYPILUS_SAMPLE", "200")
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    if model is None:
        monkeypatch.delenv("TYPILUS_MODEL", raising=False)
    else:
        monkeypatch.setenv("TYPILUS_MODEL", str(model))
    notebook = nbformat.reads(NOTEBOOK.read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def check(outputs: list[dict[str, Any]]) -> str:
    """Check what any model shows, and return its texts."""
    shown = [output["data"] for output in outputs if "data" in output]
    assert any("image/png" in data for data in shown), "no picture of the TypeSpace"
    text = re.sub(r"\x1b\[[\d;]*m", "", "".join(data.get("text/plain", "") for data in shown))
    assert "find_by_name.name" in text
    assert text.index("before") < text.index("after")
    assert "list[orders.Order]" in text[text.index("find_by_name.orders") :]
    assert any("customer_name" in json.dumps(data) for data in shown), "no table of predictions"
    return text


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_with_a_model_of_ones_own(monkeypatch: pytest.MonkeyPatch, small_model: Path, tmp_path: Path) -> None:
    check(run(monkeypatch, small_model, tmp_path))


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_with_the_embedded_model(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = check(run(monkeypatch, None, tmp_path))
    first = re.search(r"after\s+\{\s*'([^']+)': ([\d.]+)", text)
    assert first, "nothing is predicted after the adaptation"
    assert first[1] == "list[orders.Order]", "one marker does not teach its type"
    assert float(first[2]) > 0.5
    assert "list[orders.Order]" not in text[text.index("before") : text.index("after")]


def test_the_notebook_is_committed_without_outputs() -> None:
    cells = json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in cells)
