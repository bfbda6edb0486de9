"""`None` and `NoReturn` only where control flow proves them."""

from __future__ import annotations

import ast

import pytest

from graph_extraction import extract, parse_source
from typilus.rewriting import AnnotationEdit, annotate_source
from typilus.rewriting.returning import completes


def refusal(source: str, name: str, type_: str) -> str | None:
    symbol = next(each for each in extract(parse_source(source)).symbols if each.name == name)
    result = annotate_source(source, [AnnotationEdit.for_symbol(symbol, type_)])
    assert len(result.applied) + len(result.skipped) == 1
    return result.skipped[0].reason if result.skipped else None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("pass", None),
        ("a()", None),
        ("return", None),
        ("if a: return None\n a()", None),
        ("def g(): return 1", None),
        ("g = lambda: (yield)", None),
        ("while 1:\n  break", None),
        ("return a", "a value on line 2"),
        ("for b in a:\n  if b: return 1", "a value on line 3"),
        ("yield", "generator"),
        ("b = yield from a", "generator"),
        ("'''Doc.'''", "for others"),
        ("...", "for others"),
        ("raise NotImplementedError('f')", "for others"),
        ("raise ValueError", "never comes"),
        ("while True: a()", "never comes"),
    ],
)
def test_none(body: str, reason: str | None) -> None:
    found = refusal(f"def f(a):\n {body}\n", "f", "None")
    assert found is None if reason is None else reason in (found or "")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise ValueError", None),
        ("while True:\n  for b in a: break", None),
        ("if a: raise A\n else:\n  while 1: pass", None),
        ("try: raise A\n except B: raise", None),
        ("raise NotImplementedError", "for others"),
        ("try: raise A\n except B: pass", "does not prove"),
        ("with a: raise A", "does not prove"),
        ("a()", "does not prove"),
        ("if a: return\n raise A", "returns on line 2"),
        ("while 1: yield", "generator"),
    ],
)
def test_never(body: str, reason: str | None) -> None:
    found = refusal(f"def f(a):\n {body}\n", "f", "typing.NoReturn")
    assert found is None if reason is None else reason in (found or "")


@pytest.mark.parametrize("type_", ["None", "typing.NoReturn", "typing.Never"])
def test_nothing_but_a_return_is_only_none(type_: str) -> None:
    source = "x = None\nclass A:\n def f(self, a=None): self.b = a\n"
    for name in ("x", "a", "b"):
        assert "would allow no value" in (refusal(source, name, type_) or "")


def test_an_abstract_method_proves_nothing() -> None:
    assert "for others" in (refusal("class A:\n @abc.abstractmethod\n def f(self): pass\n", "f", "None") or "")


def test_blocks_that_control_leaves() -> None:
    assert completes(ast.parse("match a:\n case 1: raise A").body)
    assert not completes(ast.parse("try: a()\nfinally: raise A").body)
