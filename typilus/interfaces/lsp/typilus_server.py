"""The server of one editor: its questions answered by a session, in the words of the protocol."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from typilus.errors import RewriteError
from typilus.interfaces.lsp.action_data import ActionData
from typilus.interfaces.lsp.audit_diagnostics import fix_title
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis
from typilus.interfaces.lsp.buffer_documents import BufferDocument
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.client_settings import wishes_of
from typilus.interfaces.lsp.code_actions import planned_actions
from typilus.interfaces.lsp.document_changes import DocumentChange, changes_of
from typilus.interfaces.lsp.editor_session import EditorSession
from typilus.interfaces.lsp.hover_text import hover_text, place_hover_text
from typilus.interfaces.lsp.inlay_hints import HintRequest, hints_of, moved_hints
from typilus.interfaces.lsp.notebook_text import NotebookCells
from typilus.interfaces.lsp.open_buffer import OpenBuffer
from typilus.interfaces.lsp.server_options import ServerOptions
from typilus.rewriting import AnnotationEdit, TextEdit, is_notebook
from typilus.version import VERSION

__all__ = ["TypilusServer"]

_NOTEBOOKS: Final = types.NotebookDocumentSyncOptions(
    [types.NotebookDocumentFilterWithNotebook("*", [types.NotebookCellLanguage("python")])], save=True
)
_log = logging.getLogger(__name__)


class TypilusServer(LanguageServer):
    """The server of one editor.

    Args:
        options: What it was started with.
    """

    def __init__(self, options: ServerOptions) -> None:
        # Whole texts: pygls cuts changes out at form feeds and other ends of lines that the protocol does not know.
        # Of cells editors send changes all the same: `NotebookCells` applies them, and pygls need not complain.
        super().__init__(
            "typilus",
            VERSION,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
            notebook_document_sync=_NOTEBOOKS,
        )
        logging.getLogger(TextDocument.__module__).setLevel(logging.CRITICAL)
        self.session = EditorSession(options, self)
        self._settings: dict[str, Any] = {}
        self._notebooks: dict[str, NotebookCells] = {}

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log an error of ours, and do not bother the user with it."""
        _log.error("%s", error, exc_info=error)

    def refresh_hints(self) -> None:
        """See `Editor`."""
        workspace = self.client_capabilities.workspace
        hints = None if workspace is None else workspace.inlay_hint
        if hints is not None and hints.refresh_support:
            self.workspace_inlay_hint_refresh(None)

    def show_findings(self, buffer: OpenBuffer) -> None:
        """See `Editor`."""
        if buffer.audited is None:
            return
        for document in buffer.documents:
            diagnostics = [
                document.diagnostic_from_buffer(diagnostic)
                for _, diagnostic in buffer.audited.findings
                if document.holds(diagnostic.range.start.line)
            ]
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(document.uri, diagnostics, document.version)
            )

    def hide_findings(self, uris: Iterable[str]) -> None:
        """Show no findings in documents that are no longer open."""
        for uri in uris:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def notice(self, message: str) -> None:
        """See `Editor`."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"typilus: {message}"))

    def take_in(self, uri: str) -> None:
        """Tell the session the text of a buffer."""
        document = self.workspace.get_text_document(uri)
        path = to_fs_path(uri) if uri.startswith("file:") else None
        text = BufferText(document.source, self._encoding)
        self.session.change(uri, path or f"<{document.filename or 'untitled'}>", document.version, text)

    def open_notebook(self, params: types.DidOpenNotebookDocumentParams) -> None:
        """Tell the session the cells of a notebook."""
        notebook = params.notebook_document
        self._notebooks[notebook.uri] = NotebookCells(notebook, params.cell_text_documents, self._encoding)
        self._take_in_notebook(notebook.uri)

    def change_notebook(self, params: types.DidChangeNotebookDocumentParams) -> None:
        """Tell the session how cells have changed."""
        uri, change = params.notebook_document.uri, params.change.cells
        cells = self._notebooks.get(uri)
        if cells is not None and change is not None:
            self.hide_findings(cells.change(change))
            self._take_in_notebook(uri)

    def close_notebook(self, uri: str) -> None:
        """Tell the session that a notebook is closed."""
        cells = self._notebooks.pop(uri, None)
        if cells is not None:
            self.session.forget(uri)
            self.hide_findings(document.uri for document in cells.documents())

    def _take_in_notebook(self, uri: str) -> None:
        cells = self._notebooks[uri]
        path = to_fs_path(uri) if uri.startswith("file:") else None
        path = path if path is not None and is_notebook(path) else f"<{PurePosixPath(uri).name or 'untitled'}>.ipynb"
        self.session.change(uri, path, cells.changes, cells.text(), cells.documents())

    def configure(self, settings: object = None) -> None:
        """Tell the session what the editor sets beside what it has set before, and which folders it has open."""
        folders = [to_fs_path(uri) for uri in self.workspace.folders if uri.startswith("file:")]
        if isinstance(settings, Mapping):
            self._settings.update(settings)
        wishes, refusals = wishes_of(self._settings)
        for refusal in refusals:
            self.notice(refusal)
        self.session.configure(wishes, [folder for folder in folders if folder])

    async def hints(self, uri: str, lines: tuple[int, int]) -> list[types.InlayHint]:
        """Return the hints of some lines: of a broken text those of an earlier one that still have their place."""
        buffer = await self.session.settled(uri)
        document = None if buffer is None else buffer.document(uri)
        if buffer is None or document is None or buffer.analysis is None:
            return []
        analysis, current, text, documents = buffer.analysis, buffer.current, buffer.text, buffer.documents
        first, last = document.first_line + lines[0], document.first_line + min(lines[1], document.text.line_count - 1)
        request = HintRequest(uri, buffer.version, (first, last))
        if current is None:
            hints = list(moved_hints(analysis, text, request))
        else:
            if not self._resolves_hints:
                request = replace(request, edits_of=lambda edit: _edits_in(uri, current, documents, edit))
            hints = await self.session.run(lambda: list(hints_of(current, request)))
        for hint in hints:
            hint.position = document.from_buffer(hint.position)
        return hints

    async def changes(self, data: ActionData | None) -> list[DocumentChange]:
        """Return the changes of a hint or an action, none if the buffer is another by now."""
        buffer = None if data is None else await self.session.settled(data.uri)
        current = None if buffer is None else buffer.current
        if data is None or buffer is None or current is None or buffer.version != data.version:
            return []
        documents = buffer.documents
        return await self.session.run(lambda: _changes(current, documents, current.edits(data.annotations)))

    async def hint_edits(self, data: ActionData | None) -> Sequence[types.TextEdit] | None:
        """Return the edits of a hint, None where it has none, or has some in other cells."""
        changes = await self.changes(data)
        return None if data is None else _edits_within(data.uri, changes)

    def workspace_edit(self, changes: Sequence[DocumentChange]) -> types.WorkspaceEdit:
        """Return edits of documents, with their versions if the editor can check them."""
        workspace = self.client_capabilities.workspace
        supported = None if workspace is None else workspace.workspace_edit
        if supported is not None and supported.document_changes:
            edits = [types.TextDocumentEdit(change.document.identifier, list(change.edits)) for change in changes]
            return types.WorkspaceEdit(document_changes=edits)
        return types.WorkspaceEdit(changes={change.document.uri: list(change.edits) for change in changes})

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return the actions of a place."""
        uri = params.text_document.uri
        buffer = await self.session.settled(uri)
        document = None if buffer is None else buffer.document(uri)
        if buffer is None or document is None or buffer.current is None:
            return []
        current, version, only, documents = buffer.current, buffer.version, params.context.only, buffer.documents
        range_ = document.range_to_buffer(params.range)
        actions = []

        def is_wanted(action_kind: str) -> bool:
            return only is None or any(_is_within(action_kind, wanted) for wanted in only)

        if buffer.audited is not None and is_wanted(types.CodeActionKind.QuickFix):
            for finding, diagnostic in buffer.audited.within(current, range_):
                changes = _changes(current, documents, await self.session.fix(buffer, current, finding))
                action = types.CodeAction(fix_title(finding), types.CodeActionKind.QuickFix)
                action.diagnostics = [document.diagnostic_from_buffer(diagnostic)]
                action.edit = self.workspace_edit(changes)
                actions += [action] if changes else []
        start, end = current.text.line_and_column(range_.start), current.text.line_and_column(range_.end)
        for plan in await self.session.run(lambda: list(planned_actions(current, start, end, is_wanted))):
            action = types.CodeAction(plan.title, plan.action_kind, is_preferred=plan.is_preferred or None)
            data = ActionData(uri, version, plan.annotations)
            if self._resolves_actions:
                action.data = data.to_json()
            else:
                changes = await self.changes(data)
                if not changes:
                    continue
                action.edit = self.workspace_edit(changes)
            actions.append(action)
        return actions

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return why the symbol at a place gets the type that it gets."""
        uri = params.text_document.uri
        buffer = await self.session.settled(uri)
        current, document = (None, None) if buffer is None else (buffer.current, buffer.document(uri))
        if buffer is None or current is None or document is None:
            return None
        line, column = current.text.line_and_column(document.to_buffer(params.position))
        symbols = [prediction.symbol for prediction, _ in current.slots_at(line, column)]
        if not symbols:
            there = await self.session.type_at(buffer, current, line, column)
            if there.type is None or there.code is None:
                return None
            start, end = (there.line, there.column - 1), (there.end_line, there.end_column - 1)
            content = types.MarkupContent(types.MarkupKind.Markdown, place_hover_text(there))
            return types.Hover(content, document.range_from_buffer(current.text.range(start, end)))
        explained = await self.session.explain(buffer, current, line)
        texts = [
            hover_text(explanation, self.session.root_of(buffer))
            for explanation in explained
            if explanation.prediction.symbol in symbols
        ]
        first = symbols[0]
        where = current.text.range((first.line, first.column), (first.line, first.column + len(first.name)))
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(texts))
        return types.Hover(content, document.range_from_buffer(where)) if texts else None

    async def annotate_file(self, uri: str) -> dict[str, Any]:
        """Have the editor insert all types that are sure enough, and return how many there are."""
        buffer = await self.session.settled(uri)
        current = None if buffer is None else buffer.current
        if buffer is None or current is None or not current.written:
            return {"annotations": 0, "applied": False}
        annotations = [written.edit for written in current.written]
        edit = self.workspace_edit(await self.changes(ActionData(uri, buffer.version, tuple(annotations))))
        result = await self.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, "typilus: annotate file"))
        return {"annotations": len(annotations), "applied": result.applied}

    async def status(self, uri: str) -> dict[str, Any] | None:
        """Return how much of a buffer's signatures is typed, None where nothing is known of it."""
        buffer = await self.session.settled(uri)
        if buffer is None or buffer.analysis is None:
            return None
        typed, slots = buffer.analysis.typed
        percent = 100 * typed // slots if slots else 100
        hints = len(buffer.analysis.written)
        return {"typed": typed, "slots": slots, "percent": percent, "hints": hints}

    @property
    def _encoding(self) -> str:
        return self.workspace.position_encoding or types.PositionEncodingKind.Utf16

    @property
    def _resolves_hints(self) -> bool:
        document = self.client_capabilities.text_document
        hint = None if document is None else document.inlay_hint
        support = None if hint is None else hint.resolve_support
        return support is not None and "textEdits" in support.properties

    @property
    def _resolves_actions(self) -> bool:
        document = self.client_capabilities.text_document
        action = None if document is None else document.code_action
        support = None if action is None else action.resolve_support
        return support is not None and bool(action and action.data_support) and "edit" in support.properties


def _changes(
    analysis: BufferAnalysis, documents: Sequence[BufferDocument], edits: Sequence[TextEdit]
) -> list[DocumentChange]:
    """Return what edits change, nothing where one of them has no place in a cell."""
    try:
        return changes_of(analysis, documents, edits)
    except RewriteError as error:
        _log.info("%s", error)
        return []


def _edits_within(uri: str, changes: Sequence[DocumentChange]) -> Sequence[types.TextEdit] | None:
    """Return the edits of changes that are all in one document, None if they are not."""
    return changes[0].edits if len(changes) == 1 and changes[0].document.uri == uri else None


def _edits_in(
    uri: str, analysis: BufferAnalysis, documents: Sequence[BufferDocument], annotation: AnnotationEdit
) -> Sequence[types.TextEdit] | None:
    return _edits_within(uri, _changes(analysis, documents, analysis.edits([annotation])))


def _is_within(action_kind: str, wanted: str) -> bool:
    """Return whether a kind of actions is another or one of its kinds, as `source.fixAll` is one of `source`."""
    parts, outer = str.split(action_kind, "."), str.split(wanted, ".") if wanted else []
    return parts[: len(outer)] == outer
