"""Other types that people write for what was inferred: wider abstract classes, `Self`, a base class."""

from __future__ import annotations

from collections.abc import Iterator

from graph_extraction import Symbol, SymbolKind
from typilus.annotation_types import ANY, CALLABLE, ELLIPSIS, NONE, UNION, TypeExpression, generic_of, union_of
from typilus.static_inference.definitions.class_hierarchy import Classes
from typilus.static_inference.definitions.common_bases import common_base, says_nothing

__all__ = ["variants_of"]

_ABC = "collections.abc."
_WIDER = {
    "list": (f"{_ABC}Sequence", f"{_ABC}Iterable"),
    "dict": (f"{_ABC}Mapping",),
    "tuple": (f"{_ABC}Sequence",),
    f"{_ABC}Iterator": (f"{_ABC}Iterable",),
}
_BY_KEY = frozenset({"dict", "collections.defaultdict", "collections.OrderedDict"})
_SELF = TypeExpression("typing.Self")


def variants_of(type_: TypeExpression, symbol: Symbol, owner: str, classes: Classes) -> list[TypeExpression]:
    """Return the types that people may write instead of an inferred type, the likelier first.

    Args:
        type_: Inferred type.
        symbol: Symbol with the type.
        owner: Qualified name of the class whose method the symbol belongs to, "" outside of classes.
        classes: Classes, for their bases.
    """
    members = type_.arguments if type_.name == UNION else (type_,)
    plain = [member for member in members if member != NONE]
    variants: dict[TypeExpression, None] = {}
    if len(plain) == 1:
        for variant in _of_one(plain[0], symbol, owner, classes):
            variants[union_of([variant, NONE]) if NONE in members else variant] = None
    if NONE in members and plain:
        variants[union_of(plain)] = None
    elif len(plain) > 1:
        variants.update(dict.fromkeys(plain))
    lifted, plainer = _lifted(type_, classes), _without_signatures(type_)
    if lifted != type_:
        variants = {lifted: None, **variants}
    variants[plainer] = None
    variants.pop(type_, None)
    return list(variants)


def _lifted(type_: TypeExpression, classes: Classes) -> TypeExpression:
    """The type with the nearest common base in the place of each union of classes that have one."""
    if type_.name != UNION:
        arguments = tuple(_lifted(argument, classes) for argument in type_.arguments)
        return type_ if arguments == type_.arguments else generic_of(type_.name, arguments)
    plain = [_lifted(member, classes) for member in type_.arguments if member != NONE]
    base = common_base(plain, classes) if len(plain) > 1 else None
    return union_of([*(plain if base is None else [base]), *(member for member in type_.arguments if member == NONE)])


def _without_signatures(type_: TypeExpression) -> TypeExpression:
    """The type with `Callable` alone in the place of those with a signature."""
    if type_.name == CALLABLE:
        return TypeExpression(CALLABLE)
    arguments = tuple(map(_without_signatures, type_.arguments))
    if arguments == type_.arguments:
        return type_
    return union_of(arguments) if type_.name == UNION else generic_of(type_.name, arguments)


def _of_one(type_: TypeExpression, symbol: Symbol, owner: str, classes: Classes) -> Iterator[TypeExpression]:
    if symbol.kind is SymbolKind.RETURN and type_.name == owner:
        yield _SELF
    if type_.name == CALLABLE and len(type_.arguments) == 2:
        yield generic_of(CALLABLE, (ELLIPSIS, type_.arguments[1]))
        yield TypeExpression(CALLABLE)
    if type_.name in _BY_KEY and (type_.arguments[:1] == (ANY,) or type_ == TypeExpression("dict")):
        yield TypeExpression(type_.name, (TypeExpression("str"), type_.arguments[1] if type_.arguments else ANY))
    if type_.name == "dict" and type_.arguments and ANY not in type_.arguments:
        yield TypeExpression("dict", (type_.arguments[0], ANY))
    if type_.name == f"{_ABC}Iterator" and symbol.kind is SymbolKind.RETURN:
        yield TypeExpression(f"{_ABC}Generator", (*(type_.arguments or (ANY,)), NONE, NONE))
    if symbol.kind is SymbolKind.PARAMETER or (type_.name == f"{_ABC}Iterator" and symbol.name != "__iter__"):
        variadic = tuple(argument for argument in type_.arguments if argument.name != "...")
        for wider in _WIDER.get(type_.name, ()):
            if type_.name != "tuple" or len(variadic) == 1:
                yield generic_of(wider, variadic)
    if type_.name == "numpy.ndarray" and type_.arguments:
        yield TypeExpression("numpy.ndarray")
    definition = classes.find(type_.name)
    if definition is not None and not definition.module.is_stub:
        yield from (base for base in classes.bases(definition) if not says_nothing(base))
