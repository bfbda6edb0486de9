"""The class that a handler or visitor is named after."""

from __future__ import annotations

from pathlib import Path

import typilus
from tests.typilus.recommenders.places_of import said_of
from typilus.recommenders.handler_recommender import HandlerRecommender

TEXT = """\
class Call: pass
class Ping: pass
class PingMessage: pass
class Select:
    class Changed: pass
class Visitor:
    def visit_Call(self, node, call): pass
    def leave_call(self, n): pass
    def on_ping(self, p, message): pass
    def on_select_changed(self, event): pass
    def handle_ping(self, message): pass
    def handle_call(self, node): pass
    def send_ping(self, message): pass
    def visit(self, node): pass
    def visit_nothing(self): pass
"""


def test_the_first_parameter_of_a_handler_is_named_by_its_function() -> None:
    said = said_of(HandlerRecommender(), TEXT)
    assert {place: [(one.type, one.probability) for one in found] for place, found in said.items() if found} == {
        "Visitor.visit_Call.node": [("Call", 0.93)],
        "Visitor.leave_call.n": [("Call", 0.98)],
        "Visitor.on_ping.p": [("Ping", 0.37)],
        "Visitor.on_select_changed.event": [("Select.Changed", 0.37)],
        "Visitor.handle_ping.message": [("PingMessage", 0.64)],
    }


def test_the_ranking_takes_it_as_one_from_outside(tmp_path: Path) -> None:
    path = tmp_path / "visitors.py"
    path.write_text("class Call: pass\nclass Event: pass\nclass V:\n    def visit_call(self, event): pass\n")
    (event,) = (one for one in typilus.predict(path) if one.symbol.name == "event")
    assert event.candidates[0].type == "visitors.Call"
    assert event.candidates[0].source == "handler"
