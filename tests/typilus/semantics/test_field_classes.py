"""What known bases and decorators make of a class's annotated variables."""

from __future__ import annotations

import ast

import pytest

from typilus.semantics.field_classes import field_kind


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("@dataclass\nclass A: pass", "a data class"),
        ("@attrs.define(slots=True)\nclass A: pass", "a data class"),
        ("class A(typing.NamedTuple): pass", "a named tuple"),
        ("class A(enum.Enum): pass", "an enumeration"),
        ("class A(BaseModel): pass", "a pydantic model"),
        ("class A(Generic[T], abc.ABC): pass", None),
        ("@final\nclass A: pass", None),
    ],
)
def test_what_is_known(header: str, kind: str | None) -> None:
    node = ast.parse(header).body[0]
    assert isinstance(node, ast.ClassDef)
    assert field_kind(node.bases, node.decorator_list) == kind
    assert (field_kind(node.bases, node.decorator_list, inherited=True) is None) == (kind == "a data class" or not kind)
