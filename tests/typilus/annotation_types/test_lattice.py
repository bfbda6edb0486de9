"""Subtyping and type neutrality."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.typilus.annotation_types.strategies import types
from typilus.annotation_types import TypeExpression, TypeLattice, parse_type, prune, union_of

HIERARCHY = {
    "pkg.Shop": ("pkg.Base",),
    "pkg.Base": ("dict",),
    "pkg.Color": ("enum.Enum",),
    "pkg.Loop": ("pkg.Pool",),
    "pkg.Pool": ("pkg.Loop",),
    "pkg.Sub": ("pkg.Generic",),
    "pkg.Generic": ("typing.Generic",),
    "pkg.Point": ("typing.NamedTuple",),
    "pkg.Fault": ("KeyError",),
}
LATTICE = TypeLattice(HIERARCHY)

BELOW = [
    ("bool", "int"),
    ("bool", "complex"),
    ("int", "float"),
    ("int", "numbers.Number"),
    ("list[int]", "list"),
    ("list", "list[typing.Any]"),
    ("list", "list[object]"),
    ("list[bool]", "list[int]"),
    ("list[int]", "collections.abc.Iterable[float]"),
    ("dict[str, int]", "collections.abc.Mapping[str, float]"),
    ("dict[str, int]", "collections.abc.Iterable[str]"),
    ("collections.defaultdict[str, int]", "dict[str, int]"),
    ("collections.Counter[str]", "collections.abc.Mapping[str, int]"),
    ("collections.abc.ItemsView[str, int]", "collections.abc.Iterable[tuple[str, int]]"),
    ("collections.abc.Generator[int, None, None]", "collections.abc.Iterable[int]"),
    ("collections.abc.Coroutine[typing.Any, typing.Any, int]", "collections.abc.Awaitable[int]"),
    ("enumerate[str]", "collections.abc.Iterator[tuple[int, str]]"),
    ("str", "collections.abc.Sequence[str]"),
    ("bytes", "collections.abc.Sequence[int]"),
    ("range", "collections.abc.Iterable[int]"),
    ("int | None", "float | str | None"),
    ("int", "int | str"),
    ("None", "int | None"),
    ("list[int | None]", "list[float | int | None]"),
    ("typing.Literal['a', 1]", "int | str"),
    ("typing.Literal['a']", "typing.Literal['a', 'b']"),
    ("typing.Literal['a']", "typing.LiteralString"),
    ("typing.Literal[True]", "int"),
    ("typing.Literal[pkg.Color.RED]", "enum.Enum"),
    ("tuple[int, bool]", "tuple[int, ...]"),
    ("tuple[int, bool]", "tuple[float, int]"),
    ("tuple[int, bool]", "collections.abc.Sequence[int]"),
    ("tuple[bool, ...]", "tuple[int, ...]"),
    ("tuple[()]", "tuple[int, ...]"),
    ("tuple[int, typing.Unpack[tuple[bool, ...]]]", "tuple[int, ...]"),
    ("collections.abc.Callable[[int], bool]", "collections.abc.Callable[..., int]"),
    ("collections.abc.Callable[[bool], bool]", "collections.abc.Callable[[int], int]"),
    ("collections.abc.Callable[[int], bool]", "collections.abc.Callable"),
    ("type[bool]", "type[int]"),
    ("type[int]", "type"),
    ("type[int]", "collections.abc.Callable[..., int]"),
    ("FileNotFoundError", "Exception"),
    ("IOError", "OSError"),
    ("pkg.Fault", "LookupError"),
    ("pathlib.Path", "os.PathLike[str]"),
    ("io.BytesIO", "typing.IO[bytes]"),
    ("datetime.datetime", "datetime.date"),
    ("pkg.Shop", "collections.abc.Mapping"),
    ("pkg.Loop", "pkg.Pool"),
    ("pkg.Sub[int]", "pkg.Generic[float]"),
    ("pkg.Point", "tuple"),
    ("pkg.Point", "collections.abc.Iterable"),
    ("typing.NoReturn", "int"),
    ("int", "collections.abc.Hashable"),
    ("pkg.Color", "collections.abc.Hashable"),
    ("tuple[int]", "collections.abc.Hashable"),
    ("typing.TypeGuard[int]", "bool"),
    ("~T", "object"),
    ("int", "typing.Any"),
]

APART = [
    ("int", "bool"),
    ("float", "int"),
    ("int", "str"),
    ("str", "bytes"),
    ("list", "list[int]"),
    ("list[str]", "list[int]"),
    ("dict[str, int]", "collections.abc.Mapping[int, int]"),
    ("int | str", "int"),
    ("int | None", "int"),
    ("None", "int"),
    ("str", "typing.Literal['a']"),
    ("typing.Literal['a']", "typing.Literal['b']"),
    ("typing.Literal[1]", "str"),
    ("tuple[int, ...]", "tuple[int]"),
    ("tuple[int]", "tuple[int, int]"),
    ("tuple[int, str]", "tuple[int, ...]"),
    ("tuple", "tuple[int, ...]"),
    ("collections.abc.Callable[..., int]", "collections.abc.Callable[[int], int]"),
    ("collections.abc.Callable[[], int]", "collections.abc.Callable[[int], int]"),
    ("collections.abc.Callable[[], str]", "collections.abc.Callable[[], int]"),
    ("type[str]", "type[int]"),
    ("int", "type[int]"),
    ("pkg.Shop", "dict[str, int]"),
    ("pkg.Sub[str]", "pkg.Generic[int]"),
    ("pkg.Base", "pkg.Shop"),
    ("typing.Any", "int"),
    ("object", "int"),
    ("~T", "int"),
    ("int", "~T"),
    ("list[~T]", "list[~S]"),
    ("list[int]", "collections.abc.Hashable"),
    ("pkg.Shop", "collections.abc.Hashable"),
    ("pkg.Other", "collections.abc.Hashable"),
    ("collections.abc.Iterable[int]", "list[int]"),
    ("Exception", "KeyError"),
]


@pytest.mark.parametrize(("lower", "upper"), BELOW)
def test_subtypes(lower: str, upper: str) -> None:
    assert LATTICE.is_subtype(parse_type(lower), parse_type(upper))


@pytest.mark.parametrize(("lower", "upper"), APART)
def test_no_subtypes(lower: str, upper: str) -> None:
    assert not LATTICE.is_subtype(parse_type(lower), parse_type(upper))


@pytest.mark.parametrize(
    ("prediction", "truth", "neutral"),
    [
        ("float", "int", True),
        ("int", "float", False),
        ("int | None", "int", True),
        ("list", "list[int]", True),
        ("typing.Any", "int", False),
        ("object", "int", False),
        ("typing.Any | None", "None", False),
        ("object", "object", True),
        ("typing.Any", "typing.Any", False),
        ("list[list[list[int]]]", "list[list[list[str]]]", True),  # equal after pruning
        ("collections.abc.Sequence[collections.abc.Iterable[set[int]]]", "list[list[dict[str, int]]]", True),
        ("pkg.Base", "pkg.Shop", True),
        ("pkg.Shop", "pkg.Shop", True),
        ("pkg.Unseen", "pkg.Unseen", True),
        ("pkg.Unseen", "pkg.Other", False),
    ],
)
def test_neutral(prediction: str, truth: str, neutral: bool) -> None:
    assert LATTICE.is_neutral(parse_type(prediction), parse_type(truth)) is neutral


@settings(deadline=None)
@given(types())
def test_reflexive_with_a_top_and_a_bottom(a: TypeExpression) -> None:
    assert LATTICE.is_subtype(a, a)
    assert LATTICE.is_subtype(a, parse_type("object"))
    assert LATTICE.is_subtype(parse_type("typing.NoReturn"), a)


@settings(max_examples=250, deadline=None)
@given(types(), types(), types())
@example(parse_type("tuple[()]"), parse_type("tuple[int, ...]"), parse_type("collections.abc.Sequence[int]"))
@example(parse_type("type[bool]"), parse_type("type"), parse_type("collections.abc.Callable"))
@example(parse_type("enum.IntEnum"), parse_type("int"), parse_type("collections.abc.Hashable"))
def test_transitive(a: TypeExpression, b: TypeExpression, c: TypeExpression) -> None:
    # Random types are seldom related: unions put some of them above others.
    for low, middle, high in [(a, b, c), (a, union_of([a, b]), union_of([a, b, c]))]:
        if LATTICE.is_subtype(low, middle) and LATTICE.is_subtype(middle, high):
            assert LATTICE.is_subtype(low, high)


@settings(max_examples=25, deadline=None)
@given(types(), types(), types())
def test_a_union_is_the_least_type_above_its_members(a: TypeExpression, b: TypeExpression, c: TypeExpression) -> None:
    both = union_of([a, b])
    assert LATTICE.is_subtype(a, both)
    assert LATTICE.is_subtype(b, both)
    for above in (c, union_of([b, c]), union_of([a, b, c])):
        is_above_each = LATTICE.is_subtype(a, above) and LATTICE.is_subtype(b, above)
        assert LATTICE.is_subtype(both, above) == is_above_each


@settings(max_examples=25, deadline=None)
@given(types(), types())
def test_containers_are_ordered_as_what_they_hold(a: TypeExpression, b: TypeExpression) -> None:
    assume("typing.Any" not in f"{a} {b}")  # a container of Any is written bare
    for low, high in ((a, b), (a, union_of([a, b]))):
        is_below = LATTICE.is_subtype(low, high)
        held = TypeExpression("collections.deque", (low,)), TypeExpression("collections.deque", (high,))
        assert LATTICE.is_subtype(*held) == is_below
        pair = TypeExpression("tuple", (low, high)), TypeExpression("tuple", (high, high))
        assert LATTICE.is_subtype(*pair) == is_below
        read = TypeExpression("list", (low,)), TypeExpression("collections.abc.Iterable", (high,))
        assert LATTICE.is_subtype(*read) == is_below
        many = TypeExpression("tuple", (low, low)), TypeExpression("tuple", (high, TypeExpression("...")))
        assert LATTICE.is_subtype(*many) == is_below


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(types(), types()), min_size=1, max_size=6))
def test_answers_do_not_depend_on_what_was_asked_before(pairs: list[tuple[TypeExpression, TypeExpression]]) -> None:
    forwards, backwards = TypeLattice(), TypeLattice()
    answers = [(forwards.is_subtype(*pair), forwards.is_neutral(*pair)) for pair in pairs]
    again = [(backwards.is_subtype(*pair), backwards.is_neutral(*pair)) for pair in reversed(pairs)]
    assert answers == again[::-1]


@settings(max_examples=25, deadline=None)
@given(types(), types())
def test_neutral_is_above_the_truth_and_the_top_only_if_that_is_it(
    prediction: TypeExpression, truth: TypeExpression
) -> None:
    for wide in (prediction, union_of([prediction, truth])):
        if LATTICE.is_neutral(wide, truth):
            assert LATTICE.is_subtype(prune(truth), prune(wide))
            assert wide == truth or prune(wide) not in (parse_type("object"), parse_type("typing.Any"))


def test_transitive_over_everything_this_file_names() -> None:
    known = sorted({text for pair in BELOW + APART for text in pair} - {"pkg.Loop", "pkg.Pool"})
    everything = [parse_type(text) for text in known]
    above = {a: [b for b in everything if LATTICE.is_subtype(a, b)] for a in everything}
    broken = [(a, b, c) for a, found in above.items() for b in found for c in above[b] if c not in found]
    assert broken == []


def test_hierarchies_with_faults_end() -> None:
    lattice = TypeLattice({"a.A": ("a.A", "a.B"), "a.B": ("a.A",)})
    assert lattice.is_subtype(parse_type("a.A"), parse_type("a.B"))
    assert not lattice.is_subtype(parse_type("a.A"), parse_type("a.C"))


def test_ancestors_tell_how_arguments_are_handed_on() -> None:
    ancestors = TypeLattice().ancestors("dict")
    assert str(ancestors["collections.abc.Mapping"]) == "collections.abc.Mapping[~0, ~1]"
    assert str(ancestors["collections.abc.Iterable"]) == "collections.abc.Iterable[~0]"
