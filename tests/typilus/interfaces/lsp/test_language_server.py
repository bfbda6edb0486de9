from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator

import pytest
from lsprotocol import types

from tests.typilus.interfaces.lsp.buffers import SHOP, after_edits
from tests.typilus.interfaces.lsp.editor_client import LAZY, PLAIN, EditorClient, Playground, edits_of
from typilus.rewriting import annotate_source


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
