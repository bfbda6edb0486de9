"""A literal is not all that its place may ever hold; what is wrong by its class is wrong."""

from __future__ import annotations

import pytest

from typilus.checking.literals import follows_from_literal, is_caused_by_literal


@pytest.mark.parametrize(
    "message",
    [
        'Object of type `str` is not assignable to attribute `title` of type `Literal[""]`',
        'Object of type `(str & ~X) | Literal["-"]` is not assignable to attribute `a` of type `Literal[""]`',
        'Object of type `Unknown | str` is not assignable to attribute `title` of type `Literal[""]`',
        "Object of type `int` is not assignable to attribute `page` of type `Literal[-1]`",
        "Object of type `bool` is not assignable to attribute `on` of type `Literal[False]`",
        "Object of type `Song` is not assignable to attribute `song` of type `None`",
        "`str` is not assignable to attribute `title` with type `None`",
        'Incompatible types in assignment (expression has type "str", variable has type "None")',
        'Incompatible types in assignment (expression has type "X", variable has type "tuple[None, None]")',
        "Object of type `list[LiteralString]` is not assignable to `list[str]`",
        "Argument to function `f` is incorrect: Expected `list[str] | None`, found `list[LiteralString]`",
        "Argument `set[Literal[1, 2]]` is not assignable to parameter `x` with type `set[int]` in f",
        'Argument 1 to "f" has incompatible type "list[Literal[Color.RED]]"; expected "list[Color]"',
        'Incompatible return value type (got "list[Literal[True]]", expected "list[bool]")',
    ],
)
def test_what_only_a_literal_forbids_is_no_fault_of_a_type(message: str) -> None:
    assert is_caused_by_literal(message)


@pytest.mark.parametrize(
    "message",
    [
        # Of another class than the first value.
        'Object of type `list[str]` is not assignable to attribute `content` of type `Literal[""]`',
        "Object of type `float` is not assignable to attribute `page` of type `Literal[0]`",
        "Object of type `bool` is not assignable to attribute `page` of type `Literal[0]`",
        'Object of type `str | None` is not assignable to attribute `title` of type `Literal[""]`',
        'Object of type `Unknown` is not assignable to attribute `title` of type `Literal[""]`',
        # Nothing shows that the type is not meant.
        'Incompatible types in assignment (expression has type "None", variable has type "str")',
        'Incompatible types in assignment (expression has type "str", variable has type "None | int")',
        'Incompatible return value type (got "str", expected "None")',
        "Object of type `str` is not assignable to attribute `mode` of type `Literal['a', 'b']`",
        'Object of type `str` is not assignable to `Literal["a"]`',
        "Object of type `list[str]` is not assignable to `list[LiteralString]`",
        # Two classes of one name.
        "Object of type `Song` is not assignable to `Song`",
        "Argument to `f` is incorrect: Expected `list[bytes]`, found `list[LiteralString]`",
        "Object of type `def f(x) -> str` is not assignable to attribute `hook` of type `Literal[0]`",
        "Object of type `str` has no attribute `title`",
    ],
)
def test_what_is_wrong_by_its_class_is_wrong(message: str) -> None:
    assert not is_caused_by_literal(message)


def test_what_the_checker_still_finds_in_a_target_follows_from_the_literal_there() -> None:
    first = "Object of type `str` is not assignable to attribute `FILE` of type `None`"
    message = "Argument to function `exists` is incorrect: Expected `int | str`, found `None`"
    assert follows_from_literal(first, message, "if exists(g.FILE):")
    assert not follows_from_literal(first, message, "if exists(g.OTHER):")
    assert not follows_from_literal(first, message.replace("`None`", "`str`"), "if exists(g.FILE):")
    assert not follows_from_literal("`FILE` is not defined", message, "if exists(g.FILE):")
