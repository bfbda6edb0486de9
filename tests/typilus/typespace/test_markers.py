from __future__ import annotations

import numpy as np
import pytest

from typilus.typespace.markers import TypeMap, TypeMarker, merge_maps

MARKERS = [
    TypeMarker("int", "lib", "a.py", 3, "count"),
    TypeMarker("str", "lib", "b.py", 4, "name"),
    TypeMarker("int", "lib", "a.py", 9, "size"),
]
VECTORS = np.arange(6, dtype=np.float32).reshape(3, 2)


def listed(type_map: TypeMap) -> list[TypeMarker]:
    return [type_map.marker(row) for row in range(len(type_map))]


def test_a_map_gives_its_markers_back() -> None:
    type_map = TypeMap.build(VECTORS, MARKERS)
    assert listed(type_map) == MARKERS
    assert type_map.types == ("int", "str")
    assert type_map.counts().tolist() == [2, 1]
    assert (len(type_map), type_map.dimension) == (3, 2)


def test_bare_types_have_no_origins() -> None:
    type_map = TypeMap.build(VECTORS, ["int", "str", "int"])
    assert type_map.origins is None
    assert listed(type_map) == [TypeMarker("int"), TypeMarker("str"), TypeMarker("int")]


def test_selecting_keeps_order_and_forgets_what_is_unused() -> None:
    type_map = TypeMap.build(VECTORS, MARKERS).select(np.array([2, 0]))
    assert listed(type_map) == [MARKERS[2], MARKERS[0]]
    assert type_map.types == ("int",)
    assert type_map.origins is not None
    assert type_map.origins.paths == ("a.py",)
    assert type_map.vectors.tolist() == [[4.0, 5.0], [0.0, 1.0]]


def test_merging_keeps_the_first_maps_rows_and_type_numbers() -> None:
    first = TypeMap.build(VECTORS, MARKERS)
    second = TypeMap.build(VECTORS[:2] + 10, ["bytes", "str"])
    merged = merge_maps([first, second, TypeMap.empty(2)])
    assert listed(merged) == [*MARKERS, TypeMarker("bytes"), TypeMarker("str")]
    assert merged.types[:2] == first.types
    assert np.array_equal(merged.vectors[3:], second.vectors)
    assert listed(merge_maps([second, first])) == [TypeMarker("bytes"), TypeMarker("str"), *MARKERS]
    assert merge_maps([first]) is first


def test_origins_can_be_left_out() -> None:
    assert listed(TypeMap.build(VECTORS, MARKERS).without_origins()) == [TypeMarker(m.type) for m in MARKERS]


def test_parts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="2 vectors for 3 markers"):
        TypeMap.build(VECTORS[:2], MARKERS)
    with pytest.raises(ValueError, match=r"\[M, D\]"):
        TypeMap.build(VECTORS[0], MARKERS)
    with pytest.raises(ValueError, match="outside the table of 1 types"):
        TypeMap(VECTORS, ("int",), np.array([0, 1, 0], np.int32))
    with pytest.raises(ValueError, match="do not fit together"):
        TypeMap(VECTORS, ("int",), np.array([0, 0], np.int32))
    with pytest.raises(ValueError, match="different dimensions"):
        merge_maps([TypeMap.empty(2), TypeMap.empty(3)])
    with pytest.raises(ValueError, match="at least one"):
        merge_maps([])
