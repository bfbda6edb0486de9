"""What a language model proposes for a whole file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.typilus.infilling.scripted_model import ScriptedModel
from tests.typilus.judging.rule_checker import RuleChecker
from tests.typilus.lab.experiments.whole_files.small_project import without_gaps
from tests.typilus.lab.experiments.whole_files.test_strategies import request
from typilus.infilling import Generation, GenerationRequest, TextInfiller
from typilus.infilling.dialects import choose_dialect
from typilus.lab.experiments.whole_files.model_proposals import ModelProposals
from typilus.lab.experiments.whole_files.strategies import STRATEGIES, FileRequest


def asking(folder: Path, answer: Callable[[GenerationRequest], str], n: int = 1) -> tuple[FileRequest, ScriptedModel]:
    model = ScriptedModel(lambda asked: [Generation(answer(asked), -1.0) for _ in range(asked.n)])
    infiller = TextInfiller(model, choose_dialect(model, "qwen"))
    plain = request(folder, n=n, checker=RuleChecker("never"))
    return replace(plain, model=ModelProposals(infiller)), model


def test_all_places_at_once(tmp_path: Path) -> None:
    asked, model = asking(tmp_path, lambda _: "list[str]")
    (text,) = STRATEGIES["simple"](asked)
    assert "items: list[str]" in without_gaps(text)
    assert asked.model is not None
    assert asked.model.requests == len(model.requests)


def test_scopes_from_the_inside_out(tmp_path: Path) -> None:
    asked, model = asking(tmp_path, lambda _: "bytes")
    (text,) = STRATEGIES["tree"](asked)
    assert "item: bytes" in without_gaps(text)
    assert asked.model is not None
    assert asked.model.requests == len(model.requests) > 1
    assert any("bytes" in one.prompt for one in model.requests), "earlier answers are written in"


def test_what_is_no_type_is_any(tmp_path: Path) -> None:
    asked, _ = asking(tmp_path, lambda _: "print('no type')")
    (text,) = STRATEGIES["simple"](asked)
    assert "items: Any" in without_gaps(text)


def test_those_that_say_more_come_first(tmp_path: Path) -> None:
    asked, _ = asking(tmp_path, lambda one: "bytes" if one.seed else "list", n=2)
    first, second = STRATEGIES["simple"](asked)
    assert "items: bytes" in without_gaps(first)
    assert "items: list" in without_gaps(second)


def test_without_a_model_nothing_is_proposed(tmp_path: Path) -> None:
    asked = request(tmp_path)
    assert not list(STRATEGIES["simple"](asked))
    assert not list(STRATEGIES["tree"](asked))
