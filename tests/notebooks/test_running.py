"""Notebooks as they are committed."""

from __future__ import annotations

import copy
import json
import re
from typing import Any

import pytest

from tests.notebooks.running import MACHINE_PATH, MAX_BYTES, NOTEBOOKS, check_outputs, path_of


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_small_and_of_no_machine(name: str) -> None:
    text = path_of(name).read_text(encoding="utf-8")
    assert len(text.encode()) <= MAX_BYTES
    assert not MACHINE_PATH.search(text)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_was_run_from_top_to_bottom(name: str) -> None:
    cells = [
        cell for cell in json.loads(path_of(name).read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"
    ]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not any(output.get("name") == "stderr" for cell in cells for output in cell["outputs"])


def test_these_are_all() -> None:
    assert sorted(path.stem for path in path_of("graphs").parent.glob("*.ipynb")) == sorted(NOTEBOOKS)


@pytest.fixture
def graphs() -> Any:
    return json.loads(path_of("graphs").read_text(encoding="utf-8"))


def test_outputs_that_differ_in_numbers_alone_are_the_same(graphs: Any) -> None:
    cell = next(cell for cell in graphs["cells"] if cell.get("outputs") and "text" in cell["outputs"][0])
    cell["outputs"][0]["text"] = re.sub(r"\d+", "7", "".join(cell["outputs"][0]["text"]))
    check_outputs("graphs", graphs)


@pytest.mark.parametrize("change", ["text", "kind"])
def test_others_are_out_of_date(graphs: Any, change: str) -> None:
    changed = copy.deepcopy(graphs)
    cell = next(cell for cell in changed["cells"] if cell.get("outputs") and "text" in cell["outputs"][0])
    if change == "text":
        cell["outputs"][0]["text"] = "nothing of that"
    else:
        cell["outputs"] = []
    with pytest.raises(AssertionError, match=r"python -m tests\.notebooks\.running graphs"):
        check_outputs("graphs", changed)
