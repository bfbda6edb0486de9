from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.typilus.interfaces.lsp.buffers import SHOP
from typilus.interfaces.lsp import editor_session
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.editor_session import EditorSession
from typilus.interfaces.lsp.open_buffer import OpenBuffer
from typilus.interfaces.lsp.server_options import ServerOptions

URI = "file:///shop.py"
WRONG = 'def count(items: list[int]) -> int:\n    """Count."""\n    return "none"\n'


class RecordingEditor:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.refreshed = 0
        self.findings: list[tuple[str, int]] = []
        self.notices: list[str] = []

    def refresh_hints(self) -> None:
        self.refreshed += 1

    def show_findings(self, buffer: OpenBuffer) -> None:
        self.findings.append((buffer.uri, len(buffer.audited.findings) if buffer.audited else 0))

    def notice(self, message: str) -> None:
        self.notices.append(message)


def in_session(
    scenario: Callable[[EditorSession, RecordingEditor], Awaitable[None]], options: ServerOptions | None = None
) -> RecordingEditor:
    """Play a scenario, and return what the editor was told."""

    async def play() -> RecordingEditor:
        editor = RecordingEditor()
        session = EditorSession(options or ServerOptions(), editor)
        try:
            await asyncio.wait_for(scenario(session, editor), 60)
        finally:
            session.close()
        return editor

    return asyncio.run(play())


async def until(condition: Callable[[], object]) -> None:
    while not condition():
        await asyncio.sleep(0.02)


def test_the_last_of_many_changes_is_what_is_looked_at(tmp_path: Path) -> None:
    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        for version in range(30):
            session.change(URI, str(tmp_path / "a.py"), version, BufferText(f"{SHOP}# {version}\n"))
            await asyncio.sleep(0.002)
        buffer = await session.settled(URI)
        assert buffer is not None
        assert buffer.version == 29
        assert buffer.current is not None
        assert buffer.current.text.text.endswith("# 29\n")

    in_session(scenario)


def test_a_broken_text_keeps_the_last_analysis(tmp_path: Path) -> None:
    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(SHOP))
        good = await session.settled(URI)
        assert good is not None
        analysis = good.current
        session.change(URI, str(tmp_path / "a.py"), 2, BufferText(SHOP + "def f(:\n"))
        buffer = await session.settled(URI)
        assert buffer is not None
        assert buffer.current is None
        assert buffer.analysis is analysis is not None

    assert not in_session(scenario).notices


def test_what_is_no_text_is_left_alone(tmp_path: Path) -> None:
    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText("x = '\0'\n"))
        buffer = await session.settled(URI)
        assert buffer is not None
        assert buffer.analysis is None

    in_session(scenario)


def test_a_closed_buffer_is_no_more(tmp_path: Path) -> None:
    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(SHOP))
        waiting = asyncio.create_task(session.settled(URI))
        await asyncio.sleep(0)
        session.forget(URI)
        assert await waiting is None
        assert not session.has(URI)

    in_session(scenario)


def test_the_project_is_read_in_the_background_and_then_votes(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    for number in range(8):
        code = f"from stock import Basket\n\n\ndef price{number}(basket: Basket) -> float: ...\n"
        (tmp_path / f"module{number}.py").write_text(code)
    (tmp_path / "stock.py").write_text("class Basket:\n    def total(self) -> float: ...\n")
    source = "from stock import Basket\n\n\ndef price(basket):\n    return basket.total() * 2\n"

    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(source))
        await until(lambda: editor.refreshed)
        buffer = await session.settled(URI)
        assert buffer is not None
        assert buffer.current is not None
        written = {one.prediction.symbol.name: one.text for one in buffer.current.written}
        assert written["basket"] == "Basket"

    in_session(scenario, ServerOptions(min_confidence=0.5))


def test_another_buffer_is_seen_as_it_is_typed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    other = "class Basket:\n    def total(self) -> float: ...\n\n\ndef empty(basket: Basket) -> None: ...\n"
    source = "from stock import Basket\n\n\ndef price():\n    return Basket().total()\n"

    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change("file:///stock.py", str(tmp_path / "stock.py"), 1, BufferText(other))
        await until(lambda: editor.refreshed)
        session.change("file:///stock.py", str(tmp_path / "stock.py"), 2, BufferText(other.replace("float", "bytes")))
        await session.settled("file:///stock.py")
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(source))
        buffer = await session.settled(URI)
        assert buffer is not None
        assert buffer.current is not None
        assert {one.prediction.symbol.name: one.text for one in buffer.current.written} == {"price": "bytes"}

    in_session(scenario)


def test_findings_are_shown_after_opening_and_after_saving(tmp_path: Path) -> None:
    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        path = str(tmp_path / "a.py")
        session.change(URI, path, 1, BufferText(WRONG))
        await until(lambda: editor.findings == [(URI, 1)])
        session.change(URI, path, 2, BufferText(WRONG.replace('"none"', "len(items)")))
        session.saved(URI)
        await until(lambda: editor.findings == [(URI, 1), (URI, 0)])

    in_session(scenario)


def test_nothing_is_audited_where_the_editor_does_not_want_it(tmp_path: Path) -> None:
    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.configure({"findings": "never"}, [])
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(WRONG))
        await session.settled(URI)
        await session.run(lambda: None)
        await asyncio.sleep(0.3)

    assert not in_session(scenario).findings


def test_settings_that_cannot_hold_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.typilus]\nnonsense = 1\n")

    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        for name in ("a.py", "b.py"):
            session.change(f"file:///{name}", str(tmp_path / name), 1, BufferText("x = 1\n"))
            await session.settled(f"file:///{name}")

    (notice,) = in_session(scenario).notices
    assert "nonsense" in notice


def test_changed_settings_hold_for_what_is_open(tmp_path: Path) -> None:
    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(SHOP))
        before = await session.settled(URI)
        assert before is not None
        assert before.current is not None
        count = len(before.current.written)
        session.configure({"min_confidence": 0.98}, [])
        await until(lambda: editor.refreshed)
        after = await session.settled(URI)
        assert after is not None
        assert after.current is not None
        assert 0 < len(after.current.written) < count

    in_session(scenario)


def test_each_folder_has_its_own_settings(tmp_path: Path) -> None:
    for name, least in (("sure", 0.99), ("bold", 0.3)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyproject.toml").write_text(f"[tool.typilus.server]\nmin-confidence = {least}\n")

    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        counts = {}
        for name in ("sure", "bold"):
            session.change(name, str(tmp_path / name / "a.py"), 1, BufferText(SHOP))
            buffer = await session.settled(name)
            assert buffer is not None
            assert buffer.current is not None
            counts[name] = len(buffer.current.written)
        assert counts["sure"] < counts["bold"]

    in_session(scenario)


def test_a_file_that_changes_on_disk_changes_the_votes(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")
    stock = tmp_path / "stock.py"
    stock.write_text("def total() -> float: ...\n")
    source = "from stock import total\n\n\ndef price():\n    return total()\n"

    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(source))
        await until(lambda: editor.refreshed == 1)
        stock.write_text("def total() -> bytes: ...\n")
        session.files_changed([stock])
        await until(lambda: editor.refreshed == 2)
        buffer = await session.settled(URI)
        assert buffer is not None
        assert buffer.current is not None
        assert {one.text for one in buffer.current.written} == {"bytes"}

    in_session(scenario)


def test_an_edit_is_looked_at_quickly_and_the_whole_when_nobody_types(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor_session, "IDLE", 0.05)

    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(SHOP))
        await session.settled(URI)
        # What is handed over tells what a parameter elsewhere is, which only the whole shows.
        session.change(URI, str(tmp_path / "a.py"), 2, BufferText(SHOP + "\n\ndef added(count=0): return count\n"))
        buffer = await session.settled(URI)
        assert buffer is not None
        edited = buffer.current
        assert edited is not None
        assert not edited.is_whole
        await until(lambda: buffer.current is not None and buffer.current.is_whole)
        assert buffer.current is not edited
        assert buffer.basis is buffer.current

    in_session(scenario)


def test_the_editor_asks_anew_for_hints_that_the_whole_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor_session, "IDLE", 0.05)
    before = "def last(): return 1.5\n\n\ndef middle():\n    return last()\n\n\ndef first():\n    return middle()\n"

    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(before))
        await session.settled(URI)
        session.change(URI, str(tmp_path / "a.py"), 2, BufferText(before.replace("1.5", "b'x'")))
        buffer = await session.settled(URI)
        assert buffer is not None
        assert buffer.current is not None
        assert {one.prediction.symbol.name: one.text for one in buffer.current.written}["last"] == "bytes"
        await until(lambda: editor.refreshed)
        assert {one.text for one in buffer.current.written} == {"bytes"}

    in_session(scenario)


def test_what_is_saved_while_the_whole_is_looked_at_is_audited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editor_session, "IDLE", 0.0)

    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(SHOP + WRONG))
        await until(lambda: editor.findings)
        session.change(URI, str(tmp_path / "a.py"), 2, BufferText(SHOP + WRONG + "\n\nprint(area(1))\n"))
        buffer = await session.settled(URI)
        assert buffer is not None
        await asyncio.sleep(0.01)  # the whole has begun
        session.saved(URI)
        await asyncio.wait_for(until(lambda: len(editor.findings) > 1), 30)

    in_session(scenario, ServerOptions(findings="save"))


def test_after_a_change_of_the_project_nothing_is_taken_from_before(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")

    async def scenario(session: EditorSession, editor: RecordingEditor) -> None:
        session.change(URI, str(tmp_path / "a.py"), 1, BufferText(SHOP))
        await until(lambda: editor.refreshed)
        buffer = await session.settled(URI)
        assert buffer is not None
        assert buffer.current is not None
        assert buffer.current.is_whole
        session.files_changed([tmp_path / "pyproject.toml"])
        await until(lambda: editor.refreshed == 2)
        assert buffer.current is not None
        assert buffer.current.is_whole

    in_session(scenario)
