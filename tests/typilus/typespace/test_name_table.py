"""Types by the names of symbols."""

from __future__ import annotations

from collections import Counter

import numpy as np

from typilus.typespace import NameTable, TypeMap, TypeMarker


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
