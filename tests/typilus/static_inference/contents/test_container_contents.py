"""What is under one key of a container: followed to what was put there, and given up where it may have changed."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred
from tests.typilus.static_inference.places.marked import type_at

ROW = "row = {'name': 'a', 'size': 1}\n"

KNOWN = [
    ("row['name']", "str"),
    ("row.get('size', 2)", "int"),
    ("row.pop('name')", "str"),
    ("dict(row, kind=2.5)['kind']", "float"),
    ("{**row, 'name': b''}['name']", "bytes"),
    ("(row | {'name': b''})['name']", "bytes"),
    ("row.copy()['size']", "int"),
    ("[row][0]['name']", "str"),
    ("{'in': row}['in']['size']", "int"),
    ("[other['name'] for other in [row]]", "list[str]"),
    ("row[1 and 'name']", "int | str"),
]


@pytest.mark.parametrize(("read", "type_"), KNOWN)
def test_a_key_is_followed_to_its_value(read: str, type_: str) -> None:
    assert inferred(f"{ROW}value = {read}\n")["value"] == type_


@pytest.mark.parametrize(
    "change",
    [
        "row['name'] = b''",
        "row.update(name=b'')",
        "row.update({'name': b''})",
        "def change():\n    row['name'] = b''\nchange()",
        "same = row\nsame['name'] = b''",
        "def change(some):\n    some['name'] = b''\nchange(row)",
        "rows = [row]\nrows[0]['name'] = b''",
        "for one in [row]:\n    one['name'] = b''",
        "class Shop:\n    def __init__(self, data):\n        self.data = data\n    def change(self):\n"
        "        self.data['name'] = b''\nShop(row).change()",
        "def give():\n    return row\ngive()['name'] = b''",
        "held = {'in': row}\nheld.get('in')['name'] = b''",
        "def pick(some):\n    return some\npick(row)['name'] = b''",
    ],
)
def test_whoever_changes_it_is_seen(change: str) -> None:
    assert "bytes" in str(type_at(f"{ROW}{change}\nprint(row^['name'])"))


@pytest.mark.parametrize(
    "change",
    [
        "import log\nlog.show(row)",
        "import log\nlog.row = row\nlog.other(row)",
        "def give():\n    yield row\nunknown(give())",
        "unknown([row])",
        "row.unknown()",
        "with unknown as row.part: pass",
    ],
)
def test_what_gets_out_of_sight_is_not_sure(change: str) -> None:
    assert str(type_at(f"{ROW}{change}\nprint(row^['name'])")) == "str?"


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        ("row = [1, 'a']\nrow.append(2.5)\nprint(row^[1])", "str"),
        ("row = [1, 'a']\nrow.append(2.5)\nprint(row^[2])", "float"),
        ("row = [1, 'a']\nrow.append(2.5)\nprint(row^[-1])", "float | str"),
        ("row = [1, 'a']\nrow.insert(0, b'')\nprint(row^[1])", "bytes | int | str"),
        ("row = [1, 'a']\nrow.reverse()\nprint(row^[1])", "int | str"),
        ("row = [1, 'a']\nrow[0] = b''\nprint(row^[0])", "bytes"),
        ("row = [1, 'a']\nrow[-2] = b''\nprint(row^[0])", "bytes | int"),
        ("row = [1, 'a']\nprint(row[1:]^[0])", "str"),
        ("first, *^rest = [1, 'a', 'b']", "list[str]"),
        ("row = [*[1], 'a']\nprint(row^[0])", "int | str"),
    ],
)
def test_indices_count_as_long_as_nothing_is_moved(source: str, type_: str) -> None:
    assert type_at(source) == type_


def test_functions_come_out_of_containers() -> None:
    source = "def size(text): return len(text)\ndef loud(text): return str(text)\n"
    assert type_at(f"{source}print({{'a': size, 'b': loud}}['b']^('a'))") == "str"
    assert type_at(f"{source}for one in (size,):\n    print(one^('a'))") == "int"


def test_a_container_that_holds_itself_ends() -> None:
    source = "def depth(tree):\n    left, right = tree\n    return max(depth(left), depth(right)) if left else 0\n"
    assert inferred(f"{source}depth(((), ((), ())))\n")["depth()"] == "int?"


def test_starred_arguments_keep_their_places_and_names() -> None:
    source = """
    def inner(a, b): return a, b
    def outer(*args): return inner(*args)
    def named(**options): return inner(b=1.5, **options)
    outer(1, "x")
    named(a=b"")
    """
    answers = inferred(source)
    assert (answers["inner.a"], answers["inner.b"]) == ("bytes | int?", "float | str?")


def test_of_several_kinds_of_values_under_unknown_keys_none_is_known_to_be_under_one() -> None:
    source = """
    def configure(jobs=1, prefer=None): return prefer
    def choose(name): return 1 if name else b""
    class Parallel:
        def __init__(self):
            self.options = {name: choose(name) for name in ("prefer", "other")}
        def start(self):
            return configure(**self.options)
    """
    assert inferred(source)["choose()"] == "bytes | int"
    assert "configure.prefer" not in inferred(source)
