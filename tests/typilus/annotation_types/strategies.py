"""Random canonical types, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from typilus.annotation_types import TypeExpression, generic_of, parse_type, union_of
from typilus.annotation_types.expression import literal_of

LEAVES = [
    *["int", "bool", "float", "complex", "str", "bytes", "None", "object", "typing.Any", "list", "dict", "tuple"],
    *["type", "range", "collections.abc.Callable", "collections.abc.Sequence", "collections.abc.Hashable"],
    *["collections.abc.Iterable", "pathlib.Path", "pathlib.PurePath", "os.PathLike", "KeyError", "Exception", "~T"],
    *["typing.NoReturn", "typing.LiteralString", "tuple[()]", "enum.Enum", "enum.IntEnum", "pkg.mod.Shop"],
]
ONE = ["list", "set", "frozenset", "collections.abc.Iterable", "collections.abc.Sequence", "collections.deque", "type"]
TWO = ["dict", "collections.abc.Mapping", "collections.OrderedDict", "collections.defaultdict"]
VALUES = ["'a'", '"it\'s"', "b'x'", "1", "-2", "True", "pkg.mod.Color.RED", "'|, ]'"]


def _generic(inner: st.SearchStrategy[TypeExpression]) -> st.SearchStrategy[TypeExpression]:
    variadic = inner.map(lambda item: generic_of("tuple", (item, TypeExpression("..."))))
    fixed = st.lists(inner, min_size=1, max_size=3).map(lambda items: generic_of_tuple(tuple(items)))
    parameters = st.one_of(
        st.just(TypeExpression("...")),
        st.lists(inner, max_size=2).map(lambda items: TypeExpression("[]", tuple(items))),
    )
    return st.one_of(
        st.builds(lambda name, item: applied(name, (item,)), st.sampled_from(ONE), inner),
        st.builds(lambda name, key, value: generic_of(name, (key, value)), st.sampled_from(TWO), inner, inner),
        variadic,
        fixed,
        st.builds(lambda given, back: generic_of("collections.abc.Callable", (given, back)), parameters, inner),
        st.lists(inner, min_size=1, max_size=3).map(union_of),
    )


def generic_of_tuple(items: tuple[TypeExpression, ...]) -> TypeExpression:
    """A tuple of known length."""
    return TypeExpression("tuple", items)


def applied(name: str, items: tuple[TypeExpression, ...]) -> TypeExpression:
    """A generic; `type` of a union is a union of types."""
    if name == "type" and items[0].name == "|":
        return union_of(generic_of(name, (member,)) for member in items[0].arguments)
    return generic_of(name, items)


def types() -> st.SearchStrategy[TypeExpression]:
    """Canonical types of some depth."""
    literals = st.lists(st.sampled_from(VALUES), min_size=1, max_size=3).map(
        lambda values: literal_of(map(TypeExpression, values))
    )
    return st.recursive(st.one_of(st.sampled_from(LEAVES).map(parse_type), literals), _generic, max_leaves=8)
