from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.typilus.interfaces.lsp.buffers import SHOP, after_edits, analyzed
from typilus.interfaces.lsp.buffer_analysis import BufferAnalysis
from typilus.interfaces.lsp.code_actions import FIX_ALL, PlannedAction, planned_actions
from typilus.rewriting import annotate_source

TITLE = (14, SHOP.splitlines()[13].index("title"))


def every(kind: str) -> bool:
    return True


@pytest.fixture(scope="module")
def analysis(tmp_path_factory: pytest.TempPathFactory) -> BufferAnalysis:
    return analyzed(SHOP, tmp_path_factory.mktemp("shop"))


def planned(analysis: BufferAnalysis, place: tuple[int, int]) -> list[PlannedAction]:
    return list(planned_actions(analysis, place, place, every))


def test_each_candidate_is_an_action_and_the_best_is_preferred(analysis: BufferAnalysis) -> None:
    actions = [action for action in planned(analysis, TITLE) if action.title.startswith("title: ")]
    assert actions[0].title.startswith("title: str (")
    assert [action.is_preferred for action in actions] == [True] + [False] * (len(actions) - 1)


def test_every_action_gives_what_rewriting_proves(analysis: BufferAnalysis, tmp_path: Path) -> None:
    count = 0
    for number, line in enumerate(SHOP.splitlines(), 1):
        for column in range(0, len(line), 3):
            for action in planned(analysis, (number, column))[:2]:
                count += 1
                if count % 7:
                    continue
                after = after_edits(SHOP, analysis.text.edits(analysis.edits(action.annotations)))
                ast.parse(after)
                options = analysis.annotator._options
                proved = annotate_source(SHOP, action.annotations, options, str(tmp_path / "shop.py"))
                assert after == proved.text
                assert after != SHOP
    assert count > 50


def test_a_function_is_annotated_as_a_whole(analysis: BufferAnalysis) -> None:
    (action,) = [action for action in planned(analysis, (6, 4)) if action.title.startswith("Annotate area()")]
    assert {edit.scope for edit in action.annotations} <= {"", "area"}
    assert {edit.name for edit in action.annotations} >= {"area", "height"}


def test_a_file_is_annotated_as_a_whole(analysis: BufferAnalysis) -> None:
    (action,) = planned_actions(analysis, (1, 0), (1, 0), lambda kind: kind == FIX_ALL)
    assert action.annotations == tuple(written.edit for written in analysis.written)
    assert action.title == f"Annotate this file: {len(analysis.written)} types"


def test_a_selection_is_annotated_alone(analysis: BufferAnalysis) -> None:
    actions = list(planned_actions(analysis, (5, 0), (6, 0), every))
    (action,) = [action for action in actions if action.title.startswith("Annotate the selection")]
    assert {edit.line for edit in action.annotations} == {5}


def test_nothing_is_offered_for_what_is_annotated(tmp_path: Path) -> None:
    analysis = analyzed("def f(x: int) -> None: ...\n", tmp_path)
    assert not planned(analysis, (1, 6))
