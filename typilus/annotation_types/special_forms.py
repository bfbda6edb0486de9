"""The canonical form of subscripts: `Optional[X]`, `Literal['a']`, `Callable[[A], B]`, `list[X]`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from typilus.annotation_types.expression import (
    ANY,
    ARGUMENT_LIST,
    CALLABLE,
    ELLIPSIS,
    EMPTY,
    LITERAL,
    NONE,
    TypeExpression,
    generic_of,
    literal_of,
    union_of,
)
from typilus.errors import TypeExpressionError

__all__ = ["BARE", "WITHOUT_TYPE", "WRAPPERS", "apply", "apply_literal", "is_wrapper"]

Arguments = tuple[TypeExpression, ...]

WRAPPERS = frozenset(
    {
        "dataclasses.InitVar",
        "typing.Annotated",
        "typing.ClassVar",
        "typing.Final",
        "typing.NotRequired",
        "typing.ReadOnly",
        "typing.Required",
    }
)
"""Forms that say something of a variable; what its values are is their first argument."""

WITHOUT_TYPE = WRAPPERS | {
    "typing.Concatenate",
    "typing.Generic",
    "typing.Literal",
    "typing.TypeAlias",
    "typing.Unpack",
}
"""Names that, alone, are no type of any value. A bare `Final` leaves the type to inference: there is no label."""

BARE = {
    "typing.Optional": union_of([ANY, NONE]),
    "typing.Union": ANY,
    "typing.TypeGuard": TypeExpression("bool"),
    "typing.TypeIs": TypeExpression("bool"),
    "numpy.typing.NDArray": TypeExpression("numpy.ndarray"),
}

_ONE = frozenset(
    {
        *["list", "set", "frozenset", "collections.deque", "collections.Counter"],
        *["collections.abc.AsyncIterable", "collections.abc.AsyncIterator", "collections.abc.Awaitable"],
        *["collections.abc.Collection", "collections.abc.Container", "collections.abc.Iterable"],
        *["collections.abc.Iterator", "collections.abc.KeysView", "collections.abc.MutableSequence"],
        *["collections.abc.MutableSet", "collections.abc.Reversible", "collections.abc.Sequence"],
        *["collections.abc.Set", "collections.abc.ValuesView"],
    }
)
_TWO = frozenset(
    {
        *["dict", "collections.defaultdict", "collections.OrderedDict", "collections.ChainMap"],
        *["collections.abc.ItemsView", "collections.abc.Mapping", "collections.abc.MutableMapping"],
    }
)


def is_wrapper(name: str) -> bool:
    """Return whether only the first argument is a type, as in `Annotated`, `Final` and jaxtyping's `Float[Tensor, "n
    m"]`.
    """
    return name in WRAPPERS or name.startswith("jaxtyping.")


def apply(name: str, arguments: Arguments) -> TypeExpression:
    """The canonical type of `name[arguments]`, both canonical already.

    Raises:
        TypeExpressionError: The arguments cannot stand there.
    """
    form = _FORMS.get(name)
    if form is not None:
        return form(arguments)
    arity = 1 if name in _ONE else 2 if name in _TWO else 0
    if not arity:
        if not arguments:
            raise TypeExpressionError(f"not a type: {name}[()]")
        return generic_of(name, arguments)
    if any(argument.name in {ARGUMENT_LIST, EMPTY.name} for argument in arguments):
        raise TypeExpressionError(f"not a type: {name} of a parameter list")
    if len(arguments) > arity:  # nobody can say which one was meant
        return TypeExpression(name)
    filled = tuple(ANY if argument == ELLIPSIS else argument for argument in arguments)
    return generic_of(name, filled + (ANY,) * (arity - len(filled)))


def apply_literal(items: Sequence[ast.expr], resolve: Callable[[ast.expr], TypeExpression]) -> TypeExpression:
    """`Literal[items]`: values by their `repr`, enum members qualified by `resolve`, nested Literals joined.

    Raises:
        TypeExpressionError: An item is no literal value (PEP 586).
    """
    members: list[TypeExpression] = []
    for item in items:
        if isinstance(item, ast.Constant) and isinstance(item.value, (str, bytes, int, type(None))):
            members.append(literal_of([TypeExpression(repr(item.value))]))
        elif isinstance(item, ast.UnaryOp) and isinstance(item.op, (ast.USub, ast.UAdd)):
            value = item.operand.value if isinstance(item.operand, ast.Constant) else None
            if not isinstance(value, int):
                raise TypeExpressionError("not a type: a Literal of an expression that is not a value")
            members.append(literal_of([TypeExpression(repr(-value if isinstance(item.op, ast.USub) else value))]))
        elif isinstance(item, (ast.Name, ast.Attribute, ast.Subscript)):
            resolved = resolve(item)
            parts = resolved.arguments if resolved.name == "|" else (resolved,)
            if all(part.name == LITERAL or part == NONE for part in parts):
                members.append(resolved)
            elif resolved.arguments:
                raise TypeExpressionError(f"not a type: a Literal of {resolved}")
            else:
                members.append(literal_of([resolved]))
        else:
            raise TypeExpressionError("not a type: a Literal of an expression that is not a value")
    return union_of(members)


def _optional(arguments: Arguments) -> TypeExpression:
    if not arguments:
        raise TypeExpressionError("not a type: Optional without an argument")
    return union_of([*arguments, NONE])


def _unpack(arguments: Arguments) -> TypeExpression:
    return TypeExpression("typing.Unpack", arguments[:1]) if arguments else ANY


def _narrowing(name: str) -> Callable[[Arguments], TypeExpression]:
    return lambda arguments: TypeExpression(name, arguments[:1]) if arguments else BARE[name]


def _callable(arguments: Arguments) -> TypeExpression:
    if not 1 <= len(arguments) <= 2:
        raise TypeExpressionError("not a type: a Callable has parameters and a return type")
    parameters, returned = (*arguments, ANY)[:2]
    if parameters == TypeExpression(ARGUMENT_LIST, (ELLIPSIS,)):
        parameters = ELLIPSIS
    elif parameters == EMPTY:
        parameters = TypeExpression(ARGUMENT_LIST)
    elif parameters.name not in {ARGUMENT_LIST, ELLIPSIS.name, "typing.Concatenate"} and parameters.name[0] != "~":
        parameters = TypeExpression(ARGUMENT_LIST, (parameters,))  # `Callable[int, str]`, a common slip
    return generic_of(CALLABLE, (parameters, ANY if returned in (ELLIPSIS, EMPTY) else returned))


def _tuple(arguments: Arguments) -> TypeExpression:
    if not arguments or arguments == (EMPTY,):
        return TypeExpression("tuple", (EMPTY,))
    if arguments == (ELLIPSIS,):
        return TypeExpression("tuple")
    return generic_of("tuple", arguments)


def _type(arguments: Arguments) -> TypeExpression:
    if len(arguments) != 1:
        raise TypeExpressionError("not a type: type[] takes one argument")
    members = arguments[0].arguments if arguments[0].name == "|" else arguments
    return union_of(generic_of("type", (member,)) for member in members)


def _with_defaults(name: str, defaults: Arguments) -> Callable[[Arguments], TypeExpression]:
    """A generic whose last arguments have defaults (PEP 696): they are always written out."""

    def applied(arguments: Arguments) -> TypeExpression:
        missing = len(defaults) - len(arguments)
        return generic_of(name, arguments + (defaults[-missing:] if missing > 0 else ()))

    return applied


def _context_manager(name: str) -> Callable[[Arguments], TypeExpression]:
    """The second argument, what `__exit__` returns, came late and nearly nobody writes it: its default is dropped."""
    default = union_of([TypeExpression("bool"), NONE])

    def applied(arguments: Arguments) -> TypeExpression:
        return generic_of(name, arguments[:1] if arguments[1:] in ((default,), (NONE,)) else arguments)

    return applied


def _array(arguments: Arguments) -> TypeExpression:
    """`numpy.ndarray[shape, dtype]`: a shape of any length is Any, a dtype of anything says nothing."""
    shape, dtype = (*arguments, ANY, ANY)[:2]
    shape = ANY if shape == TypeExpression("tuple") or shape == ELLIPSIS else shape
    return generic_of("numpy.ndarray", (shape, ANY if dtype == TypeExpression("numpy.dtype") else dtype))


def _typed_array(arguments: Arguments) -> TypeExpression:
    return _array((ANY, generic_of("numpy.dtype", arguments[:1] or (ANY,))))


_FORMS: dict[str, Callable[[Arguments], TypeExpression]] = {
    "typing.Optional": _optional,
    "typing.Union": union_of,
    "typing.Unpack": _unpack,
    "typing.TypeGuard": _narrowing("typing.TypeGuard"),
    "typing.TypeIs": _narrowing("typing.TypeIs"),
    "typing.Concatenate": lambda arguments: TypeExpression("typing.Concatenate", arguments or (ELLIPSIS,)),
    CALLABLE: _callable,
    "tuple": _tuple,
    "type": _type,
    "collections.abc.Generator": _with_defaults("collections.abc.Generator", (ANY, NONE, NONE)),
    "collections.abc.AsyncGenerator": _with_defaults("collections.abc.AsyncGenerator", (ANY, NONE)),
    "contextlib.AbstractContextManager": _context_manager("contextlib.AbstractContextManager"),
    "contextlib.AbstractAsyncContextManager": _context_manager("contextlib.AbstractAsyncContextManager"),
    "numpy.ndarray": _array,
    "numpy.typing.NDArray": _typed_array,
}
