"""The cells of a notebook, as an editor asks for them."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator

import pytest
from lsprotocol import types

from tests.typilus.interfaces.lsp.buffers import after_edits
from tests.typilus.interfaces.lsp.editor_client import LAZY, EditorClient, Playground

CODE = types.NotebookCellKind.Code
FIRST = "%matplotlib inline\nimport os"
AREA = "s = '🦆'; area = lambda: 0\n\ndef area(width, height=2.0): return width * height\n"
READ = "def lines_of(path, limit=3):\n    return path.read_text().split(os.sep)[:limit]"
WRONG = 'def count(items: list[int]) -> int:\n    """🦆"""\n    return "none"\n'


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    playground = Playground(tmp_path_factory.mktemp("notebooks"), LAZY)
    yield playground
    assert playground.end() == 0


class Notebook:
    """A notebook that an editor has open."""

    def __init__(self, client: EditorClient, name: str, *cells: str) -> None:
        self.client = client
        self.uri = (client.folder / name).as_uri()
        self.version = 1
        self.texts = {f"vscode-notebook-cell:/{name}#{number}": text for number, text in enumerate(cells)}
        self.cells = list(self.texts)
        document = types.NotebookDocument(self.uri, "jupyter-notebook", 1, [self._cell(uri) for uri in self.cells])
        items = [types.TextDocumentItem(uri, "python", 1, text) for uri, text in self.texts.items()]
        client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(document, items))

    @staticmethod
    def _cell(uri: str) -> types.NotebookCell:
        return types.NotebookCell(CODE, uri)

    def _changed(self, change: types.NotebookDocumentCellChanges) -> None:
        self.version += 1
        identifier = types.VersionedNotebookDocumentIdentifier(self.version, self.uri)
        event = types.NotebookDocumentChangeEvent(cells=change)
        self.client.notebook_document_did_change(types.DidChangeNotebookDocumentParams(identifier, event))

    def type(self, uri: str, line: int, character: int, text: str) -> None:
        """Type a text as editors send it of cells: a part, whatever the server asks for."""
        at = types.Position(line, character)
        self.texts[uri] = after_edits(self.texts[uri], [types.TextEdit(types.Range(at, at), text)])
        part = types.TextDocumentContentChangePartial(types.Range(at, at), text)
        identifier = types.VersionedTextDocumentIdentifier(self.version + 1, uri)
        content = types.NotebookDocumentCellContentChanges(identifier, [part])
        self._changed(types.NotebookDocumentCellChanges(text_content=[content]))

    def splice(self, start: int, delete: int, *uris: str, closed: tuple[str, ...] = ()) -> None:
        """Put cells in the place of others."""
        self.cells[start : start + delete] = uris
        array = types.NotebookCellArrayChange(start, delete, [self._cell(uri) for uri in uris])
        structure = types.NotebookDocumentCellChangeStructure(
            array, did_close=[types.TextDocumentIdentifier(uri) for uri in closed]
        )
        self._changed(types.NotebookDocumentCellChanges(structure))

    def close(self) -> None:
        identifiers = [types.TextDocumentIdentifier(uri) for uri in self.cells]
        notebook = types.NotebookDocumentIdentifier(self.uri)
        self.client.notebook_document_did_close(types.DidCloseNotebookDocumentParams(notebook, identifiers))

    async def labels(self, uri: str) -> list[tuple[str, int, int]]:
        return [(str(hint.label), hint.position.line, hint.position.character) for hint in await self.client.hints(uri)]

    def after(self, edit: types.WorkspaceEdit | None) -> list[str]:
        """The cells after an edit."""
        assert edit is not None
        texts = dict(self.texts)
        for change in edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            edits = [one for one in change.edits if isinstance(one, types.TextEdit)]
            texts[change.text_document.uri] = after_edits(texts[change.text_document.uri], edits)
        return [texts[uri] for uri in self.cells]


def test_each_cell_has_its_own_hints_with_edits_in_it(playground: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        assert playground.result.capabilities.notebook_document_sync is not None
        notebook = Notebook(client, "hints.ipynb", FIRST, AREA, READ)
        first, area, read = notebook.cells
        assert await notebook.labels(first) == []
        end = AREA.split("\n")[2].index("):") + 1
        assert (" -> float", 2, end) in await notebook.labels(area)
        (hint,) = [hint for hint in await client.hints(area) if hint.label == " -> float"]
        edits = (await client.inlay_hint_resolve_async(hint)).text_edits
        assert after_edits(AREA, edits or ()) == AREA.replace("):", ") -> float:")
        assert await notebook.labels(read) == [(": int", 0, READ.index("=3"))]

    playground.play(scenario)


def test_an_import_goes_to_the_cell_of_the_imports_by_an_action_and_never_by_a_hint(playground: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        notebook = Notebook(client, "imports.ipynb", FIRST, AREA, READ)
        _, _, read = notebook.cells
        actions = await client.actions(read, 0, READ.index("path"))
        (path,) = [action for action in actions if action.title.startswith("path: Path (")]
        edit = (await client.code_action_resolve_async(path)).edit
        assert edit is not None
        assert notebook.after(edit) == [
            FIRST + "\nfrom pathlib import Path",
            AREA,
            READ.replace("path,", "path: Path,"),
        ]
        for change in edit.document_changes or ():
            assert isinstance(change, types.TextDocumentEdit)
            assert change.text_document.version == 1
        for hint in await client.hints(read):
            if "Path" in str(hint.label):
                assert (await client.inlay_hint_resolve_async(hint)).text_edits is None

    playground.play(scenario)


def test_the_whole_notebook_is_annotated_and_counted_by_any_of_its_cells(playground: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        notebook = Notebook(client, "whole.ipynb", FIRST, AREA, READ)
        before = await client.command("typilus.status", notebook.cells[0])
        answer = await client.command("typilus.annotateFile", notebook.cells[1])
        assert answer == {"annotations": before["hints"], "applied": True}
        cells = notebook.after(client.applied[-1])
        assert "height: float = 2.0" in cells[1]
        assert cells[2] == READ.replace("=3", ": int = 3", 1)
        ast.parse("\n".join(cells[1:]))

    playground.play(scenario)


def test_a_hover_and_a_later_cell_know_what_an_earlier_one_defines(playground: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        notebook = Notebook(client, "hover.ipynb", "names = ['🦆']", "s = '🦆'; print(names)")
        at = types.HoverParams(types.TextDocumentIdentifier(notebook.cells[1]), types.Position(0, 17))
        hover = await client.text_document_hover_async(at)
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value.startswith("`names`: `list[str]`")
        assert hover.range == types.Range(types.Position(0, 16), types.Position(0, 21))

    playground.play(scenario)


def test_a_finding_is_in_its_cell_with_a_fix_and_goes_with_it(playground: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        notebook = Notebook(client, "wrong.ipynb", AREA, WRONG)
        _, wrong = notebook.cells
        while not client.findings.get(wrong):
            await asyncio.sleep(0.05)
        (finding,) = client.findings[wrong]
        assert finding.range.start == types.Position(0, 4)
        assert client.findings[notebook.cells[0]] == []
        (action,) = await client.actions(wrong, 0, 5, "quickfix")
        assert list(action.diagnostics or ()) == [finding]
        assert notebook.after(action.edit) == [AREA, WRONG.replace("-> int", "-> str")]
        notebook.splice(1, 1, closed=(wrong,))
        while client.findings[wrong]:
            await asyncio.sleep(0.05)
        notebook.close()

    playground.play(scenario)


def test_cells_are_typed_in_moved_and_removed(playground: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        notebook = Notebook(client, "moves.ipynb", AREA, READ, "def broken(:\n")
        area, read, broken = notebook.cells
        before = await notebook.labels(area)
        notebook.type(area, 0, 7, "🦆")
        notebook.type(area, 2, 0, "# two\n\n")
        assert await notebook.labels(area) == [(label, line + 2, column) for label, line, column in before]
        notebook.splice(0, 2, read, area)
        assert await notebook.labels(area) == [(label, line + 2, column) for label, line, column in before]
        (hint,) = [hint for hint in await client.hints(area) if hint.label == " -> float"]
        notebook.splice(0, 1, closed=(read,))
        assert (await client.inlay_hint_resolve_async(hint)).text_edits is None
        assert await client.hints(read) == []
        assert await client.hints(broken) == []
        assert len(await notebook.labels(area)) == len(before)
        notebook.close()
        assert await client.hints(area) == []
        assert not client.messages

    playground.play(scenario)


def test_a_notebook_without_a_file_has_hints(playground: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        document = types.NotebookDocument(
            "untitled:Untitled-1.ipynb", "jupyter-notebook", 1, [types.NotebookCell(CODE, "a")]
        )
        item = types.TextDocumentItem("a", "python", 1, AREA)
        client.notebook_document_did_open(types.DidOpenNotebookDocumentParams(document, [item]))
        assert " -> float" in [hint.label for hint in await client.hints("a")]

    playground.play(scenario)
