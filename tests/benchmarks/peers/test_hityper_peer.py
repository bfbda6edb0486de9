"""HiTyper's answers are found under its own names for scopes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.peers.contract import SymbolKey
from benchmarks.peers.hityper_peer import HiTyperPeer

TEXT = """\
count = 1
class Shop:
    def __init__(self):
        self.prices = {}
    def add(self, item):
        total = 1
        return total
    class Inner:
        def outer(self):
            def inner(y): pass
def free(z): pass
"""
SAID = {
    "__init__@Shop": [{"category": "local", "name": "prices", "type": ["dict"]}],
    "add@Shop": [
        {"category": "arg", "name": "item", "type": []},
        {"category": "local", "name": "total", "type": ["int", "None"]},
        {"category": "return", "name": "add", "type": ["int"]},
    ],
    "inner@Shop,Inner": [
        {"category": "arg", "name": "y", "type": ["str"]},
        {"category": "return", "name": "inner", "type": ["None"]},
    ],
    "free@global": [{"category": "arg", "name": "z", "type": ["bytes"]}],
    "global@global": [{"category": "local", "name": "count", "type": ["Shop"]}],
}


def test_answers_by_scope(tmp_path: Path) -> None:
    file = tmp_path / "shop.py"
    file.write_text(TEXT)
    tool = tmp_path / "hityper"
    save = f"pathlib.Path(sys.argv[-1], 'shop_INFERREDTYPES.json').write_text({json.dumps(SAID)!r})"
    tool.write_text(f"#!{sys.executable}\nimport pathlib, sys\n{save}\n")
    tool.chmod(0o755)
    assert HiTyperPeer(str(tool)).predict(tmp_path, file) == {
        SymbolKey("variable", "", "count", 1): "shop.Shop",
        SymbolKey("attribute", "Shop", "prices", 4): "dict",
        SymbolKey("return", "Shop", "add", 5): "int",
        SymbolKey("variable", "Shop.add", "total", 6): "int | None",
        SymbolKey("return", "Shop.Inner.outer", "inner", 10): "None",
        SymbolKey("parameter", "Shop.Inner.outer.<locals>.inner", "y", 10): "str",
        SymbolKey("parameter", "free", "z", 11): "bytes",
    }
