"""The parts of a ranking that are shown."""

from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from tests.typilus.prediction.test_joining import Says, join, said
from tests.typilus.ranking.small_trees import ranker_of
from typilus.prediction.explaining import explain_symbols
from typilus.prediction.joining import NO_LIMITS, Joiner
from typilus.project.reading import read_text
from typilus.recommenders import StaticRecommender


def test_candidates_with_their_voices_and_parts() -> None:
    joined = join(
        Says(till=[said("int", 0.9)]),
        Says(till=[said("int", 0.5, "typespace"), said("str", 0.4, "typespace")]),
        weights={"static:p": 1.0, "typespace:p": 0.5, "type:optional": 1.0},
    )
    found = {each.prediction.symbol.name: each for each in explain_symbols(joined, 2)}
    assert found.keys() == {"find", "shops", "till"}, "no receiver"
    till = found["till"]
    best = next(each for each in till.candidates if each.candidate.type == "int")
    assert best.said == (("static", 0.9), ("typespace", 0.5))
    assert dict(best.parts)["static"] == 1.0


def test_nothing_is_bound_there() -> None:
    assert list(explain_symbols(join(Says()), 3)) == []


def test_for_people_and_programs() -> None:
    joined = join(Says(till=[said("int", 0.9)]), weights={"static:p": 1.0})
    till = next(each for each in explain_symbols(joined, 2) if each.prediction.symbol.name == "till")
    sink = io.StringIO()
    Console(file=sink, width=120).print(till)
    assert "Shop.find.till" in sink.getvalue()
    assert "static 0.90" in sink.getvalue()
    plain = till.to_dict()
    assert plain["name"] == "till"
    assert {"type", "said", "parts", "markers"} <= plain["candidates"][0].keys()
    assert plain["rejected"] == []


def test_what_rounds_to_zero_has_no_minus() -> None:
    joined = join(Says(till=[said("int", 0.9)]), weights={"static:p": 1.0, "typespace:p": 0.5})
    till = next(each for each in explain_symbols(joined, 2) if each.prediction.symbol.name == "till")
    parts = (("static", -0.04), ("typespace", 0.04), ("name", -0.06))
    first = replace(till.candidates[0], parts=parts)
    sink = io.StringIO()
    Console(file=sink, width=120).print(replace(till, candidates=(first,)))
    assert "static +0.0, typespace +0.0, name -0.1" in sink.getvalue()


def test_in_a_notebook() -> None:
    joined = join(Says(till=[said("int", 0.9), said("list[<b>]", 0.5)]), weights={"static:p": 1.0})
    explained = {one.symbol.name: one for one in explain_symbols(joined, 2)}
    page = explained["till"]._repr_html_()
    for text in ("Shop.find.till", "static 0.90", ">int</code>"):
        assert text in page
    assert "<b>]" not in page
    assert repr(explained["till"]).startswith("<SymbolExplanation parameter Shop.find.till, line 2: int ")
    assert "<table" not in explained["shops"]._repr_html_(), "nothing is known of it"


def test_where_all_that_was_said_is_ruled_out_the_reasons_are_shown() -> None:
    says = Says(bag=[said("int", 0.9, "typespace")])
    joiner = Joiner([says], ranker_of({"typespace:p": 1.0}), static=StaticRecommender())
    joined = joiner.join(read_text("def pack(bag):\n    bag.fold_up()\n"), NO_LIMITS, with_parts=True)
    bag = next(each for each in explain_symbols(joined, 1) if each.prediction.symbol.name == "bag")
    assert bag.prediction.skipped == "all types that were recommended are ruled out (typilus explain tells why)"
    sink = io.StringIO()
    Console(file=sink, width=160).print(bag)
    assert "rejected: int (typespace 0.90): int has no fold_up (line 2)" in sink.getvalue()
