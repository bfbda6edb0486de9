from __future__ import annotations

import pytest

from graph_extraction import extract, parse_source
from graph_extraction.graph import NodeKind
from typilus.errors import CheckpointError
from typilus.neural.vocabulary import PieceUnit, Vocabulary, build_vocabulary, count_pieces, label_pieces


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


@pytest.mark.parametrize(
    ("label", "kind", "unit", "pieces"),
    [
        ("maxSize", NodeKind.TOKEN, "tokens", ("maxSize",)),
        ("=", NodeKind.TOKEN, "tokens", ("=",)),
        ("10", NodeKind.TOKEN, "tokens", ("10",)),
        ("Call", NodeKind.NON_TERMINAL, "tokens", ("<Call>",)),
        ("ab=", NodeKind.TOKEN, "characters", ("a", "b", "=")),
        ("If", NodeKind.NON_TERMINAL, "characters", ("<", "I", "f", ">")),
        ("x" * 99, NodeKind.SYMBOL, "characters", ("x",) * 24),
    ],
)
def test_label_pieces_of_other_units(label: str, kind: NodeKind, unit: PieceUnit, pieces: tuple[str, ...]) -> None:
    assert label_pieces(label, kind, unit) == pieces


@pytest.mark.parametrize("unit", ["tokens", "characters"])
def test_what_is_unknown_of_other_units_is_one_piece(unit: PieceUnit) -> None:
    """Nothing is left out: `=` and `#` mark whole identifiers and numbers among subtokens alone."""
    vocabulary = Vocabulary(["a"], 1, unit)
    assert vocabulary.encode("a", NodeKind.TOKEN) == (0,)
    assert set(vocabulary.encode("=b", NodeKind.TOKEN)) == {1}
    assert len(vocabulary.encode("=b", NodeKind.TOKEN)) == (1 if unit == "tokens" else 2)


def test_wholes_are_counted_apart_among_subtokens_alone() -> None:
    graph = extract(parse_source("def max_size(a_b): return 10\n"))
    assert {"=max_size", "#10"} <= set(count_pieces(graph)[1])
    for unit in ("tokens", "characters"):
        pieces, wholes = count_pieces(graph, unit)
        assert not wholes
        assert ("max_size" in pieces) is (unit == "tokens")


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


@pytest.mark.parametrize("unit", ["subtokens", "tokens", "characters"])
def test_text_round_trip(unit: PieceUnit) -> None:
    vocabulary = Vocabulary(["a", "=a_ü", '<">'], buckets=7, unit=unit)
    assert Vocabulary.from_text(vocabulary.text) == vocabulary


def test_what_an_older_text_does_not_say() -> None:
    assert Vocabulary.from_text('{"buckets": 7, "pieces": ["a"]}') == Vocabulary(["a"], 7)
    assert "unit" not in Vocabulary(["a"], 7).text


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", '{"pieces": 3, "buckets": 2}', '{"pieces": [1], "buckets": 2}'),
        '{"pieces": ["a"], "buckets": 2, "unit": "words"}',
    ],
)
def test_bad_text_is_a_clear_error(text: str) -> None:
    with pytest.raises(CheckpointError, match=r"model/vocabulary\.json"):
        Vocabulary.from_text(text, "model/vocabulary.json")
