from __future__ import annotations

import pytest

from graph_extraction import extract, parse_source
from graph_extraction.graph import NodeKind
from typilus.errors import CheckpointError
from typilus.neural.vocabulary import Vocabulary, build_vocabulary, count_pieces, label_pieces


@pytest.mark.parametrize(
    ("label", "kind", "pieces"),
    [
        ("maxSize", NodeKind.TOKEN, ("max", "size", "=maxSize")),
        ("x", NodeKind.SYMBOL, ("x",)),
        ("size", NodeKind.VOCABULARY, ("size",)),
        ("Call", NodeKind.NON_TERMINAL, ("<Call>",)),
        ('"Hello, big world', NodeKind.TOKEN, ('<">', "hello", "big", "world")),
        ('b"', NodeKind.TOKEN, ('<b">',)),
        ("10", NodeKind.TOKEN, ("<int>", "#10")),
        ("0xFE", NodeKind.TOKEN, ("<int>", "#0xFE")),
        ("1e-3", NodeKind.TOKEN, ("<float>", "#1e-3")),
        (".5", NodeKind.TOKEN, ("<float>", "#.5")),
        ("+=", NodeKind.TOKEN, ("+=",)),
        ("=", NodeKind.TOKEN, ("=",)),
    ],
)
def test_label_pieces(label: str, kind: NodeKind, pieces: tuple[str, ...]) -> None:
    assert label_pieces(label, kind) == pieces


def test_at_most_five_subtokens() -> None:
    assert label_pieces("a_b_c_d_e_f_g", NodeKind.TOKEN) == ("a", "b", "c", "d", "e", "=a_b_c_d_e_f_g")


def test_unknown_subtokens_agree_with_themselves_and_unknown_wholes_vanish() -> None:
    vocabulary = Vocabulary(["max", "<int>"], buckets=16)
    frob = vocabulary.encode("frob", NodeKind.TOKEN)
    assert len(frob) == 1
    assert 2 <= frob[0] < 18
    assert vocabulary.encode("maxFrob", NodeKind.SYMBOL) == (0, *frob)
    assert vocabulary.encode("12345", NodeKind.TOKEN) == (1,)


def test_every_label_of_a_file_has_a_number_in_range() -> None:
    graph = extract(parse_source("def f(a, b=1.5):\n    return f'{a}' + \"x\" * -b\n"))
    vocabulary = build_vocabulary(*count_pieces(graph), min_count=1, buckets=4)
    for label, kind in zip(graph.node_label.tolist(), graph.node_kind.tolist(), strict=True):
        numbers = vocabulary.encode(graph.labels[label], NodeKind(kind))
        assert numbers
        assert all(0 <= number < len(vocabulary) for number in numbers)


def test_most_frequent_first_and_ties_by_text() -> None:
    vocabulary = build_vocabulary({"b": 3, "a": 3, "c": 9, "d": 2}, {"=a_b": 5}, max_subtokens=2)
    assert vocabulary.pieces == ("c", "a", "=a_b")


def test_text_round_trip() -> None:
    vocabulary = Vocabulary(["a", "=a_ü", '<">'], buckets=7)
    assert Vocabulary.from_text(vocabulary.text) == vocabulary


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pieces": 3, "buckets": 2}', '{"pieces": [1], "buckets": 2}'])
def test_bad_text_is_a_clear_error(text: str) -> None:
    with pytest.raises(CheckpointError, match=r"model/vocabulary\.json"):
        Vocabulary.from_text(text, "model/vocabulary.json")
