"""A sink takes edges one by one or many at once, in their order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph_extraction.edges import EdgeSink, EdgeSpec
from graph_extraction.graph import EdgeType
from graph_extraction.passes import PASSES
from graph_extraction.storage.plain_pairs import PLAIN_PAIRS

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)))


def sink() -> EdgeSink:
    return EdgeSink(lambda word: len(word))


@given(PAIRS, PAIRS)
def test_one_by_one_is_as_good_as_at_once(first: list[tuple[int, int]], second: list[tuple[int, int]]) -> None:
    single, bulk = sink(), sink()
    for source, target in [*first, *second]:
        single.add(source, target)
    for pairs in (first, second):
        bulk.extend([source for source, _ in pairs], [target for _, target in pairs])
    assert (single.sources, single.targets) == (bulk.sources, bulk.targets)
    assert list(zip(single.sources, single.targets, strict=True)) == [*first, *second]


def test_a_sink_gives_nodes_of_words() -> None:
    assert sink().vocabulary_node("word") == 4


def test_of_a_type_little_need_be_known() -> None:
    spec = EdgeSpec(EdgeType.CHILD, "#000000")
    assert (spec.requires, spec.codec) == (frozenset(), PLAIN_PAIRS)


def test_each_pass_adds_one_type_after_those_that_it_requires() -> None:
    types = [extraction.edge.type for extraction in PASSES]
    assert len(set(types)) == len(types)
    for extraction in PASSES:
        assert extraction.edge.requires <= set(types) - {extraction.edge.type}
        assert len(extraction.edge.color) == 7
        assert int(extraction.edge.color.removeprefix("#"), 16) >= 0
