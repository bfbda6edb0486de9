"""Types against the tests of a function's body."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

import pytest

from graph_extraction import extract, parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference.evidence.provisions import Provisions
from typilus.static_inference.inference import StaticInference

BYTES_TOO = "if isinstance(a, bytes):\n    a = a.decode()\nreturn a.lower()"
REFUSED = "if not isinstance(a, str):\n    raise TypeError(a)\nreturn a"


def provisions_of(body: str) -> Provisions:
    text = "from pathlib import Path\nfrom collections.abc import Callable, Iterable\nimport unseen\n"
    source = parse_source(f"{text}def f(a=''):\n{indent(dedent(body), '    ')}\n", "<string>")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    found = inference.provisions("", next(symbol for symbol in symbols if symbol.name == "a"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("body", "kind", "whole"),
    [
        (BYTES_TOO, "str", "bytes | str"),
        (BYTES_TOO, "str | None", "bytes | str | None"),
        (BYTES_TOO, "bytes", None),
        ("if callable(a):\n    a = a()\nraise ValueError(a)", "str", "collections.abc.Callable | str"),
        ("if a is None:\n    a = 1", "int", "int | None"),
        ("if a is not None:\n    print(a)", "int", "int | None"),
        ("if a == None:\n    return", "int", "int | None"),
        ("if not isinstance(a, (list, tuple)):\n    a = [a]", "str", "list | str | tuple"),
        ("if not isinstance(a, (list, tuple)):\n    a = [a]", "list[str]", None),
        ("a = a.read() if hasattr(a, 'read') else a", "str", None),
        ("if type(a) is int:\n    return 1\nreturn a", "str", "int | str"),
        ("if isinstance(a, str) and a:\n    return 1\nreturn a", "str", None),
        ("return isinstance(a, str)", "str", None),
        ("match a:\n    case int():\n        return 1\n    case str():\n        return 2", "str", "int | str"),
        ("if isinstance(a, str):\n    return Path(a)\nreturn a", "pathlib.Path", "pathlib.Path | str"),
        ("if isinstance(a, bytes | bytearray):\n    return 1\nreturn a", "str", "bytearray | bytes | str"),
        ("if isinstance(a, type(None)):\n    return 1\nreturn a", "str", "str | None"),
        ("with open('x'):\n    if isinstance(a, int):\n        return 1\nreturn a", "str", "int | str"),
        ("try:\n    if isinstance(a, int):\n        return 1\nfinally:\n    print()", "str", "int | str"),
        ("assert a is None or isinstance(a, str)", "int", "int | str | None"),
    ],
)
def test_a_type_must_agree_with_what_is_tested(body: str, kind: str, whole: str | None) -> None:
    found = provisions_of(body)
    expected = None if whole is None else parse_type(whole)
    assert found.objection("a", parse_type(kind)) is not None
    assert found.completed("a", parse_type(kind)) == expected
    assert expected is None or found.objection("a", expected) is None


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (REFUSED, "str"),
        ("assert isinstance(a, str)", "str"),
        ("if a is None:\n    raise ValueError\nreturn a", "int"),
        ("if isinstance(a, bytes):\n    raise TypeError\nreturn a", "str"),
        ("if not isinstance(a, str):\n    return NotImplemented\nreturn a", "str"),
        ("if isinstance(a, str):\n    return a\nraise TypeError(a)", "str"),
        ("a = str(a)\nif isinstance(a, bytes):\n    return 1", "str"),
        ("for a in a:\n    if isinstance(a, bytes):\n        return 1", "str"),
        ("while a is not None:\n    a = a.parent", "pathlib.Path"),
        ("if isinstance(a, unseen.Text):\n    return 1", "str"),
        ("if isinstance(a, Path):\n    return 1", "object"),
        ("if isinstance(a, Path):\n    return 1", "typing.Any"),
        ("if isinstance(a, bool):\n    return 1", "int"),
        ("if isinstance(a, Iterable):\n    return 1", "int | list[int]"),
        ("if isinstance(a, dict):\n    return 1\nreturn a[0]", "dict[str, int] | list[int]"),
        ("if isinstance(a, int):\n    return 1\nreturn a", "float"),
        ("def g():\n    return isinstance(a, int)\nreturn g", "str"),
        ("if callable(a):\n    return a()\nreturn a", "collections.abc.Callable | str"),
        ("if isinstance(a, (str, bytes)):\n    return 1\nreturn a", "str | int"),
        ("if a:\n    return 1", "str"),
    ],
)
def test_a_type_that_agrees(body: str, kind: str) -> None:
    assert provisions_of(body).objection("a", parse_type(kind)) is None


@pytest.mark.parametrize("kind", ["collections.abc.Iterable[int]", "collections.abc.Sequence[str]"])
def test_objects_may_have_more_than_a_class_that_is_made_to_inherit_from(kind: str) -> None:
    asked = "return a.read() if hasattr(a, 'read') else a"
    assert provisions_of(asked).objection("a", parse_type(kind)) is None
    assert provisions_of(asked).objection("a", parse_type("str")) is not None


def test_an_objection_names_the_test() -> None:
    found = provisions_of(BYTES_TOO)
    assert found.objection("a", parse_type("str")) == "isinstance(a, bytes) (line 5) would never hold"
    assert found.objection("a", parse_type("bytes")) == "isinstance(a, bytes) (line 5) would always hold"
    negated = provisions_of("if a is not None:\n    return 1\nreturn 2")
    assert negated.objection("a", parse_type("int")) == "a is not None (line 5) would always hold"


def test_only_parameters_have_them(tmp_path: Path) -> None:
    source = parse_source("x = 1\ndef f(a): ...\n", "<string>")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    assert [inference.provisions("", symbol) is not None for symbol in symbols if symbol.name in "xa"] == [False, True]


def test_an_attribute_that_is_asked_for_in_an_expression() -> None:
    found = provisions_of("is_file = hasattr(a, 'write') and callable(a.write)\nreturn is_file")
    assert found.objection("a", parse_type("str | None")) == "hasattr(a, 'write') (line 5) would never hold"
    assert found.objection("a", parse_type("str | typing.IO[str] | None")) is None


def test_a_class_by_the_name_that_a_package_hands_on(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/__init__.py").write_text("from shop.models import Cart, Model\n", "utf-8")
    (tmp_path / "shop/models.py").write_text("class Model: ...\nclass Cart(Model): ...\nclass Till: ...\n", "utf-8")
    text = "import shop\ndef f(a):\n    if isinstance(a, shop.Cart):\n        return 1\n    return a\n"
    source = parse_source(text, str(tmp_path / "main.py"))
    symbols = extract(source).symbols
    inference = StaticInference([tmp_path])
    inference.infer(source, "main", symbols)
    provisions = inference.provisions("main", next(symbol for symbol in symbols if symbol.name == "a"))
    assert provisions is not None
    assert provisions.objection("a", parse_type("shop.Model")) is None
    assert provisions.objection("a", parse_type("shop.models.Model")) is None
    assert provisions.objection("a", parse_type("shop.models.Till")) is not None
    assert str(provisions.completed("a", parse_type("shop.models.Till | None"))) in (
        "shop.Cart | shop.models.Till | None",
        "shop.models.Cart | shop.models.Till | None",
    )


def test_an_attribute_that_every_value_has() -> None:
    found = provisions_of("if hasattr(a, 'items'):\n    a = a.items()\nreturn list(a)")
    kind = parse_type("dict[str, int]")
    assert found.objection("a", kind) == "hasattr(a, 'items') (line 5) would always hold"
    assert found.objection("a", kind, is_lenient=True) is None
    assert found.objection("a", parse_type("int"), is_lenient=True) is not None


@pytest.mark.parametrize("kind", ["type", "type[int]", "Exception", "KeyError", "object"])
def test_classes_and_errors_are_made_to_get_more(kind: str) -> None:
    assert provisions_of("if hasattr(a, 'quux'):\n    return a.quux").objection("a", parse_type(kind)) is None


@pytest.mark.parametrize(
    ("kind", "test", "agrees"),
    [
        ("collections.abc.Callable", "isinstance(a, type)", True),
        ("collections.abc.Callable", "isinstance(a, str)", False),
        ("unseen.Message", "isinstance(a, Resize)", True),
        ("unseen.Message", "isinstance(a, str)", False),
        ("int", "isinstance(a, Resize)", False),
    ],
)
def test_what_may_be_of_a_tested_class(kind: str, test: str, agrees: bool) -> None:
    text = (
        f"import unseen\nclass Resize(unseen.Event): ...\ndef f(a):\n    if {test}:\n        return 1\n    return a\n"
    )
    source = parse_source(text, "<string>")
    symbols = extract(source).symbols
    inference = StaticInference()
    inference.infer(source, "", symbols)
    provisions = inference.provisions("", next(symbol for symbol in symbols if symbol.name == "a"))
    assert provisions is not None
    assert (provisions.objection("a", parse_type(kind)) is None) is agrees


def test_an_alias_may_stand_for_any_type(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("from typing import Union\nPrice = Union[int, str, None]\nclass Till: ...\n")
    source = parse_source("import shop\ndef f(a):\n    if a is None:\n        return 1\n", str(tmp_path / "main.py"))
    symbols = extract(source).symbols
    inference = StaticInference([tmp_path])
    inference.infer(source, "main", symbols)
    provisions = inference.provisions("main", next(symbol for symbol in symbols if symbol.name == "a"))
    assert provisions is not None
    assert provisions.objection("a", parse_type("shop.Price")) is None
    assert provisions.objection("a", parse_type("shop.Till")) is not None
