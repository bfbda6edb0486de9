"""Parts of data that nothing describes."""

from __future__ import annotations

from textwrap import dedent

import pytest

from graph_extraction import SymbolKind, extract, parse_source
from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference


def is_doubtful(source: str, kind: str) -> bool:
    """Whether a type that somebody recommends is a guess for what the last function returns."""
    read = parse_source(dedent(source), "<string>")
    symbols = extract(read).symbols
    inference = StaticInference()
    inference.infer(read, "", symbols, {})
    last = max((each for each in symbols if each.kind is SymbolKind.RETURN), key=lambda each: each.line)
    return inference.is_doubtful("", last, parse_type(kind))


@pytest.mark.parametrize(
    "body",
    [
        "return json.loads(a)",
        "return json.loads(a)['name']",
        "found = json.loads(a)\n    return found.get('name')",
        "for row in json.loads(a):\n        return row[0]",
        "return getattr(a, a)",
        "return decode(a)",
        "_, name = decode(a)\n    return name",
        "found = json.loads(a)\n    while a:\n        found = found.get(a)\n    return found",
    ],
)
def test_a_single_value_of_it_is_a_guess(body: str) -> None:
    source = f"import json\ndef decode(a):\n    return json.loads(a)\ndef load(a):\n    {body}\n"
    for kind in ("str", "int", "bool", "str | None", "int | str"):
        assert is_doubtful(source, kind), kind
    for kind in ("dict[str, typing.Any]", "list[str]", "str | list[str]"):
        assert not is_doubtful(source, kind), kind


@pytest.mark.parametrize(
    "body",
    [
        "return json.dumps(a)",
        "return a.name",
        "return str(json.loads(a))",
        "return 'a' if a else json.loads(a)",
        "return {'a': 1}[json.loads(a)]",
        "while a:\n        a = a.get(a)\n    return a",
    ],
)
def test_what_is_known_or_comes_from_elsewhere_is_none(body: str) -> None:
    assert not is_doubtful(f"import json\ndef load(a):\n    {body}\n", "str")


def test_a_bool_beside_an_operand_of_which_nothing_is_known_is_a_guess() -> None:
    source = "def is_local(folder, scheme):\n    return folder and scheme in ('', 'file')\n"
    assert is_doubtful(source, "bool")
    assert not is_doubtful(source, "str")
    assert not is_doubtful(source.replace("folder and", "folder is not None and"), "bool")
