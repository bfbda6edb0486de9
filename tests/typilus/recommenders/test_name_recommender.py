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


HANDLERS = """\
class Call: pass
class Ping: pass
class PingMessage: pass
class Visitor:
    def visit_Call(self, node, call): pass
    def leave_call(self, n): pass
    def on_ping(self, p, message): pass
    def handle_ping(self, message): pass
    def send_ping(self, message): pass
"""


def test_the_first_parameter_of_a_handler_is_also_named_by_its_function() -> None:
    said = said_of(NameRecommender(), HANDLERS)
    named = {
        place: [one.type for one in found if one.probability == 1]
        for place, found in said.items()
        if not place.endswith("()")
    }
    assert named == {
        "Visitor.visit_Call.node": ["Call"],
        "Visitor.visit_Call.call": ["Call"],
        "Visitor.leave_call.n": ["Call"],
        "Visitor.on_ping.p": ["Ping"],
        "Visitor.on_ping.message": [],
        "Visitor.handle_ping.message": ["PingMessage"],
        "Visitor.send_ping.message": [],
    }
