"""A client as editors are, which talks to a server of its own process over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types
from pygls.lsp.client import LanguageClient

Result = TypeVar("Result")
WHOLE = types.Range(types.Position(0, 0), types.Position(10_000, 0))
LAZY = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        inlay_hint=types.InlayHintWorkspaceClientCapabilities(refresh_support=True),
        workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True),
    ),
    text_document=types.TextDocumentClientCapabilities(
        inlay_hint=types.InlayHintClientCapabilities(
            resolve_support=types.ClientInlayHintResolveOptions(["textEdits"])
        ),
        code_action=types.CodeActionClientCapabilities(
            data_support=True, resolve_support=types.ClientCodeActionResolveOptions(["edit"])
        ),
    ),
    notebook_document=types.NotebookDocumentClientCapabilities(types.NotebookDocumentSyncClientCapabilities()),
)
PLAIN = types.ClientCapabilities(
    general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8])
)


class EditorClient(LanguageClient):
    """An editor: keeps what the server tells it, and makes the edits that it asks for."""

    def __init__(self, folder: Path) -> None:
        super().__init__("editor", "1")
        self.folder = folder
        self.messages: list[str] = []
        self.findings: dict[str, list[types.Diagnostic]] = {}
        self.applied: list[types.WorkspaceEdit] = []
        self.refreshed = 0

        @self.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
        def show(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def find(params: types.PublishDiagnosticsParams) -> None:
            self.findings[params.uri] = list(params.diagnostics)

        @self.feature(types.WORKSPACE_APPLY_EDIT)  # type: ignore[untyped-decorator]
        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.applied.append(params.edit)
            return types.ApplyWorkspaceEditResult(True)

        @self.feature(types.WORKSPACE_INLAY_HINT_REFRESH)  # type: ignore[untyped-decorator]
        def refresh(params: None) -> None:
            self.refreshed += 1

    async def begin(self, capabilities: types.ClientCapabilities) -> types.InitializeResult:
        environment = {**os.environ, "TYPILUS_CACHE": str(self.folder / "cache")}
        await self.start_io(sys.executable, "-m", "typilus", "server", "--stdio", env=environment)
        folders = [types.WorkspaceFolder(self.folder.as_uri(), "folder")]
        result = await self.initialize_async(
            types.InitializeParams(
                capabilities, workspace_folders=folders, initialization_options={"minConfidence": 0.6}
            )
        )
        self.initialized(types.InitializedParams())
        return result

    async def end(self) -> int | None:
        await self.shutdown_async(None)
        self.exit(None)
        server = self._server
        assert server is not None
        code = await asyncio.wait_for(server.wait(), 20)
        await self.stop()  # type: ignore[no-untyped-call]
        return code

    def open(self, name: str, text: str) -> str:
        uri = (self.folder / name).as_uri()
        self.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "python", 1, text)))
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        identifier = types.VersionedTextDocumentIdentifier(version, uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))

    async def hints(self, uri: str) -> list[types.InlayHint]:
        parameters = types.InlayHintParams(types.TextDocumentIdentifier(uri), WHOLE)
        return list(await self.text_document_inlay_hint_async(parameters) or ())

    async def actions(self, uri: str, line: int, character: int, *only: str) -> list[types.CodeAction]:
        position = types.Position(line, character)
        context = types.CodeActionContext([], only=list(only) or None)
        parameters = types.CodeActionParams(types.TextDocumentIdentifier(uri), types.Range(position, position), context)
        answers = await self.text_document_code_action_async(parameters) or ()
        return [answer for answer in answers if isinstance(answer, types.CodeAction)]

    async def command(self, name: str, uri: str) -> Any:
        return await self.workspace_execute_command_async(types.ExecuteCommandParams(name, arguments=[uri]))


class Playground:
    """A loop in which a client lives from test to test."""

    def __init__(self, folder: Path, capabilities: types.ClientCapabilities) -> None:
        self.loop = asyncio.new_event_loop()
        self.client = EditorClient(folder)
        self.result = self.play(lambda client: client.begin(capabilities))

    def play(self, scenario: Callable[[EditorClient], Awaitable[Result]]) -> Result:
        return self.loop.run_until_complete(asyncio.wait_for(scenario(self.client), 90))

    def end(self) -> int | None:
        code = self.play(lambda client: client.end())
        self.loop.close()
        return code


def edits_of(edit: types.WorkspaceEdit | None) -> list[types.TextEdit]:
    assert edit is not None
    assert edit.document_changes is not None
    (change,) = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    return [one for one in change.edits if isinstance(one, types.TextEdit)]
