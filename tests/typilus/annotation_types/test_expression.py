"""Types as values: text, equality, canonical unions and literals, reading back."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings

from tests.typilus.annotation_types.strategies import types
from typilus.annotation_types import TypeExpression, generic_of, names_in, parse_type, union_of
from typilus.annotation_types.expression import ANY, ELLIPSIS, NONE, literal_of
from typilus.errors import TypeExpressionError

INT, STR = TypeExpression("int"), TypeExpression("str")


@settings(deadline=None)
@given(types())
def test_text_reads_back(expression: TypeExpression) -> None:
    again = parse_type(str(expression))
    assert again == expression
    assert hash(again) == hash(expression)
    assert pickle.loads(pickle.dumps(expression)) == expression


@pytest.mark.parametrize(
    "text",
    [
        "collections.abc.Callable[[int, list[str]], None] | None",
        "collections.abc.Callable[[], str]",
        "collections.abc.Callable[..., str]",
        "tuple[()]",
        "tuple[int, ...]",
        "typing.Literal['a, b]', \"it's\", b'\\x00', -3, pkg.Color.RED]",
        "dict[~K, ~V.args]",
        "typing.Literal[3] | pkg.001_initial.Migration[2to3.Tool[int], pkg..agents.my-tool.Shop]",
        "größe.Maß[int]",
        "typing.Literal['back\\\\slash', '\\n']",
    ],
)
def test_reads_every_form(text: str) -> None:
    assert str(parse_type(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "int |", "list[", "list[int", "list[]", "int]", "a b", "list[int]]", "[int", "x(y)", "| int", "'"],
)
def test_refuses_what_is_not_canonical(text: str) -> None:
    with pytest.raises(TypeExpressionError):
        parse_type(text)


def test_refuses_bottomless_nesting() -> None:
    with pytest.raises(TypeExpressionError, match="deeper"):
        parse_type("list[" * 5000 + "int" + "]" * 5000)


def test_unions_are_flat_distinct_sorted_with_none_last() -> None:
    assert str(union_of([NONE, STR, union_of([INT, NONE]), INT])) == "int | str | None"
    assert union_of([INT, INT]) == INT
    first, second = literal_of([TypeExpression("'b'")]), literal_of([TypeExpression("'a'"), NONE])
    assert str(union_of([first, second])) == "typing.Literal['a', 'b'] | None"
    with pytest.raises(TypeExpressionError):
        union_of([])


@settings(max_examples=25, deadline=None)
@given(types(), types(), types())
def test_unions_have_the_laws_of_sets(a: TypeExpression, b: TypeExpression, c: TypeExpression) -> None:
    assert union_of([a]) == a
    assert union_of([a, a]) == a
    assert union_of([a, b]) == union_of([b, a])
    assert union_of([a, union_of([b, c])]) == union_of([union_of([a, b]), c]) == union_of([a, b, c])
    assert union_of([union_of([a, b]), a]) == union_of([a, b])


@settings(max_examples=25, deadline=None)
@given(types(), types())
def test_a_union_is_written_as_such_or_has_one_member(a: TypeExpression, b: TypeExpression) -> None:
    both = union_of([a, b])
    members = both.arguments if both.name == "|" else (both,)
    assert str(both) == " | ".join(map(str, members))
    assert not any(member.name == "|" for member in members)
    assert sum(member.name == "typing.Literal" and bool(member.arguments) for member in members) <= 1
    assert NONE not in members[:-1]


def test_arguments_that_say_nothing_are_dropped() -> None:
    assert generic_of("list", (ANY,)) == TypeExpression("list")
    assert generic_of("tuple", (ANY, ELLIPSIS)) == TypeExpression("tuple")
    assert str(generic_of("tuple", (ANY, ANY))) == "tuple[typing.Any, typing.Any]"
    assert str(generic_of("dict", (ANY, INT))) == "dict[typing.Any, int]"
    assert str(generic_of("collections.abc.Callable", (ELLIPSIS, ANY))) == "collections.abc.Callable"


def test_repr_is_short() -> None:
    assert repr(union_of([INT, NONE])) == "TypeExpression('int | None')"


def test_names_in_a_type() -> None:
    found = names_in(parse_type("collections.abc.Callable[[int, ...], a.B | None] | typing.Literal['x']"))
    assert set(found) == {"collections.abc.Callable", "int", "a.B", "None", "typing.Literal"}
