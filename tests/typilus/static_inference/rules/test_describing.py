"""Values that only describe a field or a parameter are not its type."""

from __future__ import annotations

from textwrap import dedent

import pytest

from graph_extraction import extract, parse_source
from tests.typilus.static_inference.inferring import inferred
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference

FIELDS = {
    "pydantic": "from pydantic import BaseModel, Field\nclass A(BaseModel):\n    x = Field('a')\n",
    "django": "from django.db import models\nclass A(models.Model):\n    x = models.CharField(max_length=3)\n",
    "sqlalchemy": "from sqlalchemy import Column\nBase = declarative_base()\nclass A(Base):\n    x = Column(int)\n",
    "attrs": "import attr\n@attr.s\nclass A:\n    x = attr.Factory(list)\n",
    "forms": "from django import forms\nclass A(forms.Form):\n    x = forms.CharField()\n",
    "serializers": "from rest_framework import serializers\nclass A(serializers.S):\n    x = serializers.CharField()\n",
    "metaclass": "from some import Meta, Thing\nclass A(metaclass=Meta):\n    x = Thing()\n",
    "inherited": "from some import B, Thing\nclass Own(B): ...\nclass A(Own):\n    x = Thing()\n",
    "never heard of": "import some\nclass A(some.Base):\n    x = some.Thing(1)\n",
}
PLAIN = {
    "no stranger": ("from some import Thing\nclass A:\n    x = Thing()\n", "some.Thing?"),
    "known class": ("import threading, some\nclass A(some.Base):\n    x = threading.Event()\n", "threading.Event"),
    "own class": ("import some\nclass D: ...\nclass A(some.Base):\n    x = D()\n", "D"),
    "descriptor": (
        "class D:\n    def __get__(self, a, b): return 1\n    def __set__(self, a, b): ...\n"
        "class A:\n    x = D()\n    def f(self):\n        self.x = 2\n",
        "D?",
    ),
    "abstract": ("import abc, some\nclass A(metaclass=abc.ABCMeta):\n    x = some.Thing()\n", "some.Thing?"),
    "field of a dataclass": (
        "from dataclasses import dataclass, field\n@dataclass\nclass A:\n    x = field(default_factory=dict)\n",
        "dict",
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_description_is_not_the_type(name: str) -> None:
    assert "A.x" not in inferred(FIELDS[name])


@pytest.mark.parametrize("name", PLAIN)
def test_other_values_are(name: str) -> None:
    source, expected = PLAIN[name]
    assert inferred(source)["A.x"].startswith(expected.rstrip("?"))


@pytest.mark.parametrize(
    ("default", "is_known"),
    [
        ("fastapi.Query(None)", False),
        ("fastapi.Depends(f)", False),
        ("typer.Option('x')", False),
        ("httpx.Timeout(5)", True),
        ("pathlib.Path('x')", True),
    ],
)
def test_defaults_that_describe(default: str, is_known: bool) -> None:
    source = f"import fastapi, typer, httpx, pathlib\ndef f(x={default}):\n    return x\n"
    assert ("f.x" in inferred(source)) == is_known


def test_what_objects_have_under_the_name_is_known() -> None:
    source = """
        class D:
            def __get__(self, owner, kind): return 1
        class A:
            x = D()
            def get(self):
                return self.x
        """
    assert inferred(source)["A.get()"] == "int"


def test_the_description_is_objected_to() -> None:
    source = parse_source(dedent(FIELDS["django"]), "<string>")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(each for each in symbols if each.name == "x")
    objection = inference.judge.objection("", symbol, parse_type("django.db.models.CharField"))
    assert objection == "models.CharField(...) only describes it"
    assert inference.judge.objection("", symbol, parse_type("str")) is None
