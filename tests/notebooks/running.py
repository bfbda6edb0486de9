"""Notebooks run as their readers run them, and made anew with outputs: `python -m tests.notebooks.running NAME…`."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

__all__ = ["MACHINE_PATH", "MAX_BYTES", "NOTEBOOKS", "check_outputs", "execute", "path_of", "require", "text_of"]

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ("graphs", "typespace", "predictions", "adaptation", "training")
"""In the order in which a reader would open them."""

MAX_BYTES = 300_000
_SVG = re.compile(r"<svg.*?</svg>", re.DOTALL)
_WIDGET = "application/vnd.jupyter.widget-view+json"
_COLORS = re.compile(r"\x1b\[[\d;]*m")
_NUMBERS = re.compile(r"[\d.,]*\d")
MACHINE_PATH = re.compile(r"(?<![\w.])(?:/home|/root|/tmp|/usr|/work|/Users|/private|/var|/opt)/")


def require(*libraries: str) -> None:
    """Skip the tests of a module where libraries are missing, without importing them: the notebook does that."""
    missing = [library for library in libraries if find_spec(library) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}", allow_module_level=True)


def path_of(name: str) -> Path:
    """The notebook of a name."""
    return ROOT / "notebooks" / f"{name}.ipynb"


def execute(name: str, parameters: Mapping[str, object] | None = None) -> Any:
    """Run every cell of a notebook in its folder. A cell that raises ends it.

    Args:
        name: Name of the notebook.
        parameters: Values for names of the cell with the tag `parameters`.

    Returns:
        The notebook with its outputs.
    """
    import nbclient  # noqa: PLC0415 - only tests that ask for it need it
    import nbformat  # noqa: PLC0415

    notebook = nbformat.reads(path_of(name).read_text(encoding="utf-8"), as_version=4)  # type: ignore[no-untyped-call]
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", ()))
    source, names = cell.source, set(re.findall(r"^(\w+) =", cell.source, re.MULTILINE))
    assert names >= set(parameters or ()), "the notebook has no such parameter"
    cell.source = "\n".join([source, *(f"{key} = {value!r}" for key, value in (parameters or {}).items())])
    try:
        nbclient.NotebookClient(
            notebook, timeout=600, resources={"metadata": {"path": str(ROOT / "notebooks")}}
        ).execute()
    finally:
        cell.source = source
    return notebook


def text_of(notebook: Any) -> str:
    """The plain texts and the HTML that a notebook shows, without colors."""
    return _COLORS.sub("", "\n".join(_texts(cell) for cell in _code_cells(notebook)))


def check_outputs(name: str, executed: Any, *, is_same: bool = True) -> None:
    """Hold the outputs that are committed against those of a run.

    Args:
        name: Name of the notebook.
        executed: The notebook after a run.
        is_same: Whether the run had the parameters of the notebook, so that its texts are those that are committed, but
            for numbers. This is asked only of the Python that made them.
    """
    committed = json.loads(path_of(name).read_text(encoding="utf-8"))
    made_by = committed["metadata"]["language_info"]["version"].split(".")[:2]
    runs_here = executed["metadata"]["language_info"]["version"].split(".")[:2]
    again = f"run python -m tests.notebooks.running {name}"
    for before, after in zip(_code_cells(committed), _code_cells(executed), strict=True):
        both = [_all_kept(cell["outputs"]) for cell in (before, after)]
        kinds = [[sorted(output.get("data", output["output_type"])) for output in of] for of in both]
        assert kinds[0] == kinds[1], f"{name}: {''.join(before['source'])[:60]!r} shows something else: {again}"
        if is_same and made_by == runs_here:
            texts = [_blanked({"outputs": outputs}) for outputs in both]
            assert texts[0] == texts[1], f"{name}: {''.join(before['source'])[:60]!r} is out of date: {again}"


def _code_cells(notebook: Any) -> list[Any]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def _texts(cell: Any) -> str:
    parts: list[str] = []
    for output in cell["outputs"]:
        data = output.get("data", {"text/plain": output.get("text", "")})
        parts += ["".join(data[kind]) for kind in ("text/plain", "text/html", "image/svg+xml") if kind in data]
    return "\n".join(parts)


def _blanked(cell: Any) -> str:
    return _NUMBERS.sub("#", _COLORS.sub("", _texts(cell)))


def _all_kept(outputs: Any) -> list[Any]:
    """The outputs of a cell as they are committed, without bars of progress, which are widgets and empty at the end.

    What is printed is one text, in however many parts it came.
    """
    shown = (output for output in outputs if "".join(output.get("data", {}).get("text/plain", "-")))
    kept: list[Any] = []
    for output in shown:
        if kept and output["output_type"] == "stream" and kept[-1].get("name") == output["name"]:
            kept[-1] = {**kept[-1], "text": "".join(kept[-1]["text"]) + "".join(output["text"])}
        elif _WIDGET not in output.get("data", {}):
            kept.append(_kept(output))
    return kept


def _kept(output: Any) -> Any:
    """An output as it is committed.

    GitHub shows neither frames, which are large, nor drawings inside of HTML: the latter stand alone.
    """
    page = "".join(output.get("data", {}).get("text/html", ""))
    if not page:
        return output
    drawn = _SVG.search(page)
    data = {kind: value for kind, value in output["data"].items() if kind == "text/plain"}
    if "<iframe" in page:
        return {**output, "data": data}
    return {**output, "data": {**data, "image/svg+xml": drawn[0]}} if drawn else output


def _make(name: str) -> None:
    """Run a notebook with its own parameters, and write it with what it shows."""
    import nbformat  # noqa: PLC0415

    notebook = execute(name)
    notebook.metadata.pop("widgets", None)
    for cell in _code_cells(notebook):
        cell.outputs = [nbformat.from_dict(output) for output in _all_kept(cell.outputs)]  # type: ignore[no-untyped-call]
        cell.metadata.pop("execution", None)
        errors = [output.text for output in cell.outputs if output.get("name") == "stderr"]
        assert not errors, f"{name}: a reader would see {errors}"
    text = nbformat.writes(notebook) + "\n"  # type: ignore[no-untyped-call]
    assert not MACHINE_PATH.search(text), f"{name}: {MACHINE_PATH.search(text)}: a path of this machine"
    assert len(text.encode()) <= MAX_BYTES, f"{name}: {len(text.encode()):,} bytes"
    path_of(name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    os.environ.setdefault("PYTHONPATH", str(ROOT))
    for argument in sys.argv[1:] or NOTEBOOKS:
        _make(argument)
