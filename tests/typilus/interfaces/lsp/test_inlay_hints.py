from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from lsprotocol import types

from tests.typilus.interfaces.lsp.buffers import SHOP, after_edits, analyzed
from typilus.interfaces.lsp.action_data import ActionData
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.inlay_hints import HintRequest, hints_of, moved_hints, sure_percent
from typilus.rewriting import annotate_source

ALL = HintRequest("file:///shop.py", 1, (0, 1000))


def with_edits(analysis: BufferAnalysis) -> list[types.InlayHint]:
    """All hints, with their edits at once."""
    request = replace(ALL, edits_of=lambda annotation: analysis.text.edits(analysis.edits([annotation])))
    return list(hints_of(analysis, request))


@pytest.mark.parametrize("text", [SHOP, SHOP.replace("\n", "\r\n"), "\ufeff" + SHOP, SHOP.replace("    ", "\t")])
def test_every_edit_of_a_hint_gives_what_rewriting_proves(text: str, tmp_path: Path) -> None:
    analysis = analyzed(text, tmp_path)
    hints = with_edits(analysis)
    assert len(hints) > 5
    for hint, written in zip(hints, analysis.written, strict=True):
        after = after_edits(text, hint.text_edits or ())
        ast.parse(after.removeprefix("\ufeff"))
        proved = annotate_source(text, [written.edit], analysis.annotator._options, str(tmp_path / "shop.py"))
        assert after.encode() == proved.after
        label = str(hint.label)
        assert label in after.replace(' "', " ").replace('"', "") or label in after


def test_a_hint_stands_where_its_type_would_be_in_utf_16_columns(tmp_path: Path) -> None:
    positions = {str(hint.label): hint.position for hint in hints_of(analyzed(SHOP, tmp_path), ALL)}
    line = SHOP.splitlines()[4]
    assert positions[" -> float"].line == 4
    assert positions[" -> float"].character == len(line.encode("utf-16-le")) // 2 - 1


def test_a_type_that_needs_an_import_brings_it(tmp_path: Path) -> None:
    hints = [hint for hint in with_edits(analyzed(SHOP, tmp_path, 0.4)) if "Path" in str(hint.label)]
    assert hints
    assert "from pathlib import Path" in after_edits(SHOP, hints[0].text_edits or ())


def test_only_the_lines_that_are_asked_for(tmp_path: Path) -> None:
    analysis = analyzed(SHOP, tmp_path)
    lines = {hint.position.line for hint in hints_of(analysis, HintRequest("u", 1, (4, 4)))}
    assert lines == {4}


def test_edits_may_be_asked_for_later(tmp_path: Path) -> None:
    analysis = analyzed(SHOP, tmp_path)
    for hint, written in zip(hints_of(analysis, HintRequest("u", 7, (0, 99))), analysis.written, strict=True):
        assert hint.text_edits is None
        assert ActionData.from_json(hint.data) == ActionData("u", 7, (written.edit,))


def test_hints_move_with_a_text_that_is_being_typed(tmp_path: Path) -> None:
    analysis = analyzed(SHOP, tmp_path)
    broken = SHOP.replace("class Shop:", "def broken(\n\nclass Shop:")
    before, moved = list(hints_of(analysis, ALL)), list(moved_hints(analysis, BufferText(broken), ALL))
    assert len(moved) == len(before)
    shifts = {new.position.line - old.position.line for old, new in zip(before, moved, strict=True)}
    assert shifts == {0, 2}
    assert all(hint.text_edits is None and hint.data is None for hint in moved)


def test_a_percentage_is_never_a_hundred() -> None:
    assert [sure_percent(chance) for chance in (0.804, 0.997, 1.0)] == ["80 %", "99 %", "99 %"]
