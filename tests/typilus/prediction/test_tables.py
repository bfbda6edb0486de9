"""What people see of a prediction."""

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from graph_extraction import Symbol, SymbolKind
from typilus.prediction.file_prediction import FilePrediction, TypeCandidate, TypePrediction
from typilus.prediction.tables import PredictionTable, ShownType, SymbolRow


def prediction(*candidates: TypeCandidate) -> FilePrediction:
    symbol = Symbol(0, SymbolKind.VARIABLE, "", "graph", 3, 0)
    return FilePrediction("a.py", None, (TypePrediction(symbol, None, None, candidates),))


def candidate(full: str, text: str, probability: float) -> TypeCandidate:
    return TypeCandidate(full, text, probability, "typespace")


def test_every_candidate_with_a_percent_is_shown() -> None:
    chances = {"int": 0.4, "str": 0.3, "bytes": 0.2, "bool": 0.05, "float": 0.004}
    shown = prediction(*(candidate(name, name, chance) for name, chance in chances.items())).table.as_text(200)
    assert "int 40%  str 30%  bytes 20%  bool 5%" in shown
    assert "float" not in shown


def test_the_best_is_shown_however_improbable() -> None:
    assert "int 0%" in prediction(candidate("int", "int", 0.001)).table.as_text(200)


def test_what_is_and_what_would_be_written_are_two_things() -> None:
    known = replace(candidate("str", "str", 0.8), follows=True)
    table = prediction(known, candidate("object", "object", 0.1)).table
    assert table.as_text(200).endswith("  is str 80%  object 10%")
    assert "is <code" in table.as_html()


def test_colors_tell_sure_types_from_likely_and_others() -> None:
    sink = io.StringIO()
    types = [candidate("int", "int", 0.95), candidate("str", "str", 0.6), candidate("bytes", "bytes", 0.1)]
    Console(file=sink, width=200, color_system="standard", force_terminal=True).print(
        prediction(*types).table.as_rich()
    )
    for shown in ("\x1b[1;32mint", "\x1b[33mstr", "\x1b[2mbytes"):
        assert shown in sink.getvalue()


def test_namesakes_are_told_apart() -> None:
    both = prediction(
        candidate("networkx.Graph", "Graph", 0.5), candidate("rdflib.Graph", "Graph", 0.3), candidate("int", "int", 0.1)
    )
    assert "networkx.Graph 50%  rdflib.Graph 30%  int 10%" in both.table.as_text(200)
    assert ">rdflib.Graph</code>" in both.table.as_html()


TEXTS = st.text(st.sampled_from("abc .[]'"), max_size=12) | st.sampled_from(
    ["größe", "a\tb", "a\nb", "[red]", "宽", " x "]
)
ROWS = st.builds(
    SymbolRow,
    st.integers(1, 12345),
    TEXTS,
    st.sampled_from(["parameter", "return"]),
    TEXTS,
    st.none() | TEXTS,
    st.lists(st.builds(ShownType, TEXTS, TEXTS, st.floats(0, 1)), max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, max_size=4), TEXTS, st.sampled_from([20, 40, 80, 2000]))
def test_plain_text_is_what_rich_prints(rows: list[SymbolRow], path: str, width: int) -> None:
    table = PredictionTable(path, None, rows)
    plain = table.as_plain(width)
    sink = io.StringIO()
    Console(file=sink, width=width, color_system=None, legacy_windows=False).print(table.as_rich())
    if plain is not None:
        assert plain.splitlines() == [line.rstrip() for line in sink.getvalue().splitlines()]


def test_what_has_to_be_folded_or_escaped_is_left_to_rich() -> None:
    row = SymbolRow(1, "Shop.add", "return", "", None, [ShownType("int", "int", 0.5)])
    assert PredictionTable("a.py", None, [row]).as_plain(80) == (
        "a.py\nline  symbol    kind    written  suggested\n   1  Shop.add  return           int 50%"
    )
    assert PredictionTable("a.py", None, [row]).as_plain(30) is None
    for text in ("größe", "a\x1b[2J", "a\nb"):
        assert PredictionTable(text, None, [row]).as_plain(80) is None
        assert PredictionTable("a.py", None, [replace(row, name=text)]).as_plain(80) is None
    assert PredictionTable("a.py", "no such file", []).as_plain(80) is None
