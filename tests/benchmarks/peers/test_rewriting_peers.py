"""What a tool wrote into a file is read back, under the lines that were, and put back as it was."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.peers.contract import SymbolKey
from benchmarks.peers.rewriting_peers import RewritingPeer

BEFORE = """\
class Shop: pass
def add(item, price: int = 3):
    return Shop()
"""
AFTER = """\
from pathlib import Path
class Shop: pass
def add(item: Path, price: int = 3) -> Shop:
    return Shop()
"""


def peer_that_writes(tmp_path: Path, text: str) -> tuple[RewritingPeer, Path]:
    file = tmp_path / "project" / "shop.py"
    file.parent.mkdir()
    file.write_text(BEFORE)
    program = tmp_path / "tool.py"
    program.write_text(f"import pathlib, sys; pathlib.Path(sys.argv[1]).write_text({text!r})")
    return RewritingPeer("tool", [sys.executable, str(program)]), file


def test_new_annotations_are_read(tmp_path: Path) -> None:
    peer, file = peer_that_writes(tmp_path, AFTER)
    assert peer.predict(file.parent, file) == {
        SymbolKey("return", "", "add", 2): "shop.Shop",
        SymbolKey("parameter", "add", "item", 2): "pathlib.Path",
    }
    assert file.read_text() == BEFORE


def test_a_broken_file_has_no_answers(tmp_path: Path) -> None:
    peer, file = peer_that_writes(tmp_path, "def add(item: -> int): pass")
    assert peer.predict(file.parent, file) == {}
    assert file.read_text() == BEFORE
