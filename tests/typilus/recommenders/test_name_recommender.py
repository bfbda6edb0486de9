"""The visible class that a symbol is named after."""

from __future__ import annotations

from tests.typilus.recommenders.places_of import said_of, types_of
from typilus.recommenders.name_recommender import NameRecommender

TEXT = """\
from web import HTTPClient, connect
from typing import Optional
class Shop: pass
class ShopConfig: pass
def run(shop, http_client, shop_config, optional, other, connect):
    pass
"""


def test_the_most_alike_comes_first() -> None:
    found = types_of(NameRecommender(), TEXT)
    assert found == {
        "run.shop": ["Shop", "ShopConfig"],
        "run.http_client": ["web.HTTPClient"],
        "run.shop_config": ["ShopConfig", "Shop"],
    }


def test_the_probability_is_how_alike_the_names_are() -> None:
    found = said_of(NameRecommender(), TEXT)["run.shop_config"]
    assert found[0].probability > 0.99 > found[1].probability > 0
