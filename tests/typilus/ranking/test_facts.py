"""What is known of recommended types: shape, place, likeness, how often they were seen."""

from __future__ import annotations

from dataclasses import replace

from graph_extraction.graph import Symbol, SymbolKind
from typilus.project.reading import read_text
from typilus.project.visible import VisibleTypes
from typilus.ranking.facts import TypeFacts

VISIBLE = VisibleTypes(read_text("from shops import Till\nclass Shop: pass\n"))
SYMBOL = Symbol(0, SymbolKind.PARAMETER, "", "shop", 1, 0)


def test_facts() -> None:
    kinds = ["int", "list[Shop] | None", "shops.Till", "pandas.DataFrame", "int | str", "list", "]"]
    facts = TypeFacts(VISIBLE, {"int": 100}).of(SYMBOL, kinds, {"none": 1.0})
    assert facts[""] == {"none": 1.0}
    assert facts["int"] == {"frequency": 0.577, "head_int": 1.0, "is_built-in": 1.0}
    assert {"optional", "generic", "depth", "user", "is_own", "alike", "head_list"} <= facts["list[Shop] | None"].keys()
    assert facts["shops.Till"]["is_imported"] == 1.0
    assert facts["pandas.DataFrame"]["is_unknown"] == 1.0
    assert facts["int | str"]["union"] == 1.0
    assert facts["list"]["bare"] == 1.0
    assert facts["]"] == {"malformed": 1.0}


def test_likeness_is_that_of_each_symbol() -> None:
    of_types = TypeFacts(VISIBLE, {})
    alike, other = (of_types.of(replace(SYMBOL, name=name), ["Shop"], {})["Shop"] for name in ("shop", "till"))
    assert (alike["alike"], alike["same_name"]) == (1.0, 1.0)
    assert "alike" not in other
    assert {name: alike[name] for name in other} == other
