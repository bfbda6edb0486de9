"""jedi's answers, its class names and hints put together."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers.jedi_peer import JediPeer

TEXT = """\
from datetime import date, datetime
class Shop:
    def __init__(self, price):
        self.price = price
    def same(self):
        return self
shop = Shop(3)
names = [1, 2]
other = shop.same()
kind = Shop
def double(number):
    return number * 2
twice = double(4)
nothing = None
day = date(2024, 1, 2)
"""


def test_answers(tmp_path: Path) -> None:
    pytest.importorskip("jedi")
    file = tmp_path / "shop.py"
    file.write_text(TEXT)
    answers = JediPeer(own_module=False).predict(tmp_path, file)
    found = {key.qualified_name: text for key, text in answers.items()}
    assert found["Shop.__init__.price"] == found["Shop.price"] == "int"
    assert found["Shop.same()"] == found["shop"] == found["other"] == "Shop"
    assert found["names"] == "list[int]"
    assert found["kind"] == "type[Shop]"
    assert found["double()"] == found["twice"] == "int"
    assert found["nothing"] == "None"
    assert found["day"] == "datetime.date"
