"""The types of single occurrences, as values that are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

import typilus
from typilus import PlaceType
from typilus.prediction import PlaceTypes
from typilus.project import read_text

SHOP = """\
class Till:
    def __init__(self, coins):
        self.coins = coins


till = Till(["ä", "ö"]); label = till.coins[0]
print(till, label, unknown)
"""


@pytest.fixture
def shop(tmp_path: Path) -> str:
    path = tmp_path / "shop.py"
    path.write_text(SHOP, encoding="utf-8")
    return str(path)


def test_columns_count_characters_from_1(shop: str) -> None:
    column = SHOP.splitlines()[5].index("label") + 1
    answer = typilus.type_at(shop, 6, column)
    assert (answer.code, answer.type, answer.column, answer.end_column) == ("label", "str", column, column + 5)
    assert not answer.is_whole  # others may make a till, too
    assert str(answer) == f"{shop}:6:{column}: label is str or more"


def test_classes_are_written_as_the_file_would(shop: str) -> None:
    answer = typilus.type_at(shop, 7, 7)
    assert (answer.type, answer.text, answer.is_whole) == ("shop.Till", "Till", True)
    assert answer.reasons[0].startswith("shop:6: Till(['ä', 'ö']) is shop.Till")
    assert set(answer.to_dict()) == set(PlaceType.__slots__)


def test_where_nothing_is_certain_it_says_so(shop: str) -> None:
    answer = typilus.type_at(shop, 7, SHOP.splitlines()[6].index("unknown") + 1)
    assert answer.type is None
    assert str(answer).endswith(": unknown: nothing is certain there")


@pytest.mark.parametrize(("line", "column"), [(4, 1), (400, 1), (1, 400), (0, 0)])
def test_where_nothing_stands_it_says_so(line: int, column: int, shop: str) -> None:
    answer = typilus.type_at(shop, line, column)
    assert str(answer) == f"{shop}:{line}:{column}: no name, attribute, subscript or call is here"


def test_reasons_are_shown_below() -> None:
    console = Console(record=True, width=100)
    console.print(PlaceTypes(read_text(SHOP)).at(7, 13))
    assert console.export_text().splitlines()[1].startswith("  line ")


def test_in_a_notebook(shop: str) -> None:
    page = typilus.type_at(shop, 6, SHOP.splitlines()[5].index("label") + 1)._repr_html_()
    assert "label is str or more" in page
    assert page.count("<code>") >= 1


def test_the_graph_of_a_file(shop: str) -> None:
    graph = typilus.type_dependencies(shop)
    assert {"Till.coins", "Till.__init__.coins", "label"} <= set(graph.symbols)
