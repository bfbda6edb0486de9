from __future__ import annotations

import pytest

from tests.typilus.lab.experiments.infilling.scripted_infiller import ScoringModel, scripted_infiller
from typilus.infilling import HoledText
from typilus.lab.experiments.infilling.ways_to_ask import CANDIDATES, WAYS, Proposal

TEXT = HoledText(("def f(x) -> ", ":\n    return x\n"))


def test_infilling_sees_both_sides() -> None:
    infiller = scripted_infiller()
    assert WAYS["infilling"].propose(infiller, [TEXT]) == [(Proposal("int"),)]


def test_left_to_right_sees_the_left_side_and_ends_with_the_hint() -> None:
    infiller = scripted_infiller()
    assert isinstance(infiller.model, ScoringModel)
    assert WAYS["left-to-right"].propose(infiller, [TEXT, TEXT]) == [(Proposal("bytes"),)] * 2
    [request, _] = infiller.model.requests
    assert (request.prompt, request.n, request.temperature) == ("def f(x) ->", 1, 0.2)


def test_reranking_scores_the_whole_text_once_for_each_distinct_answer() -> None:
    infiller = scripted_infiller()
    model = infiller.model
    assert isinstance(model, ScoringModel)
    [proposals] = WAYS["reranking"].propose(infiller, [TEXT])
    assert proposals is not None
    assert (model.requests[0].n, model.requests[0].temperature) == (CANDIDATES, 0.8)
    [(prompt, rests)] = model.scored
    assert prompt == "def f(x) ->"
    assert rests == (" bytes:\n    return x\n", " str:\n    return x\n", " dict[str, int]:\n    return x\n")
    assert max(proposals, key=lambda proposal: proposal.total).text == "str"
    for proposal, rest in zip(proposals, rests, strict=True):
        assert proposal.mean == pytest.approx(proposal.total / len(rest))


def test_a_model_that_fails_has_no_proposals() -> None:
    for way in WAYS.values():
        assert way.propose(scripted_infiller(fails=True), [TEXT]) == [None]


def test_a_model_without_scores_is_not_reranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScoringModel, "score", lambda self, prompt, continuations: None)
    assert WAYS["reranking"].propose(scripted_infiller(), [TEXT]) == [None]
