"""Algorithm 2: classes that cannot be named give way to the nearest that can."""

from __future__ import annotations

import pytest

from graph_extraction.graph import Symbol, SymbolKind
from typilus.project.reading import read_text
from typilus.project.visible import VisibleTypes
from typilus.ranking.correction import class_names, correct
from typilus.recommenders.recommender import Recommendation


class Nowhere(VisibleTypes):
    """A file of a project that imports from nowhere else."""

    def can_be_imported(self, kind: str) -> bool:
        return False


TEXT = "from shops import ShopConfig\nclass RequestHandler: pass\nPair = tuple[int, int]\n"
ALONE, IN_PROJECT = VisibleTypes(read_text(TEXT)), Nowhere(read_text(TEXT))


def corrected(name: str, kind: str, visible: VisibleTypes = IN_PROJECT) -> tuple[list[str], list[str]]:
    symbol = Symbol(0, SymbolKind.PARAMETER, "", name, 1, 0)
    kept, made = correct(symbol, [Recommendation(kind, 0.5, "typespace")], visible)
    assert all(each.source == "correction" and 0 < each.probability <= 0.5 for each in made)
    return [each.type for each in kept], [each.type for each in made]


def test_what_is_built_in_or_visible_stays() -> None:
    for kind in ("str", "list[int]", "shops.ShopConfig", "dict[str, RequestHandler]", "decimal.Decimal"):
        assert corrected("handler", kind) == ([kind], [])


def test_the_class_most_like_the_type_comes_in_its_place() -> None:
    assert corrected("x", "other.Config") == ([], ["shops.ShopConfig"])
    assert corrected("x", "list[other.Config] | None") == ([], ["list[shops.ShopConfig] | None"])


def test_unless_another_is_much_more_like_the_symbol() -> None:
    assert corrected("request_handler", "other.BigConfig") == ([], ["RequestHandler"])


def test_a_class_in_the_place_of_a_generic_one_need_not_be_generic() -> None:
    assert corrected("x", "list[other.Config[int]]") == ([], ["list[shops.ShopConfig]"])
    assert corrected("x", "other.ShopConfig[int]") == ([], ["shops.ShopConfig[int]"]), "the same by another path"


def test_without_a_project_an_import_may_be_written() -> None:
    assert corrected("x", "other.Config", ALONE) == (["other.Config"], ["shops.ShopConfig"])
    assert corrected("x", "other.Wholly") == ([], [])


def test_an_alias_of_something_put_together_is_no_class() -> None:
    assert corrected("x", "other.Pair") == ([], [])


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("list[a.B] | c.D | None", ["list", "a.B", "c.D", "None"]),
        ("typing.Literal['a.b']", []),
        ("tuple[~T, ...]", ["tuple"]),
        ("[", []),
    ],
)
def test_class_names(kind: str, names: list[str]) -> None:
    assert class_names(kind) == tuple(names)
