"""A real client talks to a server of its own process over standard input and output."""

from __future__ import annotations

import ast
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.typilus.interfaces.lsp.buffers import SHOP, after_edits
from typilus.rewriting import annotate_source

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


@pytest.fixture(scope="module")
def lazy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    playground = Playground(tmp_path_factory.mktemp("lazy"), LAZY)
    yield playground
    assert playground.end() == 0


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    playground = Playground(tmp_path_factory.mktemp("plain"), PLAIN)
    yield playground
    assert playground.end() == 0


def edits_of(edit: types.WorkspaceEdit | None) -> list[types.TextEdit]:
    assert edit is not None
    assert edit.document_changes is not None
    (change,) = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    return [one for one in change.edits if isinstance(one, types.TextEdit)]


def test_hints_come_with_edits_on_demand(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("hints.py", SHOP)
        hints = await client.hints(uri)
        assert " -> float" in [hint.label for hint in hints]
        for hint in hints:
            assert hint.text_edits is None
            resolved = await client.inlay_hint_resolve_async(hint)
            after = after_edits(SHOP, resolved.text_edits or ())
            ast.parse(after)
            assert str(hint.label).strip(" :->").strip('"') in after

    lazy.play(scenario)


def test_an_editor_that_cannot_ask_later_gets_edits_at_once_in_its_own_units(plain: Playground) -> None:
    assert plain.result.capabilities.position_encoding == types.PositionEncodingKind.Utf8

    async def scenario(client: EditorClient) -> None:
        uri = client.open("eager.py", SHOP)
        hints = {str(hint.label): hint for hint in await client.hints(uri)}
        line = SHOP.splitlines()[4]
        assert hints[" -> float"].position == types.Position(4, len(line.encode()) - 1)
        edits = hints[" -> float"].text_edits
        assert edits is not None
        assert edits[0].range.start.character == len(line.encode()) - 1
        actions = await client.actions(uri, 13, SHOP.splitlines()[13].index("title"))
        assert actions[0].edit is not None
        assert actions[0].edit.changes is not None
        assert actions[0].edit.changes[uri][0].new_text == ": str"

    plain.play(scenario)


def test_every_resolved_action_gives_what_rewriting_proves(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("actions.py", SHOP)
        titles = []
        for action in await client.actions(uri, 13, SHOP.splitlines()[13].index("title")):
            resolved = await client.code_action_resolve_async(action)
            after = after_edits(SHOP, edits_of(resolved.edit))
            ast.parse(after)
            assert annotate_source(after, []).text == after
            titles.append(resolved.title)
        assert titles[0].startswith("title: str (")
        assert any(title.startswith("Annotate add()") for title in titles)
        assert any(title.startswith("Annotate this file") for title in titles)

    lazy.play(scenario)


def test_only_the_kinds_that_are_asked_for(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("kinds.py", SHOP)
        (action,) = await client.actions(uri, 4, 10, "source.fixAll")
        assert action.kind == "source.fixAll.typilus"
        assert not await client.actions(uri, 4, 10, "quickfix")

    lazy.play(scenario)


def test_a_hover_explains_the_symbol_below_it(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("hover.py", SHOP)
        at = types.Position(13, SHOP.splitlines()[13].index("title") + 2)
        hover = await client.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), at))
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value.startswith("**Shop.add.title** (parameter)")
        assert "`str`" in hover.contents.value
        nothing = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(2, 0))
        assert await client.text_document_hover_async(nothing) is None

    lazy.play(scenario)


def test_a_hover_over_a_later_use_says_what_it_is_there(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("later.py", "names = None\nnames = ['a']\nprint(names)\n")
        at = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(2, 7))
        hover = await client.text_document_hover_async(at)
        assert hover is not None
        assert isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value.startswith("`names`: `list[str]`")
        assert hover.range == types.Range(types.Position(2, 6), types.Position(2, 11))

    lazy.play(scenario)


def test_commands_annotate_the_file_and_count_what_is_typed(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("commands.py", SHOP)
        before = await client.command("typilus.status", uri)
        answer = await client.command("typilus.annotateFile", uri)
        assert answer == {"annotations": before["hints"], "applied": True}
        after = after_edits(SHOP, edits_of(client.applied[-1]))
        ast.parse(after)
        client.change(uri, 2, after)
        status = await client.command("typilus.status", uri)
        assert status["typed"] > before["typed"]
        assert status["slots"] == before["slots"]
        assert status["percent"] == 100 * status["typed"] // status["slots"]

    lazy.play(scenario)


def test_a_broken_buffer_keeps_its_hints_and_nothing_pops_up(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("broken.py", SHOP)
        good = await client.hints(uri)
        client.change(uri, 2, "def f(:\n" + SHOP)
        moved = await client.hints(uri)
        assert [hint.position.line - 1 for hint in moved] == [hint.position.line for hint in good]
        assert not (await client.actions(uri, 5, 10))
        client.change(uri, 3, SHOP)
        assert await client.hints(uri) == await client.hints(uri)
        assert not client.messages

    lazy.play(scenario)


def test_a_hint_of_an_earlier_text_inserts_nothing(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("outdated.py", SHOP)
        hint = (await client.hints(uri))[0]
        client.change(uri, 2, "\n" + SHOP)
        assert (await client.inlay_hint_resolve_async(hint)).text_edits is None

    lazy.play(scenario)


def test_a_finding_has_a_fix(lazy: Playground) -> None:
    wrong = 'def count(items: list[int]) -> int:\n    """🦆"""\n    return "none"\n'

    async def scenario(client: EditorClient) -> None:
        uri = client.open("wrong.py", wrong)
        while not client.findings.get(uri):
            await asyncio.sleep(0.05)
        (finding,) = client.findings[uri]
        assert finding.source == "typilus"
        assert finding.severity == types.DiagnosticSeverity.Warning
        (action,) = await client.actions(uri, finding.range.start.line, finding.range.start.character, "quickfix")
        assert after_edits(wrong, edits_of(action.edit)) == wrong.replace("-> int", "-> str")
        client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        while client.findings[uri]:
            await asyncio.sleep(0.05)

    lazy.play(scenario)


def test_form_feeds_carriage_returns_and_marks_are_where_they_were(lazy: Playground) -> None:
    text = "\ufeff" + SHOP.replace("\n\n\nclass", "\n\x0c\n\nclass").replace("\n", "\r\n")

    async def scenario(client: EditorClient) -> None:
        uri = client.open("odd.py", SHOP)
        client.change(uri, 2, text)
        hints = await client.hints(uri)
        assert len(hints) > 5
        for hint in hints:
            resolved = await client.inlay_hint_resolve_async(hint)
            after = after_edits(text, resolved.text_edits or ())
            ast.parse(after.removeprefix("\ufeff"))
            assert after.startswith("\ufeff")
            assert after.count("\n") == after.count("\r\n")

    lazy.play(scenario)


def test_what_is_no_python_is_left_alone(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("huge.py", "def f(x): ...\n" * 50_000)
        assert await client.hints(uri) == []
        item = types.TextDocumentItem("file:///notes.txt", "plaintext", 1, "def f(x=1): ...\n")
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        assert await client.hints("file:///notes.txt") == []
        assert await client.command("typilus.status", uri) is None

    lazy.play(scenario)


def test_a_canceled_request_does_not_stop_the_next(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        uri = client.open("cancel.py", SHOP)
        request = asyncio.ensure_future(client.hints(uri))
        await asyncio.sleep(0)
        request.cancel()
        assert len(await client.hints(uri)) > 5

    lazy.play(scenario)


def test_an_untitled_buffer_has_hints(lazy: Playground) -> None:
    async def scenario(client: EditorClient) -> None:
        item = types.TextDocumentItem("untitled:Untitled-1", "python", 1, SHOP)
        client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        assert len(await client.hints("untitled:Untitled-1")) > 5

    lazy.play(scenario)
