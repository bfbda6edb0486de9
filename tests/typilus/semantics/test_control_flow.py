"""None and NoReturn are written where control flow shows them, and nowhere else."""

from __future__ import annotations

import pytest

from graph_extraction import extract, parse_source
from typilus.rewriting import AnnotationEdit, annotate_source

PLAIN = "def f(a):\n    b = a\n    g(b)\n"
RAISES = "def f(a):\n    raise ValueError(a)\n"


def outcome(code: str, name: str, type_: str) -> str:
    """The reason of a refusal, or what was written."""
    symbol = next(symbol for symbol in extract(parse_source(code)).symbols if symbol.name == name)
    result = annotate_source(code, [AnnotationEdit.for_symbol(symbol, type_)])
    return result.applied[0].text if result.applied else result.skipped[0].reason


@pytest.mark.parametrize(
    ("code", "name", "type_"),
    [
        (PLAIN, "f", "None"),
        ("def f(a):\n    if a: return\n    while True: pass\n", "f", "None"),
        ("def f(): pass\n", "f", "None"),
        ("class A:\n    def f(self): self.x = 1\n", "f", "None"),
        ("class A(asyncio.Protocol):\n    def f(self): pass\n", "f", "None"),
        ("class A(Protocol):\n    def f(self): return self\n", "f", "int | None"),
        (PLAIN, "a", "int | None"),
        (PLAIN, "a", "collections.abc.Callable[..., None]"),
        (RAISES, "f", "typing.NoReturn"),
        (RAISES, "f", "None"),
        ("import sys\ndef f(a):\n    sys.exit(a)\n", "f", "typing.NoReturn"),
        ("class A:\n    def f(self, a):\n        print(a)\n        raise B\n", "f", "None"),
        ("class A:\n    def f(self): raise B\n    def g(self): self.f()\n", "f", "typing.NoReturn"),
        ("async def f():\n    while True: await g()\n", "f", "typing.NoReturn"),
    ],
)
def test_what_control_flow_shows_is_written(code: str, name: str, type_: str) -> None:
    assert outcome(code, name, type_).strip('"').endswith(type_.rpartition(".")[2])


@pytest.mark.parametrize(
    ("code", "name", "type_", "reason"),
    [
        ("def f(): return 1\n", "f", "None", "its control flow does not show that it returns None"),
        ("def f(): return None\n", "f", "None", "its control flow does not show that it returns None"),
        ("def f(): yield\n", "f", "None", "its control flow does not show that it returns None"),
        ("def f(): ...\n", "f", "None", "its control flow does not show that it returns None"),
        ("class A(Protocol):\n    def f(self): pass\n", "f", "None", "its control flow does not show"),
        ("class A(t.Protocol[T]):\n    def f(self): pass\n", "f", "None", "its control flow does not show"),
        ("import abc\n@abc.abstractmethod\ndef f(a): pass\n", "f", "None", "its control flow does not show"),
        (PLAIN, "a", "None", "None alone says nothing of a parameter"),
        (PLAIN, "b", "None", "None alone says nothing of a variable"),
        ("class A:\n    def f(self): self.x = None\n", "x", "None", "None alone says nothing of an attribute"),
        (PLAIN, "a", "typing.Never", "typing.Never alone says nothing of a parameter"),
        (PLAIN, "b", "list[typing.Never]", "typing.Never alone says nothing of a variable"),
        (PLAIN, "f", "typing.NoReturn", "its control flow does not show typing.NoReturn"),
        (RAISES, "f", "list[typing.NoReturn]", "its control flow does not show typing.NoReturn"),
        ("class A:\n    def f(self): raise B\n", "f", "typing.NoReturn", "its control flow does not show"),
        ("class A:\n    def f(self): raise B\n    x = f()\n", "f", "typing.NoReturn", "its control flow does not show"),
    ],
)
def test_what_it_does_not_show_is_refused(code: str, name: str, type_: str, reason: str) -> None:
    assert outcome(code, name, type_).startswith(reason)
