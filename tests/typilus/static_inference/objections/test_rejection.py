"""Types that break an operation."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from graph_extraction import extract, parse_source
from tests.typilus.static_inference.inferring import objection_to
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference

SOURCE = """
def show(text: str) -> None: ...
class Shop:
    def __init__(self):
        self.name = "a"
def f(a, b, c, d, e, g, h, i):
    a.append(1)
    for each in b:
        pass
    c[0]
    d()
    with e:
        pass
    show(g)
    h.name.nothing
    i["name"]
    return a - 1
"""


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("a", "str", "str has no append (line 7)"),
        ("a", "list[int]", "has no operator sub for int, which it is used with (line 17)"),
        ("b", "int", "is iterated over, which int does not allow (line 8)"),
        ("b", "str", None),
        ("b", "int | str", None),
        ("c", "int", "is subscripted, which int does not allow (line 10)"),
        ("d", "str", "is called, which str does not allow (line 11)"),
        ("d", "collections.abc.Callable", None),
        ("e", "int", "is entered by with, which int does not allow"),
        ("g", "int", "is handed to a parameter of type str (line 14)"),
        ("g", "str | None", None),
        ("h", "Shop", ".name: str has no nothing"),
        ("i", "str", "is indexed by str, which str does not allow (line 16)"),
        ("i", "list[int] | str", "is indexed by str, which list[int] does not allow"),
        ("i", "dict[str, int] | str", None),
        ("c", "str", None),
        ("a", "elsewhere.Thing", None),
        ("a", "typing.Any", None),
    ],
)
def test_objections(name: str, kind: str, reason: str | None) -> None:
    source = parse_source(dedent(SOURCE))
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(each for each in symbols if each.name == name and each.kind.value == "parameter")
    found = inference.judge.objection("", symbol, parse_type(kind))
    assert (found or "").startswith(reason or "")
    assert (found is None) == (reason is None)


COUNTED = """
class Buffer:
    def __iadd__(self, data: bytes) -> "Buffer": ...
class Canvas:
    def __init__(self):
        self.buffer = Buffer()
        self.size: float = 2
    def f(self, a, b, c, d, e, g, h, i, j: "Canvas", k, rows: list[str], names: dict[str, int]):
        for number in range(a):
            pass
        "-" * b
        "-" * (c + 2)
        rows[d]
        1 << e
        self.buffer += g
        names[h]
        print(i / 2)
        if hasattr(k, "close"):
            k.close()
        rows[j.size] = ""
        return bytes(i)
"""


@pytest.mark.parametrize(
    ("name", "kind", "reason"),
    [
        ("a", "float", "is handed to range (line 9)"),
        ("a", "int", None),
        ("a", "bool", None),
        ("b", "float", "has no operator mul for str, which it is used with (line 11)"),
        ("c", "float", "has no operator mul for str, which it is used with (line 12)"),
        ("c", "int", None),
        ("c", "float | int", None),
        ("d", "float", "is no index of list[str] (line 13)"),
        ("d", "slice", None),
        ("d", "int | None", None),
        ("e", "float", "has no operator lshift for int, which it is used with (line 14)"),
        ("g", "bytes", None),
        ("h", "float", None),
        ("j", "Canvas", None),
        ("k", "int", None),
        ("i", "float", "is handed to bytes (line 21)"),
        ("i", "list[int]", "has no operator truediv for int, which it is used with (line 17)"),
    ],
)
def test_objections_to_what_is_no_integer(name: str, kind: str, reason: str | None) -> None:
    source = parse_source(COUNTED)
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(each for each in symbols if each.name == name and each.kind.value == "parameter")
    assert inference.judge.objection("", symbol, parse_type(kind)) == reason


@pytest.mark.parametrize(
    ("kind", "is_possible"),
    [
        ("collections.abc.Iterator[int]", True),
        ("typing.Any", True),
        ("Lines", True),
        ("Shop", False),
        ("list[int]", False),
    ],
)
def test_a_function_that_yields_gives_a_generator(kind: str, is_possible: bool) -> None:
    text = "from typing import Iterable\nLines = Iterable[str]\nclass Shop: ...\ndef lines():\n    yield 1\n"
    source = parse_source(text)
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(each for each in symbols if each.name == "lines")
    assert (inference.judge.objection("", symbol, parse_type(kind)) is None) is is_possible


def test_false_by_default_may_stand_for_something_else() -> None:
    source = parse_source("def f(week=False, deep=False):\n    if week == 'right':\n        return deep == 0\n")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    week, deep = (symbol for symbol in symbols if symbol.kind.value == "parameter")
    assert (
        inference.judge.objection("", week, parse_type("bool")) == "is compared with str, which no bool equals (line 2)"
    )
    assert inference.judge.objection("", week, parse_type("bool | str")) is None
    assert inference.judge.objection("", deep, parse_type("bool")) is None
    assert "container of None" in (inference.judge.objection("", deep, parse_type("list[None]")) or "")


def test_what_is_known_of_the_other_side_refuses_numbers_and_texts() -> None:
    methods = (
        "def __init__(self):\n        self.data = b''\n    def put(self, line):\n        self.data = self.data + line\n"
    )
    source = parse_source(f"class A:\n    {methods}")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    line = next(symbol for symbol in symbols if symbol.name == "line")
    assert "no operator add for bytes" in (inference.judge.objection("", line, parse_type("int")) or "")
    assert inference.judge.objection("", line, parse_type("bytes")) is None
    assert inference.judge.objection("", line, parse_type("elsewhere.Line")) is None


def test_what_operators_give_is_asked_for_again_when_more_is_solved() -> None:
    inference = StaticInference()
    source = parse_source("def f(a):\n    return a - 1\n")
    symbols = extract(source).symbols
    inference.infer(source, "", symbols)
    parameter = next(symbol for symbol in symbols if symbol.name == "a")
    assert inference.judge.objection("", parameter, parse_type("str")) is not None
    assert inference.solver.operated
    inference.solver.run()
    assert not inference.solver.operated


@pytest.mark.parametrize(
    ("call", "kind", "reason"),
    [
        (
            "items('settings', default=[])",
            "dict[str, str]",
            "items of dict[str, str] does not take the arguments (line 4)",
        ),
        ("get('name', fallback='')", "dict[str, str]", "get of dict[str, str] does not take the arguments (line 4)"),
        ("get('name', '')", "dict[str, str]", None),
        ("get(*b)", "dict[str, str]", None),
        ("update(**b)", "dict[str, str]", None),
        ("split()", "str", None),
        ("split(1, 2, 3)", "str", "split of str does not take the arguments (line 4)"),
        ("sell(1)", "Shop", None),
        ("sell()", "Shop", "sell of __main__.Shop does not take the arguments (line 4)"),
        ("sell()", "Shop | str", "sell of __main__.Shop does not take the arguments (line 4)"),
    ],
)
def test_a_method_that_is_called_otherwise(call: str, kind: str, reason: str | None) -> None:
    source = parse_source(f"class Shop:\n    def sell(self, what): ...\ndef f(a, b):\n    a.{call}\n")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(each for each in symbols if each.name == "a")
    assert inference.judge.objection("", symbol, parse_type(kind)) == reason


@pytest.mark.parametrize(
    ("code", "type_", "reason"),
    [
        ("x < datetime.now()", "int", "is compared with datetime.datetime, which int does not allow (line 3)"),
        ("datetime.now() >= x", "str", "is compared with datetime.datetime, which str does not allow (line 3)"),
        ("x < datetime.now()", "datetime.datetime", None),
        ("x < datetime.now()", "datetime.date", None),
        ("x < 1.5", "int", None),
        ("x < 1.5", "decimal.Decimal", None),
        ("x < unknown()", "int", None),
        ("x < datetime.now()", "int | datetime.datetime", None),
        ("x < Own()", "int", None),
        ("x < Plain()", "int", "is compared with Plain, which int does not allow (line 3)"),
    ],
)
def test_what_is_compared_by_order(code: str, type_: str, reason: str | None) -> None:
    source = parse_source(
        f"from datetime import datetime\ndef f(x):\n    return {code}\n"
        "class Own:\n    def __gt__(self, other): return True\nclass Plain: ...\n"
    )
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    symbol = next(symbol for symbol in symbols if symbol.name == "x")
    objection = inference.judge.objection("", symbol, parse_type(type_))
    assert (None if objection is None else objection.replace("__main__.", "")) == reason


def test_an_attribute_may_be_set_from_outside() -> None:
    source = parse_source(
        dedent(
            """
            class Node:
                def __init__(self):
                    self.value = 1
            def mark(node):
                node.seen = True
            def is_marked(node):
                return node.seen
            def is_counted(node):
                return node.count
            """
        )
    )
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    reasons = {
        symbol.scope: inference.judge.objection("", symbol, parse_type("Node"))
        for symbol in symbols
        if symbol.name == "node"
    }
    assert reasons == {"mark": None, "is_marked": None, "is_counted": "__main__.Node has no count (line 10)"}


def test_an_attribute_may_be_set_by_a_function_that_is_handed_the_object(tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text("def prepare(till):\n    till.fast = True\n")
    (tmp_path / "tills.py").write_text(
        "import setup\nclass Till:\n    def __init__(self):\n        setup.prepare(self)\nclass Small(Till): ...\n"
    )
    text = "from tills import Small\ndef close(till):\n    return till.fast\ndef stop(till):\n    return till.slow\n"
    source = parse_source(text, str(tmp_path / "main.py"))
    symbols = extract(source).symbols
    inference = StaticInference([tmp_path])
    inference.infer(source, "main", symbols)
    reasons = {
        symbol.scope: inference.judge.objection("main", symbol, parse_type("tills.Small"))
        for symbol in symbols
        if symbol.name == "till"
    }
    assert reasons == {"close": None, "stop": "tills.Small has no slow (line 5)"}


@pytest.mark.parametrize(("base", "is_possible"), [("Protocol", True), ("NamedTuple", True), ("Sized", False)])
def test_what_is_only_declared_is_gone_with_the_annotations(base: str, is_possible: bool) -> None:
    source = parse_source(
        f"from typing import *\nclass Options({base}):\n    pass\ndef run(options):\n    return options.album\n"
    )
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    (symbol,) = (symbol for symbol in symbols if symbol.name == "options")
    assert (inference.judge.objection("", symbol, parse_type("Options")) is None) is is_possible


def test_what_a_variable_is_assigned_is_used_as_it_is() -> None:
    source = parse_source(
        "def run(table, name):\n    command = {}.get(name)\n    if command is None:\n        return\n    command(1)\n"
    )
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    command = next(symbol for symbol in symbols if symbol.name == "command")
    assert "is called" in str(inference.judge.objection("", command, parse_type("str | None")))
    assert inference.judge.objection("", command, parse_type("collections.abc.Callable | None")) is None


@pytest.mark.parametrize(
    ("body", "kind", "is_rejected"),
    [
        ("a, b, c, d = x", "tuple[int, int]", True),
        ("a, b = x", "tuple[int, int]", False),
        ("a, b = x", "tuple[int, ...]", False),
        ("a, b = x", "tuple", False),
        ("a, *b = x", "tuple[int, int, int]", False),
        ("a, b = x", "list[int]", False),
        ("a, b = x", "tuple[()]", True),
    ],
)
def test_tuples_have_as_many_parts_as_names_take_them(body: str, kind: str, is_rejected: bool) -> None:
    assert (objection_to(f"def f(x):\n    {body}\n", "x", kind) is not None) == is_rejected
