"""The outcome of a first pass goes to other processes."""

from __future__ import annotations

import pickle

from graph_extraction import SymbolKind
from typilus.passes import FileFacts, Opinion


def test_it_can_be_sent() -> None:
    facts = FileFacts("a.py", "0", None, (Opinion(SymbolKind.RETURN, "Shop", "price", (("int", 0.5),)),))
    assert pickle.loads(pickle.dumps(facts)) == facts
