"""Types by the names of symbols."""

from __future__ import annotations

from collections import Counter

import numpy as np

from typilus.typespace import NameTable, TypeMap, TypeMarker
from typilus.typespace.markers import MarkerOrigins


def test_types_of_a_name_are_counted_besides_those_of_a_file() -> None:
    markers = [
        TypeMarker("str", "", "a.py", 1, "name"),
        TypeMarker("str", "", "b.py", 2, "name"),
        TypeMarker("int", "", "b.py", 3, "name"),
        TypeMarker("int", "", "b.py", 4, "size"),
    ]
    table = NameTable(TypeMap.build(np.zeros((4, 2), np.float32), markers))
    assert table.types_of("name") == Counter({"str": 2, "int": 1})
    assert table.types_of("name", besides="b.py") == Counter({"str": 1})
    assert table.types_of("other") == Counter()
    assert NameTable(TypeMap.empty(2)).types_of("name") == Counter()


def test_names_beyond_sixteen_bits_keep_their_types() -> None:
    count = 70_000
    ids = np.random.default_rng(0).permutation(count)
    origins = MarkerOrigins(
        ("",),
        ("a.py",),
        tuple(f"name_{number}" for number in range(count)),
        np.zeros(count, np.int32),
        np.zeros(count, np.int32),
        ids.astype(np.int32),
        np.ones(count, np.int32),
    )
    type_ids = np.where(ids % 2 == 0, 0, 1).astype(np.int32)
    table = NameTable(TypeMap(np.zeros((count, 1), np.float32), ("even", "odd"), type_ids, origins))
    for number in (0, 1, 4463, 65_535, 65_536, 69_999):
        assert table.types_of(f"name_{number}") == Counter({("even", "odd")[number % 2]: 1})
