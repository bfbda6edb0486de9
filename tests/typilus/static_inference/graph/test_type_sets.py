"""Sets of types."""

from __future__ import annotations

from typilus.annotation_types import parse_type
from typilus.annotation_types.expression import ANY
from typilus.static_inference.graph.type_sets import NOTHING, UNKNOWN, TypeSet, as_type, join, shallow, type_set


def texts(found: TypeSet) -> list[str]:
    return [str(each) for each in found.types]


def test_a_union_is_its_members_and_any_is_not_known() -> None:
    assert texts(type_set(parse_type("int | str"))) == ["int", "str"]
    assert type_set(ANY) == UNKNOWN
    assert type_set(parse_type("int"), ANY) == TypeSet(frozenset({parse_type("int")}), True)


def test_joining() -> None:
    assert join([]) == NOTHING
    assert join([type_set(parse_type("int")), UNKNOWN]) == type_set(parse_type("int"), is_open=True)
    assert texts(join([type_set(parse_type("list")), type_set(parse_type("list[int]"))])) == ["list[int]"]
    assert texts(join([type_set(parse_type("list"))])) == ["list"]


def test_too_many_alternatives_say_nothing() -> None:
    assert join(type_set(parse_type(f"a.C{number}")) for number in range(7)) == UNKNOWN


def test_without() -> None:
    assert texts(type_set(parse_type("int | None")).without("None")) == ["int"]


def test_as_an_argument() -> None:
    assert as_type(UNKNOWN) == ANY
    assert str(as_type(type_set(parse_type("int | None"), is_open=True))) == "int | None"


def test_nothing_grows_without_end() -> None:
    kind = parse_type("int")
    for _ in range(10):
        kind = parse_type(f"list[{kind}]")
    assert str(shallow(kind)) == "list[list[list[list]]]"
