"""Annotations in the cells of notebooks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from graph_extraction import SourceDocument, SymbolKind
from typilus.errors import RewriteError
from typilus.rewriting import AnnotationEdit, NotebookCode, RewriteOptions, SourceAnnotator

OPTIONS = RewriteOptions(module="nb", python=(3, 9))


def notebook(*cells: str | tuple[str, str], **more: Any) -> str:
    """A notebook as Jupyter writes it, of code cells, and of others as (type, source)."""
    written = []
    for cell in cells:
        kind, source = ("code", cell) if isinstance(cell, str) else cell
        code = {"execution_count": 1, "outputs": [{"output_type": "stream", "text": ["hi\n"]}]}
        lines = source.splitlines(keepends=True)
        written.append({"cell_type": kind, **(code if kind == "code" else {}), "metadata": {}, "source": lines})
    document = {"cells": written, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document, indent=1, ensure_ascii=False, **more) + "\n"


def code_of(text: str) -> NotebookCode:
    return NotebookCode.of(SourceDocument("nb.ipynb", text.encode()))


def annotated(text: str, types: dict[str, str]) -> str:
    """The notebook with types of parameters and returns, by name."""
    code = code_of(text)
    annotator = SourceAnnotator(code, OPTIONS)
    edits = [
        AnnotationEdit(slot.kind, "", slot.name, slot.line, slot.column, types[slot.name])
        for slot in annotator.slots
        if slot.name in types and slot.kind in (SymbolKind.PARAMETER, SymbolKind.RETURN)
    ]
    source = annotator.annotate(edits)
    assert len(source.applied) == len(types), source.skipped
    return code.into_notebook(source).after.decode()


def cells_of(text: str) -> Sequence[str]:
    return ["".join(cell["source"]) for cell in json.loads(text)["cells"]]


def test_changes_go_into_their_cells_and_nothing_else_changes() -> None:
    before = notebook(("markdown", "# Títle"), "def f(a):\n    pass", "print(1)\n", "def g(b): return b\n\ng(1)")
    after = annotated(before, {"a": "int", "g": "str"})
    expected = before.replace("def f(a)", "def f(a: int)").replace("def g(b):", "def g(b) -> str:")
    assert after == expected


@pytest.mark.parametrize("indent", [None, 1, 4])
@pytest.mark.parametrize("ascii", [True, False])
def test_json_in_any_dress(indent: int | None, ascii: bool) -> None:
    document = json.loads(notebook("def f(a):\n    '''é'''\n", ("raw", "x")))
    before = json.dumps(document, indent=indent, ensure_ascii=ascii)
    assert annotated(before, {"a": "int"}) == before.replace("f(a)", "f(a: int)")
    document["cells"][0]["source"] = "".join(document["cells"][0]["source"])
    before = json.dumps(document, indent=indent, ensure_ascii=ascii)
    assert annotated(before, {"a": "int"}) == before.replace("f(a)", "f(a: int)"), "a string in the place of a list"


def test_imports_go_where_the_others_stand() -> None:
    before = notebook("%matplotlib inline\nimport os", "import re\nfrom pathlib import Path", "def f(a):\n    return a")
    cells = cells_of(annotated(before, {"a": "pathlib.Path | None"}))
    assert cells == [
        "%matplotlib inline\nimport os",
        "import re\nfrom pathlib import Path\nfrom typing import Optional",
        "def f(a: Optional[Path]):\n    return a",
    ]


def test_magics_stay() -> None:
    before = notebook(
        "import os",
        "%%bash\nls -l\n",
        "%%time\nfiles = !ls\ndef f(a):\n    %time pass\n    !ls\n    return a # ?\n",
        "f?",
        "names = %who\ndef g(b): pass",
    )
    after = annotated(before, {"a": "int", "b": "str | None"})
    assert cells_of(after) == [
        "import os\nfrom typing import Optional",
        "%%bash\nls -l\n",
        "%%time\nfiles = !ls\ndef f(a: int):\n    %time pass\n    !ls\n    return a # ?\n",
        "f?",
        "names = %who\ndef g(b: Optional[str]): pass",
    ]
    assert code_of(before).magic_lines == {2, 3, 4, 5, 7, 8, 10, 11}


def test_nothing_is_put_before_the_magic_of_a_cell() -> None:
    cells = cells_of(annotated(notebook("%%time\ndef f(a): pass\n"), {"a": "int | None"}))
    assert cells == ["%%time\nfrom typing import Optional\n\n\ndef f(a: Optional[int]): pass\n"]
    cells = cells_of(annotated(notebook("%%html\nx", "%%time\ndef f(a): pass\n"), {"a": "int | None"}))
    assert cells == ["%%html\nx", "%%time\nfrom typing import Optional\n\n\ndef f(a: Optional[int]): pass\n"]


def test_nothing_to_write_is_nothing_written() -> None:
    before = notebook("def f(a: int): pass")
    assert annotated(before, {}) == before


def test_formats_that_are_not_written() -> None:
    cell = {"cell_type": "code", "input": ["def f(a): pass"], "language": "python", "outputs": []}
    old = json.dumps({"worksheets": [{"cells": [cell]}], "nbformat": 3, "metadata": {}})
    with pytest.raises(RewriteError, match="format 3"):
        annotated(old, {"a": "int"})
    carriage = notebook("def f(a): pass\r\n")
    with pytest.raises(RewriteError, match="plain newlines"):
        annotated(carriage, {"a": "int"})


def test_the_diff_is_that_of_the_code() -> None:
    code = code_of(notebook("def f(a):\n    pass", "f(1)"))
    annotator = SourceAnnotator(code, OPTIONS)
    edit = AnnotationEdit(SymbolKind.PARAMETER, "f", "a", 1, 6, "int")
    diff = code.into_notebook(annotator.annotate([edit])).diff()
    assert diff.startswith("--- a/nb.ipynb\n+++ b/nb.ipynb\n")
    assert "-def f(a):\n+def f(a: int):\n" in diff
