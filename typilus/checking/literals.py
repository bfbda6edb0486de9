"""Errors that occur because a checker takes a literal for the only possible value.

A target whose first value is `""` or `None` has the type `Literal[""]` or `None` for some checkers, and `"a b".split()`
gives a `list[LiteralString]`. Neither is what the author meant, and the right type, written elsewhere, then seems to be
wrong. Here literals stand for their classes: an error that disappears under that reading is not caused by any type.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence

__all__ = ["follows_from_literal", "is_caused_by_literal"]

# Types in quotation marks of either kind, which may be around the other kind.
FOUND = r"(?P<quote>[`\"])(?P<found>(?:(?!(?P=quote)).)+)(?P=quote)"
EXPECTED = r"(?P<mark>[`\"])(?P<expected>(?:(?!(?P=mark)).)+)(?P=mark)"
# How ty, pyrefly and mypy report what is assigned to a target, whose type may come of what it was given first.
TO_TARGET = (
    re.compile(rf"{FOUND} is not assignable to attribute [`\"](?P<name>\w+)[`\"] (?:of|with) type {EXPECTED}"),
    re.compile(rf"expression has type {FOUND}, variable has type {EXPECTED}"),
)
# How they report what does not fit where a type is declared.
TO_DECLARED = (
    re.compile(rf"{FOUND} is not assignable to (?:parameter `\w+` with type |declared return type )?{EXPECTED}"),
    re.compile(rf"[Ee]xpected {EXPECTED}, found {FOUND}"),
    re.compile(rf"has incompatible type {FOUND}; expected {EXPECTED}"),
    re.compile(rf"\(got {FOUND}, expected {EXPECTED}\)"),
)
# The types of what was given one value, and of what was given nothing yet.
ONE_VALUE = re.compile(r"""Literal\[(?:"[^"]*"|'[^']*'|-?\w+)\]""")
NOTHING = re.compile(r"None|tuple\[None(?:, None)*\]")
LITERAL = re.compile(r"\bLiteral(?:String)?\b")
# What checkers call a type that they do not know.
UNKNOWN = frozenset({"Any", "Unknown"})


def is_caused_by_literal(message: str) -> bool | None:
    """Return whether a literal rather than a type causes an error, or None if no literal stands where a type should.

    >>> is_caused_by_literal('Object of type `str` is not assignable to attribute `title` of type `Literal[""]`')
    True
    >>> is_caused_by_literal('Object of type `int` is not assignable to attribute `title` of type `Literal[""]`')
    False
    """
    assigned = _match(TO_TARGET, message)
    conflict = assigned or _match(TO_DECLARED, message)
    if conflict is None:
        return None
    actual, expected = conflict["found"], conflict["expected"]
    if assigned and NOTHING.fullmatch(expected):
        return True
    is_first_value = assigned is not None and ONE_VALUE.fullmatch(expected) is not None
    # A literal that is declared means what it says.
    is_widened = is_first_value or bool(LITERAL.search(actual) and not LITERAL.search(expected))
    members = _members(actual)
    return members <= _members(expected) if is_widened and members else None


def follows_from_literal(first: str, message: str, line: str) -> bool:
    """Return whether an error repeats one that a literal caused, because the checker still sees the literal in the
    target.

    An example is `g.file = find()`, where the first value of `g.file` is None, followed by `exists(g.file)`.

    Args:
        first: Message of an error that a literal causes.
        message: Message of a later error.
        line: Source line of the later error.
    """
    assigned, conflict = _match(TO_TARGET, first), _match(TO_DECLARED, message)
    if assigned is None or conflict is None or conflict["found"] != assigned["expected"]:
        return False
    name = assigned.groupdict().get("name")
    return name is not None and re.search(rf"\b{name}\b", line) is not None


def _match(patterns: Sequence[re.Pattern[str]], message: str) -> re.Match[str] | None:
    line = message.partition("\n")[0]
    return next((match for pattern in patterns if (match := pattern.search(line))), None)


def _members(text: str) -> frozenset[str]:
    """Return the members of a union, with literals replaced by their classes and unknown members left out.

    A text that is no type is its own only member.
    """
    try:
        node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset({text})
    return _members_of(node)


def _members_of(node: ast.expr) -> frozenset[str]:
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _members_of(left) | _members_of(right)
        case ast.BinOp(left=left, op=ast.BitAnd(), right=ast.UnaryOp(op=ast.Invert())):
            return _members_of(left)  # ty's `str & ~Literal["auto"]`
        case ast.Name(id="LiteralString"):
            return frozenset({"str"})
        case ast.Name(id=name) if name in UNKNOWN:
            return frozenset()
        case ast.Subscript(value=ast.Name(id="Literal"), slice=values):
            elements = values.elts if isinstance(values, ast.Tuple) else [values]
            return frozenset(map(_class_of, elements))
        case ast.Subscript(value=generic, slice=arguments):
            elements = arguments.elts if isinstance(arguments, ast.Tuple) else [arguments]
            inner = (" | ".join(sorted(_members_of(element))) or "Any" for element in elements)
            return frozenset({f"{ast.unparse(generic)}[{', '.join(inner)}]"})
        case ast.List(elts=elements):  # the parameters of a Callable
            return frozenset({f"[{', '.join(' | '.join(sorted(_members_of(element))) for element in elements)}]"})
    return frozenset({ast.unparse(node)})


def _class_of(value: ast.expr) -> str:
    """Return the class of a literal. For a member of an enumeration, it is the part before the dot."""
    if isinstance(value, ast.Attribute):
        return ast.unparse(value.value)
    try:
        literal = ast.literal_eval(value)
    except ValueError:
        return ast.unparse(value)
    return "None" if literal is None else type(literal).__name__
