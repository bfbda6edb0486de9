"""Rules of static inference: values with a name and uses, each shown by a document; another is added from outside."""

from __future__ import annotations

import ast
import dataclasses
import functools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

import pytest

from graph_extraction import extract, parse_source
from tests.typilus.static_inference.inferring import answers, inferred
from tests.typilus.static_inference.micro_suite import micro_programs
from typilus.annotation_types import parse_type
from typilus.static_inference import rules
from typilus.static_inference.graph.dependency_graph import Semantics, TypeNode
from typilus.static_inference.graph.input_uses import UseKind, Uses
from typilus.static_inference.graph.syntax_rules import OPERATIONS, Operation
from typilus.static_inference.graph.type_sets import TypeSet, type_set
from typilus.static_inference.inference import StaticInference
from typilus.static_inference.operations.iteration import awaited_types

RULES: list[Any] = [
    found
    for name in rules.__all__
    for found in vars(getattr(rules, name)).values()
    if isinstance(found, type) and hasattr(found, "infer") and found.__module__ == f"{rules.__name__}.{name}"
]


@functools.cache
def rules_in_documents() -> Counter[type]:
    """How often each rule is part of the graphs of programs in `tests/cases/inference`, until all have been seen."""
    found: Counter[type] = Counter()
    with TemporaryDirectory() as folder:
        for program in micro_programs():
            path = program.write_to(Path(folder))
            source = parse_source(path.read_bytes(), str(path))
            inference = StaticInference([path.parent])
            inference.infer(source, path.stem, extract(source).symbols)
            found.update(type(node.rule) for node in inference.program.graph.nodes)
            if found.keys() >= set(RULES):
                break
    return found


def test_names_are_unique() -> None:
    assert len(RULES) > 40
    assert Counter(rule.name for rule in RULES).most_common(1)[0][1] == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_is_a_value_that_says_what_it_does_with_its_inputs(rule: Any) -> None:
    assert hasattr(rule, "__slots__")
    assert isinstance(rule.uses, Uses | property)
    assert not {field.name for field in dataclasses.fields(rule)} & {"name", "uses"}
    assert rule.__doc__
    assert rule.infer.__doc__


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_document_shows_the_rule(rule: type) -> None:
    assert rules_in_documents()[rule]


@dataclass(frozen=True, slots=True)
class Polled:
    """`await` of something that may be late: what it gives, or None."""

    name: ClassVar[str] = "polling"
    uses: ClassVar[Uses] = Uses((UseKind.AWAIT,))

    def infer(self, semantics: Semantics, node: TypeNode, inputs: Sequence[TypeSet]) -> TypeSet:
        given = awaited_types(semantics, inputs[0])
        return type_set(*given.types, parse_type("None"), is_open=given.is_open)


def read_await(node: ast.Await) -> Operation:
    return Operation(Polled(), [node.value])


POLLING = """
async def price() -> float: ...
async def buy(offer):
    cost = await price()
    await offer
    return cost
"""


def test_another_rule_needs_no_other_file(monkeypatch: pytest.MonkeyPatch) -> None:
    assert inferred(POLLING)["buy.cost"] == "float"
    monkeypatch.setitem(OPERATIONS, ast.Await, read_await)
    found = answers(POLLING)
    assert str(found["buy.cost"].type) == "float | None"
    assert found["buy.cost"].reasons == ("line 4: await price() is float | None (by polling)",)


def test_the_uses_of_another_rule_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(OPERATIONS, ast.Await, read_await)
    source = parse_source(POLLING)
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    offer = next(symbol for symbol in symbols if symbol.name == "offer")
    reason = inference.judge.objection("", offer, parse_type("int"))
    assert reason == "is awaited, which int does not allow (line 5)"
