"""Records come back from JSON; which heads are user-defined."""

from __future__ import annotations

import json

import pytest

from tests.typilus.lab.experiments.joined.small_records import file_of, symbol_of
from typilus.lab.experiments.joined.records import FileRecord, is_user_defined


def test_records_come_back() -> None:
    record = file_of("shop", symbol_of("list[int]", "typespace list[int] 0.5", "name a.B 0.4", none=1.0))
    assert FileRecord.from_json(json.loads(json.dumps(record.to_json()))) == record


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("int", False), ("pathlib.Path", False), ("typing.Any", False), ("shop.Till", True), ("shop.Till | None", True),
     ("list[shop.Till]", False), ("shop.Box[int]", True), ("numpy.ndarray", True), ("int | shop.Till", True)],
)  # fmt: skip
def test_user_defined(kind: str, expected: bool) -> None:
    assert is_user_defined(kind) is expected
