"""Classes and the indexes over them."""

from __future__ import annotations

import numpy as np

from tests.typilus.class_matching.shop import BASE, CANVAS, CONFIG, ENTRIES, ROW, TABLE, graph_of, table
from typilus.class_matching.classes import ClassEntry, ClassTable, members_of


def test_rows_and_folders() -> None:
    classes = table()
    assert len(classes) == len(ENTRIES)
    assert classes.rows["shop.PriceTable._Row"] == ROW
    assert classes.folders[[BASE, TABLE, CANVAS]].tolist() == ["shop", "shop/tables", ""]


def test_words_are_those_of_the_name_alone() -> None:
    count, weight = table().words.shared(frozenset({"price", "row"}))
    assert count.tolist() == [0, 0, 1, 1, 0]
    assert weight[TABLE] > 0


def test_rare_words_weigh_more() -> None:
    entries = [ClassEntry(name, name, "a.py", frozenset()) for name in ("BigConfig", "BigShop", "BigTree")]
    words = ClassTable(entries, np.zeros((3, 2), np.float32)).words
    assert words.weight(frozenset({"tree"})) > words.weight(frozenset({"big"}))
    assert words.weight(frozenset({"house"})) > words.weight(frozenset({"tree"}))


def test_members_of_bases_are_members() -> None:
    count, _ = table().members.shared(frozenset({"close", "load"}))
    assert count[[CONFIG, BASE, TABLE]].tolist() == [2, 1, 1]


def test_a_class_that_is_its_own_base_ends() -> None:
    entries = [
        ClassEntry("a.A", "A", "a.py", frozenset({"x"}), ("A", "B")),
        ClassEntry("a.B", "B", "a.py", frozenset({"y"}), ("A",)),
    ]
    count, _ = ClassTable(entries, np.zeros((2, 2), np.float32)).members.shared(frozenset({"x", "y"}))
    assert count.tolist() == [2, 2]


def test_standing() -> None:
    static_features = table().static_features
    assert static_features[CONFIG, 0] == np.float32(np.log1p(3))
    assert static_features[:, 1].tolist() == [0, 0, 0, 1, 0]
    assert static_features[:, 2].tolist() == [0, 0, 0, 1, 0]
    assert static_features[:, 3].tolist() == [0, 0, 0, 0, 1]


def test_members_of_a_graph() -> None:
    graph = graph_of("class A:\n    size = 1\n    def add(self):\n        self.total = x = 2\nclass B: pass\n")
    assert members_of(graph) == [frozenset({"size", "add", "total"}), frozenset()]


def test_no_classes_at_all() -> None:
    empty = ClassTable([], np.zeros((0, 4), np.float32))
    assert empty.static_features.shape == (0, 4)
    assert empty.words.shared(frozenset({"a"}))[0].shape == (0,)
