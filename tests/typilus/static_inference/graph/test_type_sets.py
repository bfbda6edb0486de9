"""Sets of types."""

from __future__ import annotations

import ast
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_extraction import FunctionNode
from tests.typilus.annotation_types.strategies import types
from typilus.annotation_types import TypeExpression, parse_type
from typilus.annotation_types.expression import ANY
from typilus.static_inference.definitions.module_text import ModuleText
from typilus.static_inference.graph.type_sets import (
    MAX_HELD,
    NOTHING,
    UNKNOWN,
    FunctionValue,
    Record,
    TypeSet,
    as_type,
    field_of,
    join,
    record_of,
    shallow,
    type_set,
)


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


SETS = st.builds(
    lambda values, is_open: type_set(*values, is_open=is_open), st.lists(types(), max_size=3), st.booleans()
)


@settings(max_examples=25, deadline=None)
@given(SETS, SETS)
def test_joining_has_the_laws_of_a_union(one: TypeSet, other: TypeSet) -> None:
    both = join([one, other])
    assert both == join([other, one])
    assert join([both, both]) == both
    assert join([one, NOTHING]) == join([one])
    assert both.is_open >= (one.is_open or other.is_open)


@settings(max_examples=25, deadline=None)
@given(SETS, SETS)
def test_joining_loses_only_containers_that_tell_less_than_another(one: TypeSet, other: TypeSet) -> None:
    both = join([one, other])
    lost = (one.alternatives | other.alternatives) - both.alternatives
    if both != UNKNOWN:
        names = {type_.name for type_ in both.types if type_.arguments}
        assert {value.name for value in lost if isinstance(value, TypeExpression)} <= names


@settings(max_examples=25, deadline=None)
@given(types(), st.integers(0, 4))
def test_what_is_cut_off_stays_so_and_is_no_deeper_than_told(type_: TypeExpression, depth: int) -> None:
    cut = shallow(type_, depth)
    assert shallow(cut, depth) == cut
    assert levels(cut) <= depth
    # At the last level a union tells nothing any more: one further keeps all.
    assert shallow(type_, levels(type_) + 1) == type_


def levels(type_: TypeExpression) -> int:
    """The number of levels of arguments; a union is none of its own."""
    deepest = max(map(levels, type_.arguments), default=0)
    return deepest if type_.name == "|" or not type_.arguments else deepest + 1


@settings(max_examples=25, deadline=None)
@given(SETS)
def test_order_is_that_of_the_text(values: TypeSet) -> None:
    assert [str(type_) for type_ in values.types] == sorted(str(type_) for type_ in values.types)
    assert set(values.ordered) == values.alternatives
    assert values.without(*(type_.name for type_ in values.types)).types == []


def functions(count: int) -> list[FunctionValue]:
    module = ModuleText("shop", "", ast.parse("".join(f"def f{number}(): ...\n" for number in range(count))))
    nodes = [node for node in module.tree.body if isinstance(node, FunctionNode)]
    return [FunctionValue(module.function_of([node], "")) for node in nodes]


def test_a_container_remembers_its_functions() -> None:
    one, other = functions(2)
    lists = [type_set(TypeExpression("list", (as_type(type_set(each, parse_type("int"))),))) for each in (one, other)]
    assert texts(lists[0]) == ["list[collections.abc.Callable | int]"]
    both = join(lists)
    assert texts(both) == texts(lists[0]), "one list"
    assert type_set(*both.types[0].arguments) == type_set(one, other, parse_type("int"))


def test_of_too_many_functions_none_is_remembered() -> None:
    many = functions(MAX_HELD + 1)
    assert as_type(type_set(*many)) == parse_type("collections.abc.Callable")
    held = as_type(type_set(*many[1:]))
    assert str(held) == "collections.abc.Callable"
    assert type_set(held) == type_set(*many[1:])


def test_methods_of_containers_do_not_hold_each_other_without_end() -> None:
    (function,) = functions(1)
    bound = FunctionValue(function.definition, parse_type("list[int]"))
    assert as_type(type_set(bound)) == parse_type("collections.abc.Callable")


def record(**fields: str) -> TypeExpression:
    return record_of({name: parse_type(text) for name, text in fields.items()})


def test_a_dict_remembers_what_is_under_its_keys() -> None:
    one = record(name="str", size="int")
    assert str(one) == "dict[str, int | str]"
    assert field_of(type_set(one), "name") == type_set(parse_type("str"), is_open=True)
    assert field_of(type_set(one), "other") is None
    assert field_of(type_set(one, parse_type("None")), "size") == type_set(parse_type("int"), is_open=True)
    assert field_of(type_set(one, parse_type("dict[str, bytes]")), "size") is None, "a dict of which it is not known"
    both = join([type_set(one), type_set(record(name="str", size="str", other="bytes"))])
    assert texts(both) == ["dict[str, bytes | int | str]"], "one dict"
    assert field_of(both, "name") == type_set(parse_type("str"), is_open=True)
    assert field_of(both, "size") == type_set(parse_type("int"), parse_type("str"), is_open=True)


def test_plain_dicts_are_no_records() -> None:
    assert field_of(type_set(record(name="str", other="str")), "name") is None, "the type says it"
    assert not isinstance(record(**{f"k{n}": "int" if n else "str" for n in range(100)}), Record)


def test_records_do_not_hold_each_other_without_end() -> None:
    inner = record(name="str", size="int")
    for _ in range(9):
        inner = record_of({"inner": inner, "size": parse_type("int")})
    depth = 0
    while isinstance(inner, Record):
        inner, depth = dict(inner.fields)["inner"], depth + 1
    assert depth == 3


def test_functions_whose_bound_arguments_differ_have_an_order() -> None:
    (function,) = functions(1)
    bound = [replace(function, named=frozenset(names)) for names in (["a", "b"], ["a"], ["b"])]
    assert TypeSet(frozenset(reversed(bound))).ordered == bound
