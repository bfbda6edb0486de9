"""The Language Server Protocol, version 3.17: the messages of an editor, each handed to the server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from lsprotocol import types
from pygls.uris import to_fs_path

from typilus.interfaces.lsp.action_data import ActionData
from typilus.interfaces.lsp.code_actions import FIX_ALL, ONE_TYPE, SEVERAL_TYPES
from typilus.interfaces.lsp.server_options import ServerOptions
from typilus.interfaces.lsp.typilus_server import TypilusServer

__all__ = ["ANNOTATE_FILE", "STATUS", "make_server", "run_server"]

ANNOTATE_FILE: Final = "typilus.annotateFile"
STATUS: Final = "typilus.status"
_SECTION: Final = "typilus"
_LANGUAGES: Final = frozenset({"python"})


def make_server(options: ServerOptions) -> TypilusServer:
    """Return a server that answers, once it is started."""
    server = TypilusServer(options)
    _add_buffers(server)
    _add_notebooks(server)
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
            server.hide_findings([uri])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        paths = [to_fs_path(change.uri) for change in params.changes]
        server.session.files_changed([Path(path) for path in paths if path])


def _add_notebooks(server: TypilusServer) -> None:
    @server.feature(types.NOTEBOOK_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenNotebookDocumentParams) -> None:
        server.open_notebook(params)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeNotebookDocumentParams) -> None:
        server.change_notebook(params)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveNotebookDocumentParams) -> None:
        server.session.saved(params.notebook_document.uri)

    @server.feature(types.NOTEBOOK_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseNotebookDocumentParams) -> None:
        server.close_notebook(params.notebook_document.uri)


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
        hint.text_edits = await server.hint_edits(ActionData.from_json(hint.data))
        return hint

    kinds = [types.CodeActionKind.QuickFix, ONE_TYPE, SEVERAL_TYPES, FIX_ALL]
    options = types.CodeActionOptions(code_action_kinds=kinds, resolve_provider=True)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, options)
    async def code_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return await server.actions(params)

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve_action(action: types.CodeAction) -> types.CodeAction:
        changes = await server.changes(ActionData.from_json(action.data))
        if changes:
            action.edit = server.workspace_edit(changes)
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
