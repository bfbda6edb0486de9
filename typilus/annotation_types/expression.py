"""`TypeExpression`: a type as a value with one canonical text, and the reader of that text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from typilus.errors import TypeExpressionError

__all__ = [
    "ANY",
    "ARGUMENT_LIST",
    "CALLABLE",
    "ELLIPSIS",
    "EMPTY",
    "LITERAL",
    "MAX_DEPTH",
    "NONE",
    "OBJECT",
    "UNION",
    "TypeExpression",
    "generic_of",
    "literal_of",
    "names_in",
    "parse_type",
    "parts_of",
    "union_of",
]

UNION = "|"
ARGUMENT_LIST = "[]"
LITERAL = "typing.Literal"
CALLABLE = "collections.abc.Callable"
MAX_DEPTH = 64
"""Annotations nested deeper than this are refused: nobody writes them, and recursion stays bounded."""


@dataclass(frozen=True, repr=False)
class TypeExpression:
    """A canonical type: a name applied to arguments.

    Attributes:
        name: A fully qualified class (`list`, `collections.abc.Callable`, `pkg.mod.Shop`), `None`, a type variable
            (`~T`, as Python's own `repr` spells it), `|` (a union of the arguments), `[]` (the parameter list of a
            Callable), `...`, `()` (the argument of `tuple[()]`), or, as an argument of `typing.Literal`, a value.
        arguments: The type's arguments, in order; a union's members sorted by text with None last.

    `str(expression)` is the canonical text; `parse_type` reads it back. Compares and hashes by value. Build one with
    `parse_type`, `canonicalize`, `union_of` or `generic_of`, which keep it canonical; the constructor checks nothing.
    """

    name: str
    arguments: tuple[TypeExpression, ...] = ()
    _text: list[str] = field(default_factory=list, init=False, compare=False)

    def __str__(self) -> str:
        if not self._text:
            self._text.append(_spell(self))
        return self._text[0]

    def __repr__(self) -> str:
        return f"TypeExpression({str(self)!r})"

    def __hash__(self) -> int:
        return hash(self._text[0] if self._text else str(self))

    def __reduce__(self) -> tuple[type[TypeExpression], tuple[str, tuple[TypeExpression, ...]]]:
        return TypeExpression, (self.name, self.arguments)


ANY = TypeExpression("typing.Any")
NONE = TypeExpression("None")
OBJECT = TypeExpression("object")
ELLIPSIS = TypeExpression("...")
EMPTY = TypeExpression("()")

_NEVER_BARE = frozenset({"typing.Concatenate", "typing.TypeGuard", "typing.TypeIs", "typing.Unpack"})


def _spell(expression: TypeExpression) -> str:
    name, arguments = expression.name, expression.arguments
    if name == UNION:
        return " | ".join(map(str, arguments))
    inner = ", ".join(map(str, arguments))
    if name == ARGUMENT_LIST:
        return f"[{inner}]"
    return f"{name}[{inner}]" if arguments else name


def union_of(members: Iterable[TypeExpression]) -> TypeExpression:
    """Return the canonical union of types: flat, without duplicates, with one Literal, sorted by text, None last.

    Raises:
        TypeExpressionError: There are no members.
    """
    distinct: dict[TypeExpression, None] = {}
    values: dict[TypeExpression, None] = {}
    for member in members:
        for part in member.arguments if member.name == UNION else (member,):
            if part.name == LITERAL and part.arguments:
                values.update(dict.fromkeys(part.arguments))
            else:
                distinct[part] = None
    if values:
        distinct[TypeExpression(LITERAL, tuple(sorted(values, key=str)))] = None
    if not distinct:
        raise TypeExpressionError("a union without members")
    if len(distinct) == 1:
        return next(iter(distinct))
    return TypeExpression(UNION, tuple(sorted(distinct, key=lambda part: (part == NONE, str(part)))))


def literal_of(values: Iterable[TypeExpression]) -> TypeExpression:
    """The canonical `Literal`: values sorted and distinct, a None among them moved out into a union (PEP 586)."""
    distinct = set(values)
    kept = tuple(sorted(distinct - {NONE}, key=str))
    members = [TypeExpression(LITERAL, kept)] if kept else []
    return union_of([*members, NONE] if NONE in distinct else members)


def generic_of(name: str, arguments: tuple[TypeExpression, ...]) -> TypeExpression:
    """Return the generic class `name` applied to arguments, or the bare class if all arguments are Any.

    `list[Any]` = `list`, `dict[Any, Any]` = `dict`, `tuple[Any, ...]` = `tuple`, `Callable[..., Any]` = `Callable`; but
    `tuple[Any, Any]` and `Callable[[Any], Any]` stay, since they tell a length.
    """
    if name == "tuple":
        nothing = arguments == (ANY, ELLIPSIS)
    elif name == CALLABLE:
        nothing = arguments == (ELLIPSIS, ANY)
    else:
        nothing = name not in _NEVER_BARE and all(argument == ANY for argument in arguments)
    return TypeExpression(name) if nothing else TypeExpression(name, arguments)


def parts_of(expression: TypeExpression) -> Iterator[TypeExpression]:
    """Yield a type and all types in it, without the values of literals."""
    pending = [expression]
    while pending:
        part = pending.pop()
        yield part
        if part.name != LITERAL:
            pending.extend(part.arguments)


def names_in(expression: TypeExpression) -> Iterator[str]:
    """The qualified names of all classes and special forms in a type."""
    return (part.name for part in parts_of(expression) if part.name[0] not in "|[~.('\"-0123456789")


# Folders and scripts need not be identifiers: `pkg.001_initial.Migration` and `pkg..agents.my-tool.Shop` are names.
_TOKEN = re.compile(
    r"""\s*(?: (?P<value> b?'(?:[^'\\]|\\.)*' | b?"(?:[^"\\]|\\.)*" | -?\d+(?![\w.-]) )
             | (?P<name> ~?\w[\w.-]* )
             | (?P<mark> \.\.\. | \(\) | [\[\],|] ) )""",
    re.VERBOSE | re.DOTALL,
)


@lru_cache(maxsize=65_536)
def parse_type(text: str) -> TypeExpression:
    """Read a type from its canonical text, as `str(expression)` writes it. Results are cached.

    The text resolves to nothing in a file. For annotations as people write them, see `canonicalize`.

    Raises:
        TypeExpressionError: The text is not in canonical form.
    """
    tokens = _tokens(text)
    expression, end = _read_union(tokens, 0, text, 0)
    if end != len(tokens) - 1:
        raise TypeExpressionError(f"not a canonical type: {text!r}: unexpected {tokens[end]!r}")
    return expression


def _tokens(text: str) -> list[str]:
    tokens: list[str] = []
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise TypeExpressionError(f"not a canonical type: {text!r}: cannot read {text[position:].strip()[:20]!r}")
        tokens.append(match[0].lstrip())
        position = match.end()
    tokens.append("")  # the end, so that a reader may always look one ahead
    return tokens


def _read_union(tokens: list[str], at: int, text: str, depth: int) -> tuple[TypeExpression, int]:
    if depth > MAX_DEPTH:
        raise TypeExpressionError(f"a type nested deeper than {MAX_DEPTH} levels: {text[:60]!r}…")
    first, at = _read_one(tokens, at, text, depth)
    if tokens[at] != UNION:
        return first, at
    members = [first]
    while tokens[at] == UNION:
        member, at = _read_one(tokens, at + 1, text, depth)
        members.append(member)
    return TypeExpression(UNION, tuple(members)), at


def _read_one(tokens: list[str], at: int, text: str, depth: int) -> tuple[TypeExpression, int]:
    head = tokens[at]
    if head in {"", "]", ",", UNION}:
        raise TypeExpressionError(f"not a canonical type: {text!r}: a type is missing")
    if head == "[":
        arguments, at = _read_arguments(tokens, at + 1, text, depth)
        return TypeExpression(ARGUMENT_LIST, arguments), at
    if tokens[at + 1] != "[" or head[0] in "'\"-." or head.isdigit() or head == EMPTY.name:
        return TypeExpression(head), at + 1
    arguments, at = _read_arguments(tokens, at + 2, text, depth)
    if not arguments:
        raise TypeExpressionError(f"not a canonical type: {text!r}: {head}[] has no arguments")
    return TypeExpression(head, arguments), at


def _read_arguments(tokens: list[str], at: int, text: str, depth: int) -> tuple[tuple[TypeExpression, ...], int]:
    arguments: list[TypeExpression] = []
    while tokens[at] != "]":
        argument, at = _read_union(tokens, at, text, depth + 1)
        arguments.append(argument)
        if tokens[at] == ",":
            at += 1
        elif tokens[at] != "]":
            raise TypeExpressionError(f"not a canonical type: {text!r}: a bracket is not closed")
    return tuple(arguments), at + 1
