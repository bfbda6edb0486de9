"""What the form of an expression tells of its type, and what it does not."""

from __future__ import annotations

import ast

import pytest

from typilus.annotation_types import FileNames
from typilus.semantics.evident import evident_type

NAMES = FileNames.from_tree(
    ast.parse("import decimal\nfrom pathlib import Path\nfrom shop import make, MAXIMUM, Till\nclass Basket: ...\n"),
    "m",
)


def told(text: str) -> str | None:
    return evident_type(ast.parse(text, mode="eval").body, NAMES)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1", "int"),
        ("-1.5", "float"),
        ("None", "None"),
        ("'a'", "str"),
        ("f'{x}'", "str"),
        ("b''", "bytes"),
        ("not x", "bool"),
        ("x is None", "bool"),
        ("[1, 2]", "list[int]"),
        ("{'a': 1.0}", "dict[str, float]"),
        ("{x: 1 for x in y}", None),
        ("{str(x): [1] for x in y}", "dict[str, list[int]]"),
        ("(1, 'a')", "tuple[int, str]"),
        ("{1}", "set[int]"),
        ("[len(x) for x in y]", "list[int]"),
        ("'%s' % x", "str"),
        ("'a' + 'b'", "str"),
        ("1 + 2.0", "float"),
        ("1 / 2", "float"),
        ("'a' if x else 'b'", "str"),
        ("', '.join(x)", "str"),
        ("'a b'.split()", "list[str]"),
        ("str(x)", "str"),
        ("Basket()", "m.Basket"),
        ("Path('x')", "pathlib.Path"),
        ("decimal.Decimal(1)", "decimal.Decimal"),
        ("Till(1)", "shop.Till"),
    ],
)
def test_told(text: str, kind: str | None) -> None:
    assert told(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "x.y",
        "[]",
        "{}",
        "()",
        "[1,'a']",
        "[None]",
        "x==y",
        "x<1",
        "f(x)",
        "make()",
        "MOST()",
        "Unknown()",
        "x+1",
        "...",
        "-x",
        "{**x}",
        "[*x]",
        "x%2",
        "[[[[[1]]]]]",
    ],
)
def test_not_told(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize("text", ["x or 1", "1 if x else 'a'", "lambda: 1", "await x"])
def test_longer_forms_that_do_not_tell(text: str) -> None:
    assert told(text) is None


def test_a_name_that_the_file_binds_is_not_the_built_in_one() -> None:
    names = FileNames.from_tree(ast.parse("def len(x): ...\n"))
    assert evident_type(ast.parse("len(x)", mode="eval").body, names) is None


@pytest.mark.parametrize("origin", ["django.db.models", "pydantic", "fastapi", "marshmallow.fields"])
def test_what_describes_a_field_is_not_its_type(origin: str) -> None:
    names = FileNames.from_tree(ast.parse(f"from {origin} import Thing\n"))
    assert evident_type(ast.parse("Thing(1)", mode="eval").body, names) is None
