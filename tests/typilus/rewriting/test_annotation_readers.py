"""Who reads annotations: what is written where somebody may, and what is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.typilus.rewriting.small_projects import annotated, write_project

MODELS = "class Report: pass\ndef make_report(title): return Report()\n"
# What each function is called, and whether its annotations may be written.
DECORATED = [
    ("import functools\n@functools.lru_cache(maxsize=None)\ndef f(x): return 1\n", True),
    ("import contextlib\n@contextlib.contextmanager\ndef f(x): yield 1\n", True),
    ("import pytest\n@pytest.fixture(autouse=True)\ndef f(x): return 1\n", True),
    ("import click\n@click.command()\n@click.option('--x')\ndef f(x): return 1\n", True),
    ("import click\n@click.group()\ndef g(): pass\n@g.command()\ndef f(x): return 1\n", True),
    ("from flask import Flask\napp = Flask(__name__)\n@app.route('/')\ndef f(x): return 1\n", True),
    ("import flask\ndef make():\n    app = flask.Flask('a')\n    @app.route('/')\n    def f(x): return 1\n", True),
    ("from fastapi import FastAPI\napp = FastAPI()\n@app.get('/')\ndef f(x): return 1\n", False),
    ("from fastapi import Depends\ndef f(x): return 1\nDepends(f)\n", False),
    ("import typer\napp = typer.Typer()\n@app.command()\ndef f(x): return 1\n", False),
    ("import typer\ndef f(x): return 1\ntyper.run(f)\n", False),
    ("import typer\napp = typer.Typer()\ndef f(x): return 1\napp.command()(f)\n", False),
    ("import pydantic\n@pydantic.validate_call\ndef f(x): return 1\n", False),
    ("import fire\ndef f(x): return 1\nfire.Fire()\n", False),
    ("import argh\ndef f(x): return 1\nargh.dispatch_commands([f])\n", False),
    ("import typing\ndef f(x): return 1\ntyping.get_type_hints(f)\n", False),
    ("import inspect\ndef f(x): return 1\ninspect.signature(f, eval_str=True)\n", False),
    ("def f(x): return 1\nprint(f.__annotations__)\n", False),
    ("import threading\ndef f(x): return 1\nthreading.Thread(target=f)\n", True),
    ("def f(x): return 1\nprint(sorted([1], key=f), list(map(f, [1])))\n", True),
    ("import attr\ndef f(x): return 1\nclass A:\n    y = attr.ib(converter=f)\n", False),
    ("import cython\ndef f(x): return 1\n", False),
    ("from own.deco import timed\n@timed\ndef f(x): return 1\n", True),
    ("from own.deco import named\n@named('f')\ndef f(x): return 1\n", True),
    ("from own.deco import typed\n@typed\ndef f(x): return 1\n", False),
    ("from own.deco import typed_as\n@typed_as('f')\ndef f(x): return 1\n", False),
    ("from own import deco\n@deco.Memo\ndef f(x): return 1\n", True),
    ("from own import deco\n@deco.Checked\ndef f(x): return 1\n", False),
    ("from own.deco import handed_on\n@handed_on\ndef f(x): return 1\n", False),
    ("from elsewhere import wrap\n@wrap\ndef f(x): return 1\n", False),
    ("class A:\n    @property\n    def y(self): return 1\n    @y.setter\n    def f(self, x): return 1\n", True),
]
DECORATORS = """\
import functools, inspect, typing, elsewhere
def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper
def named(name):
    def decorate(function):
        function.name = name
        return function
    return decorate
def typed(function):
    hints = typing.get_type_hints(function)
    return function
def typed_as(name):
    def decorate(function):
        inspect.signature(function)
        return function
    return decorate
class Memo:
    def __init__(self, function):
        functools.update_wrapper(self, function)
    def __call__(self, *args): return self.__wrapped__(*args)
class Checked:
    def __init__(self, function):
        self.hints = function.__annotations__
def handed_on(function):
    return elsewhere.wrap(function)
"""


@pytest.mark.parametrize(("text", "written"), DECORATED, ids=[text.splitlines()[-1][:60] for text, _ in DECORATED])
def test_functions(tmp_path: Path, text: str, written: bool) -> None:
    write_project(tmp_path, {"own/deco.py": DECORATORS, "own/main.py": text})
    scope = next(each for each in ("f", "A.f", "make.<locals>.f") if f"def {each[-1]}(" in text)
    scope = "make.<locals>.f" if "def make" in text else "A.f" if "setter" in text else "f"
    _, reasons = annotated(tmp_path, "own/main.py", {f"{scope}.x": "int"})
    assert (not reasons) is written, reasons


def test_in_a_project_that_nothing_reads_the_annotations_of_strangers_are_harmless(tmp_path: Path) -> None:
    text = "class Registry:\n    pass\ndef go(registry):\n    registry.register(f)\ndef f(x): return 1\n"
    write_project(tmp_path, {"own/main.py": text})
    assert annotated(tmp_path, "own/main.py", {"f.x": "int"})[1] == {}
    write_project(tmp_path, {"own/other.py": "from typing import get_type_hints\n"})
    assert "passed on" in annotated(tmp_path, "own/main.py", {"f.x": "int"})[1]["f.x"]


@pytest.mark.parametrize(
    "other",
    [
        "from fastapi import Depends\nfrom own.deps import f\nDepends(f)\n",
        "from fastapi import Depends\nfrom . import deps\nDepends(deps.f)\n",
        "from typing import get_type_hints\nimport own.deps\nget_type_hints(own.deps.f)\n",
        "import fire\nfrom own import deps\nfire.Fire(deps)\n",
    ],
)
def test_what_other_files_hand_over(tmp_path: Path, other: str) -> None:
    write_project(tmp_path, {"own/deps.py": "def f(x): return 1\n", "own/main.py": other})
    assert "f.x" in annotated(tmp_path, "own/deps.py", {"f.x": "int"})[1]


def test_what_singledispatch_registers_gets_only_what_the_program_can_compute(tmp_path: Path) -> None:
    build = "from functools import singledispatch\nfrom {}\n@singledispatch\ndef build(value): raise TypeError(value)\n"
    text = build + "@build.register\ndef build_report(value: str, other):\n    return make_report(value)\n"
    write_project(
        tmp_path,
        {
            "app/models.py": MODELS,
            "app/a.py": text.format("app.models import make_report"),
            "app/b.py": text.format("x import y"),
        },
    )
    types = {"build_report()": "app.models.Report", "build_report.other": "int"}
    result, reasons = annotated(tmp_path, "app/a.py", types)
    assert not reasons
    assert b"from app.models import Report, make_report\n" in result.after
    assert b"def build_report(value: str, other: int) -> Report:" in result.after
    _, reasons = annotated(tmp_path, "app/b.py", types)
    assert list(reasons) == ["build_report()"]
    assert "singledispatch may read it" in reasons["build_report()"]


CLASSES = [
    ("class A:\n    x = []\n", True),
    ("import abc\nclass A(abc.ABC, Exception):\n    x = []\n", True),
    ("from own.bases import record\n@record\nclass A:\n    x = []\n", False),
    ("from own.bases import harmless\n@harmless\nclass A:\n    x = []\n", True),
    ("from own.bases import Base\nclass A(Base):\n    x = []\n", False),
    ("from own.bases import Plain\nclass A(Plain):\n    x = []\n", True),
    ("from own.bases import Below\nclass A(Below):\n    x = []\n", False),
    ("from own.bases import Made\nclass A(Made):\n    x = []\n", False),
    ("from own.bases import Counted\nclass A(Counted):\n    x = []\n", True),
    ("from own.bases import Model\nclass A(Model):\n    x = []\n", False),
    ("from elsewhere import Base\nclass A(Base):\n    x = []\n", False),
    ("from own.bases import load\nclass A:\n    x = []\nload(A)\n", False),
    ("import enum\nclass A(enum.Enum):\n    x = []\n", False),
    ("from dataclasses import dataclass as dc\n@dc\nclass A:\n    x = []\n", False),
    (
        "import dataclasses\ndef record(cls): return dataclasses.dataclass(cls)\n@record\nclass A:\n    x = []\n",
        False,
    ),
]
BASES = """\
import dataclasses
import typing
import pydantic
def record(cls): return dataclasses.dataclass(cls)
def harmless(cls):
    cls.name = cls.__name__
    return cls
class Base:
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.fields = list(cls.__annotations__)
class Plain:
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
class Below(Base): pass
class Meta(type):
    def __new__(mcs, name, bases, namespace):
        return dataclasses.dataclass(super().__new__(mcs, name, bases, namespace))
class Made(metaclass=Meta): pass
class Counting(type):
    count = 0
    def __call__(cls, *args): return super().__call__(*args)
class Counted(metaclass=Counting): pass
class Model(pydantic.BaseModel): pass
def load(cls): return typing.get_type_hints(cls)
"""


@pytest.mark.parametrize(("text", "written"), CLASSES, ids=[text.partition("\n")[0][:60] for text, _ in CLASSES])
def test_class_bodies(tmp_path: Path, text: str, written: bool) -> None:
    write_project(tmp_path, {"own/bases.py": BASES, "own/main.py": text})
    _, reasons = annotated(tmp_path, "own/main.py", {"A.x": "list[int]"})
    assert (not reasons) is written, reasons


def test_methods_below_a_base_that_reads_annotations_get_none(tmp_path: Path) -> None:
    text = "from own.bases import Base, Plain\n"
    text += "class A(Base):\n    def f(self, x): pass\nclass B(Plain):\n    def f(self, x): pass\n"
    write_project(tmp_path, {"own/bases.py": BASES, "own/main.py": text})
    assert list(annotated(tmp_path, "own/main.py", {"A.f.x": "int", "B.f.x": "int"})[1]) == ["A.f.x"]


def test_a_project_whose_annotations_are_enforced_gets_none(tmp_path: Path) -> None:
    hook = "from typeguard import install_import_hook\ninstall_import_hook('own')\n"
    write_project(tmp_path, {"own/main.py": "def f(x): return 1\n", "conftest.py": hook})
    assert "checked while it runs" in annotated(tmp_path, "own/main.py", {"f.x": "int"})[1]["f.x"]


def test_a_wrapper_of_dataclass_makes_fields_where_nothing_else_reads_annotations(tmp_path: Path) -> None:
    wrapper = "import dataclasses\ndef record(cls): return dataclasses.dataclass(frozen=True)(cls)\n"
    text = "from own.records import record\n@record\nclass A:\n    x = []\n"
    write_project(tmp_path, {"own/records.py": wrapper, "own/main.py": text})
    assert "A.x" in annotated(tmp_path, "own/main.py", {"A.x": "list[int]"})[1]
