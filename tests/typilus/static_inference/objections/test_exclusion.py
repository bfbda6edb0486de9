"""Which types have no value in common."""

from __future__ import annotations

import pytest

from typilus.annotation_types import parse_type
from typilus.static_inference.inference import StaticInference
from typilus.static_inference.objections.exclusion import excludes


@pytest.mark.parametrize(
    ("written", "found", "expected"),
    [
        ("str", "list[int]", True),
        ("str | None", "int", True),
        ("str | None", "None", False),
        ("bool", "None", True),
        ("float", "int", False),
        ("list[int]", "collections.abc.Sequence[int]", False),
        ("typing.Any", "int", False),
        ("typing.NoReturn", "None", False),
        ("nowhere.Thing", "int", False),
        ("os.PathLike[str]", "str", False),
        ("collections.abc.Coroutine", "int", True),
        ("int", "collections.abc.Coroutine", False),  # `int` of a caller that says so, of an awaitable else
        ("int", "collections.abc.Generator[int, None, None]", True),
        ("collections.OrderedDict[str, int]", "dict[str, int]", False),
        ("~T", "int", False),
        ("int", "type[int]", True),
        ("abc.ABCMeta", "type[int]", False),
        ("set[str]", "collections.abc.Iterator[str]", True),
        ("collections.abc.Iterator[str]", "set[str]", True),
        ("collections.abc.Iterator[str]", "None", True),
        ("collections.abc.Iterable[str]", "set[str]", False),
        ("io.StringIO", "collections.abc.Iterator[str]", False),
        ("collections.abc.Callable[[], int]", "bytes", True),
        ("collections.abc.Callable[[], int]", "type[int]", False),
    ],
)
def test_excluded(written: str, found: str, expected: bool) -> None:
    classes = StaticInference().program.classes
    assert excludes(parse_type(written), parse_type(found), classes) is expected
