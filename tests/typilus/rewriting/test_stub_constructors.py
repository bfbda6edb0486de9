"""The stub of a class with fields has the constructor of the class itself."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from typilus.rewriting.stubs import stub_of

CLASSES = [
    "@dataclass\nclass A:\n    text: str\n    count: int = 0\n    def __post_init__(self): self.words = []\n",
    "@dataclass\nclass A:\n    text: str\n    cache = {}\n    limit = 3\n",
    "@dataclass\nclass A:\n    text: str\n    lines: list[str] = field(default_factory=list)\n",
    "@dataclass\nclass A:\n    lines: list[str] = field(default_factory=lambda: ['a'], repr=False)\n",
    "@dataclass\nclass A:\n    x: str\n    y: int = field(init=False)\n    z: int = field(kw_only=True, default=1)\n",
    "@dataclass\nclass A:\n    words: list[int] = field(init=False, default_factory=lambda: [1])\n",
    "class A(NamedTuple):\n    x: int\n    y: int = 0\n    def area(self): return self.x\n",
    "class A(Enum):\n    RED = 1\n    def __init__(self, number): self.number = number\n",
]
PREAMBLE = "from dataclasses import dataclass, field\nfrom enum import Enum\nfrom typing import NamedTuple\n"


def signature(text: str) -> list[tuple[str, object, bool]]:
    names: dict[str, Any] = {}
    exec(compile(text, "a.py", "exec", dont_inherit=True), names)
    parameters = inspect.signature(names["A"]).parameters.values()
    return [(each.name, each.kind, each.default is each.empty) for each in parameters]


@pytest.mark.parametrize("text", CLASSES)
def test_the_constructor_stays(text: str) -> None:
    stub = stub_of(PREAMBLE + text, "a.py")
    assert signature(stub) == signature(PREAMBLE + text), stub


def test_an_attribute_of_a_model_is_no_field() -> None:
    model = "from pydantic import BaseModel\nclass Base(BaseModel): pass\nclass A(Base):\n    x: int\n"
    stub = stub_of(model + "    def go(self): self.seen = 1\n", "a.py")
    assert "    @property\n    def seen(self) -> int:" in stub
    assert "seen: int" not in stub.replace("value: int", "")


def test_a_class_without_fields_declares_its_attributes() -> None:
    assert "    x: int\n" in stub_of("class A:\n    def __init__(self): self.x = 1\n", "a.py")
