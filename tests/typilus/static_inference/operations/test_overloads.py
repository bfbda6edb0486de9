"""Which overload a call means."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("open('a').read()", "str"),
        ("open('a', 'rb').read()", "bytes"),
        ("sum([1.5])", "float"),
        ("sum([1, 2])", "int"),
        ("max(1, 2)", "int"),
        ("sorted({'a': 1})", "list[str]"),
        ("dict(a=1)", "dict[str, int]"),
        ("dict([('a', 1)])", "dict[str, int]"),
        ("{'a': 1}.get('a')", "int | None"),
        ("{'a': 1}.get('a', 2)", "int"),
        ("{'a': 1}.pop('a')", "int"),
        ("'a b'.split()", "list[str]"),
        ("round(1.5)", "int"),
        ("round(1.5, 1)", "float"),
        ("list(map(str, [1]))", "list[str]"),
        ("list(filter(None, [1, 2]))", "list[int]"),
        ("next(iter([1]))", "int"),
    ],
)
def test_values(value: str, kind: str) -> None:
    assert inferred(f"x = {value}")["x"].rstrip("?") == kind


def test_an_unknown_argument_leaves_open_which() -> None:
    assert inferred("def f(mode):\n    x = open('a', mode)\n")["f.x"].endswith("?")


def test_what_is_not_known_of_an_argument_may_choose_another_overload() -> None:
    found = inferred(
        """
        import os
        def mean(values):
            values = list(values)
            return sum(values) / len(values) if values else 0
        def walk(top):
            return [os.path.join(d, f) for d, _, fs in os.walk(top) for f in fs]
        def total(prices: list[int]):
            return sum(prices)
        def first(path: str):
            with open(path) as file:
                return file.readline()
        """
    )
    assert found["mean()"].endswith("?")
    assert found["walk()"].endswith("?")
    assert found["total()"] == "int"
    assert found["first()"] == "str"


def test_a_type_variable_takes_what_it_is_bound_to_alone() -> None:
    functions = ("def f(text: str):\n    return ast.parse(text)", "def g(tree: ast.Expr):\n    return ast.parse(tree)")
    found = inferred("\n".join(("import ast", *functions, "")))
    assert found["f()"].startswith("ast.Module")
    assert "str" not in found.get("g()", "")


def test_of_unpacked_arguments_there_may_be_any_number() -> None:
    program = """
from typing import overload
@overload
def joined(one: int) -> int: ...
@overload
def joined(one: int, other: int) -> str: ...
@overload
def joined(*all: int) -> bytes: ...
def joined(*all): ...
"""
    found = inferred(f"{program}a = joined(1)\nb = joined(1, 2)\nc = joined(*[1, 2])\nd = joined(1, *[2])\n")
    assert [found[name].rstrip("?") for name in "abcd"] == ["int", "str", "bytes", "bytes"]


def test_options_that_a_typed_dict_lists_choose_no_overload() -> None:
    source = (
        "from typing import Literal, TypedDict, Unpack, overload\n"
        "class Options(TypedDict, total=False):\n    sep: str\n"
        "@overload\ndef read(path: str, *, lazy: Literal[True], **options: Unpack[Options]) -> list[str]: ...\n"
        "@overload\ndef read(path: str, *, lazy: Literal[False] = ..., **options: Unpack[Options]) -> str: ...\n"
        "def read(path, *, lazy=False, **options): ...\n"
        "plain = read('a', sep=',')\nlazy = read('a', lazy=True, sep=',')\n"
    )
    types = inferred(source)
    assert (types["plain"], types["lazy"]) == ("str", "list[str]")


def test_what_is_unknown_chooses_no_overload_where_all_take_it_alike() -> None:
    """`path` may be whatever `open` takes: the mode alone tells what is opened."""
    types = inferred(
        "def f(path, mode):\n"
        "    with open(path) as text, open(path, 'rb') as data, open(path, mode) as other:\n"
        "        return text, data, other\n"
    )
    assert (types["f.text"], types["f.data"]) == ("io.TextIOWrapper", "io.BufferedReader")
    assert types["f.other"].endswith("?")


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        ("def where(flag):\n    return 'a' if flag else False\n", "str"),
        ("def where(flag):\n    return {} if flag else unknown()\n", "str"),
        ("where = None\n", None),
    ],
)
def test_where_none_takes_all_the_first_one_that_takes_some_does(start: str, kind: str | None) -> None:
    """`os.path.join` takes texts or bytes, and `where(1)` may be neither."""
    argument = "where(1)" if "def" in start else "where"
    found = inferred(f"import os\n{start}x = os.path.join({argument}, 'b')").get("x")
    assert found is None or kind is None or found == f"{kind}?"


def test_named_tuples_are_iterables_of_what_their_fields_hold() -> None:
    found = inferred("from urllib.parse import urlsplit, urlunsplit\nx = urlunsplit(urlsplit('a'))")
    assert found["x"] == "str"


def test_arguments_of_classes_are_literals_too() -> None:
    found = inferred("import itertools\nx = list(itertools.combinations([1, 2, 3], 2))\ny = type('a')")
    assert found["x"] == "list[tuple[int, int]]"
    assert found["y"] == "type[str]"


def test_a_file_opened_in_an_unknown_mode_gives_text_or_bytes() -> None:
    found = inferred(
        """
        MODES = {"read": "rb", "write": "w"}
        def load(path, kind):
            with open(path, MODES[kind]) as file:
                return file.read()
        """
    )
    assert found["load.file"].startswith("typing.IO")
    assert "str" not in found.get("load()", "")


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ("subprocess.check_output(cmd, **options)", "bytes?"),
        ("subprocess.check_output(cmd, text=True, **options)", "str?"),
        ("subprocess.Popen(cmd, **options)", "subprocess.Popen[bytes]?"),
        ("dict(a=1, **options)", "dict[str, int]?"),
    ],
)
def test_unknown_keywords_may_bring_what_an_overload_demands(call: str, kind: str) -> None:
    assert inferred(f"import subprocess\ndef f(cmd, **options):\n    return {call}\n")["f()"] == kind


def test_an_unknown_default_is_hardly_none() -> None:
    assert inferred("def f(default):\n    x = {'a': 1}.get('a', default)\n")["f.x"] == "int?"
