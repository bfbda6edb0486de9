from __future__ import annotations

import ast
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from graph_extraction import parse_source
from typilus.interfaces.lsp.notebook_text import NotebookCells, NotebookText

CODE = types.NotebookCellKind.Code
CELLS = {
    "one": "import os\r\n%matplotlib inline",
    "two": "# 🦆\ndef area(width, height=2.0):\n    return width\n",
    "three": "%%bash\nls",
}


def opened(cells: dict[str, str], languages: Sequence[str] = ("python",) * 9) -> NotebookCells:
    notebook = types.NotebookDocument(
        "n.ipynb", "jupyter-notebook", 1, [types.NotebookCell(CODE, uri) for uri in cells]
    )
    documents = [
        types.TextDocumentItem(uri, language, 1, text)
        for (uri, text), language in zip(cells.items(), languages, strict=False)
    ]
    return NotebookCells(notebook, documents, "utf-16")


def typed(uri: str, *parts: types.TextDocumentContentChangeEvent) -> types.NotebookDocumentCellChanges:
    identifier = types.VersionedTextDocumentIdentifier(2, uri)
    return types.NotebookDocumentCellChanges(text_content=[types.NotebookDocumentCellContentChanges(identifier, parts)])


def part(line: int, start: int, end: int, text: str) -> types.TextDocumentContentChangePartial:
    range_ = types.Range(types.Position(line, start), types.Position(line, end))
    return types.TextDocumentContentChangePartial(range_, text)


def spliced(start: int, delete: int, *uris: str) -> types.NotebookDocumentCellChanges:
    change = types.NotebookCellArrayChange(start, delete, [types.NotebookCell(CODE, uri) for uri in uris])
    return types.NotebookDocumentCellChanges(types.NotebookDocumentCellChangeStructure(change))


def test_every_line_of_a_cell_is_a_line_of_the_buffer() -> None:
    cells = opened(CELLS)
    text, lines = cells.text(), cells.text().text.split("\n")
    ast.parse(text.text)
    assert text.line_count - 1 == sum(document.text.line_count for document in cells.documents())
    for document in cells.documents():
        for number in range(document.text.line_count):
            own, line = (
                document.text.text.replace("\r\n", "\n").split("\n")[number],
                lines[document.first_line + number],
            )
            assert line in (own, " " * len(own), "")
    assert [document.first_line for document in cells.documents()] == [0, 2, 6]


def test_the_json_has_the_same_code_and_gives_the_cells_back() -> None:
    text = opened(CELLS).text()
    assert parse_source(text.source, "n.ipynb").text == text.text
    assert text.cells_of(text.source) == text.cells


@given(st.lists(st.sampled_from(["", "\n", "x = 1", "x = 1\n", "\n\n", "%time x", "!ls\r\n", "s = '🦆'"])))
@settings(max_examples=60, deadline=None)
def test_cells_of_any_end_keep_their_lines(cells: list[str]) -> None:
    text = NotebookText(cells)
    assert text.cells_of(text.source) == text.cells
    assert text.text.count("\n") == sum(cell.replace("\r\n", "\n").count("\n") + 1 for cell in cells)


def test_changes_of_parts_are_applied_one_after_the_other() -> None:
    cells = opened({"one": "s = '🦆'\nprint(s)"})
    assert not cells.change(typed("one", part(0, 5, 7, "🐸!"), part(0, 8, 8, "?"), part(1, 6, 7, "s, s")))
    (document,) = cells.documents()
    assert document.text.text == "s = '🐸!?'\nprint(s, s)"
    assert document.version == 2


def test_cells_are_added_moved_and_removed() -> None:
    cells = opened(CELLS)
    added = spliced(1, 0, "four")
    assert added.structure is not None
    added.structure.did_open = [types.TextDocumentItem("four", "python", 1, "x = 1")]
    assert cells.change(added) == []
    assert [document.uri for document in cells.documents()] == ["one", "four", "two", "three"]
    assert cells.change(spliced(0, 2, "four", "one")) == []
    assert cells.text().cells[:2] == ("x = 1", "import os\n%matplotlib inline")
    removed = spliced(0, 1)
    assert removed.structure is not None
    removed.structure.did_close = [types.TextDocumentIdentifier("four")]
    assert cells.change(removed) == ["four"]
    assert [document.uri for document in cells.documents()] == ["one", "two", "three"]


def test_a_cell_that_is_closed_and_opened_at_once_has_changed_its_place_or_language() -> None:
    cells = opened(CELLS)
    change = spliced(0, 1, "one")
    assert change.structure is not None
    change.structure.did_close = [types.TextDocumentIdentifier("one")]
    change.structure.did_open = [types.TextDocumentItem("one", "python", 3, "y = 2")]
    assert cells.change(change) == []
    assert cells.text().cells[0] == "y = 2"


def test_only_python_is_read() -> None:
    cells = opened({"one": "x = 1", "two": "SELECT 1", "three": "y = 2"}, ["python", "sql", "python"])
    assert cells.text().cells == ("x = 1", "y = 2")


def test_a_broken_cell_is_left_blank_unless_it_is_being_typed() -> None:
    cells = opened({"one": "x = 1", "two": "def f(:\n    pass", "three": "y = 2"})
    assert cells.text().cells == ("x = 1", "\n", "y = 2")
    cells.change(typed("one", part(0, 5, 5, ")")))
    assert cells.text().cells == ("x = 1)", "\n", "y = 2")
    cells.change(typed("three", part(0, 5, 5, "0")))
    assert cells.text().cells == ("", "\n", "y = 20")
