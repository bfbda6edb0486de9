"""The bodies of functions that declare what they return."""

from __future__ import annotations

import pytest

from tests.typilus.static_inference.inferring import inferred

_RECORD = "class Record:\n    def __init__(self, fields):\n        self.fields = fields\n"


@pytest.mark.parametrize(
    "maker",
    [
        "def read(line: str) -> Record:\n    return Record(line.split())\ndef f():\n    return read('a')\n",
        "def read(line: str) -> list[Record]:\n    return [Record(line.split())]\ndef f():\n    return read('a')[0]\n",
    ],
)
def test_a_maker_tells_of_its_objects(maker: str) -> None:
    kinds = inferred(f"{_RECORD}{maker}def g():\n    return f().fields\n")
    assert kinds["g()"].rstrip("?") == "list[str]"
    assert kinds["Record.fields"].rstrip("?") == "list[str]"


def test_the_declaration_stays_what_is_returned() -> None:
    kinds = inferred(
        f"{_RECORD}class Wide(Record): ...\ndef read() -> Record:\n    return Wide(1)\ndef f():\n    return read()\n"
    )
    assert kinds["f()"].rstrip("?") == "Record"
