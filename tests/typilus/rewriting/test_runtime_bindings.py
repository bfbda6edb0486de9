"""What a running program can compute."""

from __future__ import annotations

import ast

import pytest

from typilus.rewriting.imported_names import ImportedName
from typilus.rewriting.runtime_bindings import RuntimeBindings
from typilus.semantics import SemanticIndex

SOURCE = """
import threading, numpy as np
from queue import Queue
from typing import List, TYPE_CHECKING
if TYPE_CHECKING:
    from decimal import Decimal
try:
    import json
except ImportError:
    json = None
class A: pass
# here
class B: pass
"""


@pytest.mark.parametrize(
    ("text", "works"),
    [
        ("int", True), ("list[int]", True), ("int | None", True), ("List[int]", True), ("A", True), ("A | None", True),
        ("B", False), ("Decimal", False), ("json.JSONDecoder", False), ("np.ndarray", True), ("Queue[int]", False),
        ("threading.Lock | None", False), ("threading.Thread | None", True), ("'A'", False), ("list['A']", False),
        ("Queue | None", True), ("np.ndarray | None", False),
    ],
)  # fmt: skip
def test_what_works(text: str, works: bool) -> None:
    assert RuntimeBindings(SemanticIndex(ast.parse(SOURCE)), (3, 10)).works(text, 12) is works


def test_old_pythons_compute_less() -> None:
    old = RuntimeBindings(SemanticIndex(ast.parse(SOURCE)), (3, 8))
    assert not old.works("list[int]", 12)
    assert not old.works("int | None", 12)
    assert old.works("List[int]", 12)


def test_what_defers() -> None:
    assert RuntimeBindings(SemanticIndex(ast.parse("from __future__ import annotations")), (3, 8)).deferred
    assert RuntimeBindings(SemanticIndex(ast.parse("")), (3, 14)).deferred
    assert not RuntimeBindings(SemanticIndex(ast.parse("")), (3, 13)).deferred


def test_added_imports_count_unless_they_are_for_checkers() -> None:
    evaluation = RuntimeBindings(SemanticIndex(ast.parse("")), (3, 10))
    copy = evaluation.copy()
    copy.add(ImportedName("decimal", "Decimal"), typing_only=False)
    assert copy.works("Decimal | None", 1)
    assert not evaluation.works("Decimal", 1)
    evaluation.add(ImportedName("decimal", "Decimal"), typing_only=True)
    assert not evaluation.works("Decimal", 1)
