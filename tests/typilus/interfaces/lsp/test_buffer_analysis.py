from __future__ import annotations

import ast
import gc
import weakref
from pathlib import Path

import pytest

import typilus
from graph_extraction import parse_source
from tests.typilus.interfaces.lsp.buffers import SHOP, analyzed
from typilus.errors import SourceError
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis, BufferRequest, OutdatedError, analyze
from typilus.interfaces.lsp.buffer_text import BufferText
from typilus.interfaces.lsp.editor_project import EditorProject, ProjectOptions
from typilus.interfaces.lsp.server_options import ServerOptions
from typilus.rewriting import apply_edits


def test_what_would_be_written_is_in_the_order_of_the_text(tmp_path: Path) -> None:
    analysis = analyzed(SHOP, tmp_path)
    written = {one.prediction.qualified_name: one.text for one in analysis.written}
    assert written["area.height"] == "float"
    assert written["Shop.__init__()"] == "None"
    assert written["Shop.size()"] == "int"
    offsets = [one.offset for one in analysis.written]
    assert offsets == sorted(offsets)


def test_a_type_stands_behind_its_name_or_its_signature(tmp_path: Path) -> None:
    for one in analyzed(SHOP, tmp_path).written:
        before = SHOP[: one.offset]
        name = one.prediction.symbol.name
        assert before.endswith(")" if one.prediction.symbol.kind.value == "return" else name)


def test_nothing_is_below_the_least_probability_and_nothing_annotated(tmp_path: Path) -> None:
    analysis = analyzed(SHOP, tmp_path, least=0.9)
    assert all(one.candidate.probability >= 0.9 for one in analysis.written)
    assert all(one.prediction.existing is None for one in analysis.written)
    assert len(analysis.written) < len(analyzed(SHOP, tmp_path, least=0.5).written)


def test_the_innermost_function_of_a_line_is_found_with_its_decorators(tmp_path: Path) -> None:
    analysis = analyzed(
        "import functools\n\n\n@functools.cache\ndef f(x):\n    def g(y): ...\n    return g\n", tmp_path
    )
    names = {line: function and function.name for line in (1, 4, 5, 6, 7) for function in [analysis.function_at(line)]}
    assert names == {1: None, 4: "f", 5: "f", 6: "g", 7: "f"}


def test_signatures_are_counted_without_receivers(tmp_path: Path) -> None:
    source = "class A:\n    def f(self, x: int, y): ...\n    def g(self) -> None: ...\n"
    assert analyzed(source, tmp_path).typed == (2, 4)


def test_a_broken_text_has_no_analysis(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        analyzed("def f(:\n", tmp_path)


def test_a_buffer_that_has_changed_is_not_looked_at() -> None:
    request = BufferRequest(BufferText(""), "a.py", lambda: True)
    with pytest.raises(OutdatedError):
        request.expect_current()


def test_a_symbol_is_asked_for_at_its_name_and_at_its_hint(tmp_path: Path) -> None:
    text = "def area(width, height=2.0): return height * 2.0\n"
    analysis = analyzed(text, tmp_path)
    hint = text.index("):") + 1

    def names(column: int) -> list[tuple[str, str]]:
        return [
            (prediction.symbol.kind.value, prediction.symbol.name) for prediction, _ in analysis.slots_at(1, column)
        ]

    assert names(text.index("area")) == [("return", "area")]
    assert ("return", "area") in names(hint)
    assert ("return", "area") in names(hint - 1)
    assert names(text.index("height")) == [("parameter", "height")]
    assert names(hint + 2) == []


STORE = "class Shop:\n    size: int = 1\n\n\ndef make():\n    return Shop()\n"
USE = "from store import make\n\n\ndef use():\n    shop = make()\n    return shop\n"
ADDED = "\n\ndef perimeter(width, height=2.0):\n    return 2 * (width + height)\n"


def test_after_an_edit_the_hints_elsewhere_stand_and_those_around_it_are_new(tmp_path: Path) -> None:
    before = analyzed(SHOP, tmp_path)
    text = SHOP.replace("return len(self.items)", "return str(self.items)") + ADDED
    edited, whole = analyzed(text, tmp_path, former=before), analyzed(text, tmp_path)
    assert not edited.is_whole
    assert whole.is_whole
    texts = {one.prediction.qualified_name: (one.text, one.offset) for one in edited.written}
    assert texts == {one.prediction.qualified_name: (one.text, one.offset) for one in whole.written}
    assert texts["Shop.size()"][0] == "str"
    assert texts["perimeter.height"][0] == "float"
    kept = edited.prediction["Shop.add.count"]
    assert kept.candidates is before.prediction["Shop.add.count"].candidates
    assert kept.symbol == whole.prediction["Shop.add.count"].symbol
    assert [one.symbol for one in edited.prediction] == [one.symbol for one in whole.prediction]


@pytest.mark.parametrize("added", ["class int: ...\n", "from __future__ import annotations\n"])
def test_after_an_edit_each_hint_says_what_it_would_insert(added: str, tmp_path: Path) -> None:
    text = "def build(count=0):\n    return Shop()\n\n\nclass Shop:\n    size = 1\n"
    edited = analyzed(added + text, tmp_path, former=analyzed(text, tmp_path))
    assert not edited.is_whole
    drafts = [edited.annotator.draft([one.edit]).applied for one in edited.written]
    assert [one.text for one in edited.written] == [applied.text for (applied,) in drafts]
    assert {one.text for one in edited.written} >= {"builtins.int" if "class" in added else "Shop"}


def test_a_comment_that_leaves_the_file_alone_takes_all_hints_at_once(tmp_path: Path) -> None:
    before = analyzed(SHOP, tmp_path)
    assert before.written
    assert not analyzed(f"# typilus: skip-file\n{SHOP}", tmp_path, former=before).written


def test_what_an_edited_buffer_writes_is_proved_like_any_other(tmp_path: Path) -> None:
    edited = analyzed(SHOP + ADDED, tmp_path, former=analyzed(SHOP, tmp_path))
    edits = edited.edits([one.edit for one in edited.written])
    applied = apply_edits(SHOP + ADDED, edits)
    assert "def perimeter(width, height: float = 2.0) -> float:" in applied
    assert ast.parse(applied)


def test_edits_upon_edits_come_to_the_same(tmp_path: Path) -> None:
    analysis, text = analyzed(SHOP, tmp_path), SHOP
    for number in range(4):
        text += f"\n\ndef added_{number}(count=0):\n    return count + {number}\n"
        analysis = analyzed(text, tmp_path, former=analysis)
    whole = analyzed(text, tmp_path)
    assert [one.text for one in analysis.written] == [one.text for one in whole.written]
    assert len({one.offset for one in analysis.written}) == len(analysis.written)


def test_where_an_edit_keeps_nothing_other_files_are_read_anew(tmp_path: Path) -> None:
    for name, text in (("store.py", STORE), ("use.py", USE), ("pyproject.toml", "")):
        (tmp_path / name).write_text(text, "utf-8")
    predictor = typilus.load()
    project = EditorProject.open(tmp_path, ProjectOptions.of(tmp_path, ServerOptions(), {}), False)
    project.read(predictor, {}, lambda: None)

    def hints_of(text: str, former: BufferAnalysis | None) -> BufferAnalysis:
        request = BufferRequest(BufferText(text), str(tmp_path / "use.py"))
        project.update(predictor, request.document)
        return analyze(request, predictor, project.markers, project.settings, 0.4, former)

    before = hints_of(USE, None)
    project.update(predictor, parse_source(STORE.replace("Shop", "Market"), str(tmp_path / "store.py")))
    edited = hints_of(USE.replace("return", "print(shop)\n    return"), before)
    assert [one.text for one in before.written] == ["Shop"]
    assert [one.text for one in edited.written] == ["Market"]
    assert edited.is_whole


def test_nothing_remembers_the_code_of_former_texts(tmp_path: Path) -> None:
    analysis, trees = analyzed(SHOP, tmp_path), []
    for number in range(3):
        analysis = analyzed(f"{SHOP}\n\nprint({number}, area)\n", tmp_path, former=analysis)
        trees.append(weakref.ref(analysis.document.tree))
    gc.collect()
    assert [tree() is None for tree in trees] == [True, True, False]


def test_hints_are_the_same_or_they_are_not(tmp_path: Path) -> None:
    one = analyzed(SHOP, tmp_path)
    assert one.has_hints_of(analyzed(SHOP, tmp_path))
    assert not one.has_hints_of(analyzed(SHOP, tmp_path, least=0.9))
