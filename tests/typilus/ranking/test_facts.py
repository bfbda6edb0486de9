"""What is known of recommended types: shape, place, likeness, how often they were seen."""

from __future__ import annotations

from graph_extraction.graph import Symbol, SymbolKind
from typilus.project.reading import read_text
from typilus.project.visible import VisibleTypes
from typilus.ranking.facts import facts_of

VISIBLE = VisibleTypes(read_text("from shops import Till\nclass Shop: pass\n"))
SYMBOL = Symbol(0, SymbolKind.PARAMETER, "", "shop", 1, 0)


def test_facts() -> None:
    kinds = ["int", "list[Shop] | None", "shops.Till", "pandas.DataFrame", "int | str", "list", "]"]
    facts = facts_of(SYMBOL, kinds, {"none": 1.0}, VISIBLE, {"int": 100})
    assert facts[""] == {"none": 1.0}
    assert facts["int"] == {"frequency": 0.577, "head_int": 1.0, "is_built-in": 1.0}
    assert {"optional", "generic", "depth", "user", "is_own", "alike", "head_list"} <= facts["list[Shop] | None"].keys()
    assert facts["shops.Till"]["is_imported"] == 1.0
    assert facts["pandas.DataFrame"]["is_unknown"] == 1.0
    assert facts["int | str"]["union"] == 1.0
    assert facts["list"]["bare"] == 1.0
    assert facts["]"] == {"malformed": 1.0}
