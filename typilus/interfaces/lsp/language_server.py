"""The Language Server Protocol, version 3.17: what an editor asks, and what a session answers."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from typilus.interfaces.lsp.action_data import ActionData
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.client_settings import wishes_of
from typilus.interfaces.lsp.code_actions import FIX_ALL, planned_actions
from typilus.interfaces.lsp.editor_session import EditorSession
from typilus.interfaces.lsp.hover_text import hover_text, place_hover_text
from typilus.interfaces.lsp.inlay_hints import HintRequest, hints_of, moved_hints
from typilus.interfaces.lsp.open_buffer import OpenBuffer
from typilus.interfaces.lsp.server_options import ServerOptions
from typilus.version import VERSION

__all__ = ["ANNOTATE_FILE", "STATUS", "TypilusServer", "make_server", "run_server"]

ANNOTATE_FILE: Final = "typilus.annotateFile"
STATUS: Final = "typilus.status"
_SECTION: Final = "typilus"
_log = logging.getLogger(__name__)
_LANGUAGES: Final = frozenset({"python"})


class TypilusServer(LanguageServer):
    """The server of one editor.

    Args:
        options: What it was started with.
    """

    def __init__(self, options: ServerOptions) -> None:
        # Whole texts: pygls cuts changes out at form feeds and other ends of lines that the protocol does not know.
        super().__init__("typilus", VERSION, text_document_sync_kind=types.TextDocumentSyncKind.Full)
        self.session = EditorSession(options, self)
        self._settings: dict[str, Any] = {}

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
        if buffer.audited is not None:
            diagnostics = [diagnostic for _, diagnostic in buffer.audited.findings]
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(buffer.uri, diagnostics, buffer.audited.version)
            )

    def notice(self, message: str) -> None:
        """See `Editor`."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Warning, f"typilus: {message}"))

    def take_in(self, uri: str) -> None:
        """Tell the session the text of a buffer."""
        document = self.workspace.get_text_document(uri)
        path = to_fs_path(uri) if uri.startswith("file:") else None
        text = BufferText(document.source, self.workspace.position_encoding or types.PositionEncodingKind.Utf16)
        self.session.change(uri, path or f"<{document.filename or 'untitled'}>", document.version, text)

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
        if buffer is None or buffer.analysis is None:
            return []
        analysis, current, text = buffer.analysis, buffer.current, buffer.text
        request = HintRequest(uri, buffer.version, lines, not self._resolves_hints)
        if current is None:
            return list(moved_hints(analysis, text, request))
        return await self.session.run(lambda: list(hints_of(current, request)))

    async def edits(self, data: ActionData | None) -> list[types.TextEdit] | None:
        """Return the edits of a hint or an action, None if the buffer is another by now."""
        buffer = None if data is None else await self.session.settled(data.uri)
        current = None if buffer is None else buffer.current
        if data is None or buffer is None or current is None or buffer.version != data.version:
            return None
        return await self.session.run(lambda: current.text.edits(current.edits(data.annotations)))

    def workspace_edit(self, uri: str, version: int | None, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        """Return edits of one buffer, with its version if the editor can check it."""
        workspace = self.client_capabilities.workspace
        supported = None if workspace is None else workspace.workspace_edit
        if supported is not None and supported.document_changes:
            identifier = types.OptionalVersionedTextDocumentIdentifier(uri=uri, version=version)
            return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(identifier, list(edits))])
        return types.WorkspaceEdit(changes={uri: edits})

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return the actions of a place."""
        uri = params.text_document.uri
        buffer = await self.session.settled(uri)
        if buffer is None or buffer.current is None:
            return []
        current, version, only = buffer.current, buffer.version, params.context.only
        actions = []

        def is_wanted(action_kind: str) -> bool:
            return only is None or any(_is_within(action_kind, wanted) for wanted in only)

        if buffer.audited is not None and is_wanted(types.CodeActionKind.QuickFix):
            for title, diagnostic, fix in buffer.audited.fixes(version, params.range):
                edit = self.workspace_edit(uri, version, fix)
                actions.append(types.CodeAction(title, types.CodeActionKind.QuickFix, [diagnostic], edit=edit))
        start, end = current.text.line_and_column(params.range.start), current.text.line_and_column(params.range.end)
        for plan in await self.session.run(lambda: list(planned_actions(current, start, end, is_wanted))):
            action = types.CodeAction(plan.title, plan.action_kind, is_preferred=plan.is_preferred or None)
            data = ActionData(uri, version, plan.annotations)
            if self._resolves_actions:
                action.data = data.to_json()
            else:
                edits = await self.edits(data)
                if not edits:
                    continue
                action.edit = self.workspace_edit(uri, version, edits)
            actions.append(action)
        return actions

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Return why the symbol at a place gets the type that it gets."""
        buffer = await self.session.settled(params.text_document.uri)
        current = None if buffer is None else buffer.current
        if buffer is None or current is None:
            return None
        line, column = current.text.line_and_column(params.position)
        symbols = [prediction.symbol for prediction, _ in current.slots_at(line, column)]
        if not symbols:
            there = await self.session.type_at(buffer, current, line, column)
            if there.type is None or there.code is None:
                return None
            start, end = (there.line, there.column - 1), (there.end_line, there.end_column - 1)
            content = types.MarkupContent(types.MarkupKind.Markdown, place_hover_text(there))
            return types.Hover(content, current.text.range(start, end))
        explained = await self.session.explain(buffer, current, line)
        texts = [
            hover_text(explanation, self.session.root_of(buffer))
            for explanation in explained
            if explanation.prediction.symbol in symbols
        ]
        first = symbols[0]
        where = current.text.range((first.line, first.column), (first.line, first.column + len(first.name)))
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(texts))
        return types.Hover(content, where) if texts else None

    async def annotate_file(self, uri: str) -> dict[str, Any]:
        """Have the editor insert all types that are sure enough, and return how many there are."""
        buffer = await self.session.settled(uri)
        current = None if buffer is None else buffer.current
        if buffer is None or current is None or not current.written:
            return {"annotations": 0, "applied": False}
        version = buffer.version
        annotations = [written.edit for written in current.written]
        edits = await self.session.run(lambda: current.text.edits(current.edits(annotations)))
        edit = self.workspace_edit(uri, version, edits)
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


def _is_within(action_kind: str, wanted: str) -> bool:
    """Return whether a kind of actions is another or one of its kinds, as `source.fixAll` is one of `source`."""
    parts, outer = str.split(action_kind, "."), str.split(wanted, ".") if wanted else []
    return parts[: len(outer)] == outer


def make_server(options: ServerOptions) -> TypilusServer:
    """Return a server that answers, once it is started."""
    server = TypilusServer(options)
    _add_buffers(server)
    _add_settings(server)
    _add_answers(server)
    return server


def run_server(options: ServerOptions, port: int | None, output: BinaryIO) -> None:
    """Serve one editor until it is gone.

    Args:
        options: Of the server.
        port: On the loopback; None for standard input and `output`.
        output: Where messages go without a port.
    """
    server = make_server(options)
    try:
        if port is None:
            server.start_io(stdout=output)
        else:
            server.start_tcp("127.0.0.1", port)
    finally:
        server.session.close()


def _add_buffers(server: TypilusServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        if document.language_id in _LANGUAGES or document.uri.endswith(".py"):
            server.take_in(document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        if server.session.has(params.text_document.uri):
            server.take_in(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        server.session.saved(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if server.session.has(uri):
            server.session.forget(uri)
            server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        paths = [to_fs_path(change.uri) for change in params.changes]
        server.session.files_changed([Path(path) for path in paths if path])


def _add_settings(server: TypilusServer) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.configure(params.initialization_options)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        registrations = list(_registrations(server.client_capabilities.workspace))
        if registrations:
            await server.client_register_capability_async(types.RegistrationParams(registrations))
        server.configure(await _asked_settings(server))

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(params: types.DidChangeConfigurationParams) -> None:
        pushed = params.settings.get(_SECTION) if isinstance(params.settings, Mapping) else None
        server.configure(await _asked_settings(server) if pushed is None else pushed)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def folders_changed(params: types.DidChangeWorkspaceFoldersParams) -> None:
        server.configure()


def _registrations(workspace: types.WorkspaceClientCapabilities | None) -> Iterator[types.Registration]:
    """Yield what an editor is to tell that it would not tell unasked."""
    watched = None if workspace is None else workspace.did_change_watched_files
    if watched is not None and watched.dynamic_registration:
        watchers = [types.FileSystemWatcher(pattern) for pattern in ("**/*.py", "**/pyproject.toml", "**/setup.cfg")]
        yield types.Registration(
            "typilus-files",
            types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
            types.DidChangeWatchedFilesRegistrationOptions(watchers),
        )
    configured = None if workspace is None else workspace.did_change_configuration
    if configured is not None and configured.dynamic_registration:
        yield types.Registration(
            "typilus-settings",
            types.WORKSPACE_DID_CHANGE_CONFIGURATION,
            types.DidChangeConfigurationRegistrationOptions(_SECTION),
        )


async def _asked_settings(server: TypilusServer) -> object:
    """Return the settings of the editor, None if it does not answer such questions."""
    workspace = server.client_capabilities.workspace
    if workspace is None or not workspace.configuration:
        return None
    items = [types.ConfigurationItem(section=_SECTION)]
    answers = await server.workspace_configuration_async(types.ConfigurationParams(items))
    return answers[0] if answers else None


def _add_answers(server: TypilusServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT, types.InlayHintOptions(resolve_provider=True))
    async def inlay_hints(params: types.InlayHintParams) -> list[types.InlayHint]:
        return await server.hints(params.text_document.uri, (params.range.start.line, params.range.end.line))

    @server.feature(types.INLAY_HINT_RESOLVE)
    async def resolve_hint(hint: types.InlayHint) -> types.InlayHint:
        edits = await server.edits(ActionData.from_json(hint.data))
        if edits:
            hint.text_edits = edits
        return hint

    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite, FIX_ALL]
    options = types.CodeActionOptions(code_action_kinds=kinds, resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await server.actions(params)

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve_action(action: types.CodeAction) -> types.CodeAction:
        data = ActionData.from_json(action.data)
        edits = await server.edits(data)
        if data is not None and edits:
            action.edit = server.workspace_edit(data.uri, data.version, edits)
        return action

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        return await server.hover(params)

    @server.command(ANNOTATE_FILE)
    async def annotate_file(uri: str) -> dict[str, Any]:
        return await server.annotate_file(uri)

    @server.command(STATUS)
    async def status(uri: str) -> dict[str, Any] | None:
        return await server.status(uri)
