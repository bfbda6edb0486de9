"""A literal is not all that its place may ever hold; what is wrong by its class is wrong."""

from __future__ import annotations

import pytest

from typilus.checking.literals import is_of_literal


@pytest.mark.parametrize(
    ("message", "type_"),
    [
        ('Object of type `str` is not assignable to attribute `title` of type `Literal[""]`', "str"),
        ('Object of type `(str & ~X) | Literal["-"]` is not assignable to attribute `a` of type `Literal[""]`', "str"),
        ('Object of type `Unknown | str` is not assignable to attribute `title` of type `Literal[""]`', "str"),
        ("Object of type `int` is not assignable to attribute `page` of type `Literal[-1]`", "int"),
        ("Object of type `bool` is not assignable to attribute `on` of type `Literal[False]`", "bool"),
        ("Object of type `Song` is not assignable to attribute `song` of type `None`", "app.models.Song"),
        ("`str` is not assignable to attribute `title` with type `None`", "str | None"),
        ('Incompatible types in assignment (expression has type "str", variable has type "None")', "str"),
        ('Incompatible types in assignment (expression has type "X", variable has type "tuple[None, None]")', "X"),
        ("Object of type `list[LiteralString]` is not assignable to `list[str]`", "list[str]"),
        (
            "Argument to function `f` is incorrect: Expected `list[str] | None`, found `list[LiteralString]`",
            "list[str]",
        ),
        ("Argument `set[Literal[1, 2]]` is not assignable to parameter `x` with type `set[int]` in f", "set[int]"),
        ('Argument 1 to "f" has incompatible type "list[Literal[Color.RED]]"; expected "list[Color]"', "list[Color]"),
        ('Incompatible return value type (got "list[Literal[True]]", expected "list[bool]")', "list[bool]"),
    ],
)
def test_what_only_a_literal_forbids_is_no_fault_of_a_type(message: str, type_: str) -> None:
    assert is_of_literal(message, type_)


@pytest.mark.parametrize(
    ("message", "type_"),
    [
        # Of another class than the first value.
        ('Object of type `list[str]` is not assignable to attribute `content` of type `Literal[""]`', "list[str]"),
        ("Object of type `float` is not assignable to attribute `page` of type `Literal[0]`", "float"),
        ("Object of type `bool` is not assignable to attribute `page` of type `Literal[0]`", "bool"),
        ('Object of type `str | None` is not assignable to attribute `title` of type `Literal[""]`', "str | None"),
        ('Object of type `Unknown` is not assignable to attribute `title` of type `Literal[""]`', "str"),
        # Wider than the value.
        ("Object of type `int | Unknown` is not assignable to attribute `count` of type `Literal[0]`", "float"),
        # Nothing shows that the type is not meant.
        ('Incompatible types in assignment (expression has type "None", variable has type "str")', "str"),
        ('Incompatible types in assignment (expression has type "str", variable has type "None | int")', "str"),
        ('Incompatible return value type (got "str", expected "None")', "str"),
        ("Object of type `str` is not assignable to attribute `mode` of type `Literal['a', 'b']`", "str"),
        ('Object of type `str` is not assignable to `Literal["a"]`', "str"),
        ("Object of type `list[str]` is not assignable to `list[LiteralString]`", "list[str]"),
        # Two classes of one name.
        ("Object of type `Song` is not assignable to `Song`", "Song"),
        ("Argument to `f` is incorrect: Expected `list[bytes]`, found `list[LiteralString]`", "list[bytes]"),
        ("Object of type `def f(x) -> str` is not assignable to attribute `hook` of type `Literal[0]`", "str"),
        ("Object of type `str` has no attribute `title`", "str"),
    ],
)
def test_what_is_wrong_by_its_class_is_wrong(message: str, type_: str) -> None:
    assert not is_of_literal(message, type_)
